import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { publicKeyOf } from '../../src/crypto/certificate-key.js'
import { selfSignedCertificate } from '../../src/crypto/certificates.js'
import { createSigner } from '../../src/crypto/key-ring.js'
import type { Signer, SigningKeys } from '../../src/domain/ports/signing-keys.js'

/** A key pair of a test with its certificate. Made when first asked for, and once per process. */
export interface TestKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** Base64 DER. */
  readonly certificate: string
  readonly certificatePem: string
  readonly privatePem: string
}

const MAKERS = {
  /** The broker's. */
  broker: () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
  brokerEc: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  brokerEc384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  /** A service's first and second key, its encryption key, and somebody else's. */
  service: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  serviceNext: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  serviceEc: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  serviceEc384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  serviceEncryption: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  stranger: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const

export type TestKeyName = keyof typeof MAKERS

const made = new Map<TestKeyName, TestKey>()

/** A certificate as base64 DER that ends then. */
export const certificateUntil = (notAfter: number, name: TestKeyName = 'serviceEc'): string =>
  selfSignedCertificate({
    pair: testKey(name),
    use: 'signing',
    commonName: `${name}.example`,
    notBefore: notAfter - 1000,
    notAfter,
  })

export const pemOf = (certificate: string): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

export function testKey(name: TestKeyName): TestKey {
  const known = made.get(name)
  if (known) return known
  const pair = MAKERS[name]()
  const certificate = selfSignedCertificate({
    pair,
    use: name === 'serviceEncryption' ? 'encryption' : 'signing',
    commonName: `${name}.example`,
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2028, 0, 1),
  })
  const key = {
    ...pair,
    certificate,
    certificatePem: pemOf(certificate),
    privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  made.set(name, key)
  return key
}

/** A test key as the broker's active signing key. */
export function testSigner(name: TestKeyName = 'broker'): Signer {
  const { certificate, privateKey } = testKey(name)
  const curve = publicKeyOf(certificate).asymmetricKeyDetails?.namedCurve
  const info = {
    id: name,
    use: 'signing',
    state: 'active',
    stateSince: Date.UTC(2026, 0, 1),
    type: curve === undefined ? 'RSA-3072' : curve === 'secp384r1' ? 'EC-P-384' : 'EC-P-256',
    certificate,
    notAfter: Date.UTC(2028, 0, 1),
    createdAt: Date.UTC(2026, 0, 1),
    activatedAt: Date.UTC(2026, 0, 1),
    inHsm: false,
  } as const
  return createSigner(info, privateKey)
}

/** The broker's keys with these active. */
export function testSigningKeys(signer: Signer = testSigner(), ...further: readonly Signer[]): SigningKeys {
  const signers = [signer, ...further]
  return {
    signer: () => signer,
    signers: () => signers,
    announced: () => signers.map(({ info }) => info),
    decrypters: () => [],
  }
}
