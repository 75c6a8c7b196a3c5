import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { selfSignedCertificate } from '../../src/crypto/certificates.js'
import { keyOptions, signatureAlgorithm } from '../../src/crypto/signature-algorithms.js'
import type { Signer } from '../../src/domain/ports/signing-keys.js'

export interface TestKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** Base64 DER. */
  readonly certificate: string
  readonly pem: string
  readonly signer: Signer
}

type Kind = 'RSA-1024' | 'RSA-2048' | 'RSA-3072' | 'EC-P-256' | 'EC-P-384'

const NOT_BEFORE = Date.UTC(2026, 0, 1)
const NOT_AFTER = Date.UTC(2028, 0, 1)

/** A fresh key with a self-signed certificate, and a Signer over it. */
export function testKey(kind: Kind = 'RSA-2048', notAfter = NOT_AFTER): TestKey {
  const pair = kind.startsWith('RSA')
    ? generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) })
    : generateKeyPairSync('ec', { namedCurve: kind.slice(3) })
  const certificate = selfSignedCertificate({
    pair,
    use: 'signing',
    commonName: 'sp.example',
    notBefore: NOT_BEFORE,
    notAfter,
  })
  return { ...pair, certificate, pem: pemOf(certificate), signer: signerOf(pair.privateKey, kind, certificate) }
}

export const pemOf = (certificate: string): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

function signerOf(privateKey: KeyObject, type: string, certificate: string): Signer {
  return {
    info: {
      id: 'test',
      use: 'signing',
      state: 'active',
      stateSince: NOT_BEFORE,
      type,
      certificate,
      notAfter: NOT_AFTER,
      createdAt: NOT_BEFORE,
      activatedAt: NOT_BEFORE,
      inHsm: false,
    },
    sign: (uri, data) => {
      const algorithm = signatureAlgorithm(uri)
      if (!algorithm) return Promise.reject(new Error(`no algorithm ${uri}`))
      return Promise.resolve(sign(algorithm.hash, data, keyOptions(algorithm, privateKey)))
    },
  }
}
