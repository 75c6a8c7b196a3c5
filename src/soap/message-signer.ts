import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { keyOptions, SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../crypto/signature-algorithms.js'

/** Our key for signed messages, with what tells the other side which certificate it belongs to. */
export interface MessageSigner {
  /** URI of the XML signature algorithm that fits the key. */
  readonly algorithm: string
  /**
   * Issuer of the certificate (RFC 4514) and its serial number, decimal: what RequireIssuerSerialReference asks for.
   */
  readonly issuer: string
  readonly serial: string
  sign(octets: Uint8Array): Uint8Array
}

/**
 * A signer from PEM texts. RSA signs rsa-sha256, as the suites Basic128Sha256 to Basic256Sha256 say (TR-03130-1
 * §3.5.2), EC signs ecdsa-sha256. Throws TypeError for another kind of key, an RSA key below 2048 bits, and a key that
 * is not the certificate's.
 */
export function createMessageSigner(keyPem: string, certificatePem: string): MessageSigner {
  const key = createPrivateKey(keyPem)
  const certificate = new X509Certificate(certificatePem)
  const signing = algorithmFor(key)
  if (!certificate.checkPrivateKey(key)) throw new TypeError('the key is not the key of the certificate')
  return {
    algorithm: signing.uri,
    issuer: distinguishedName(certificate.issuer),
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    sign: (octets) => sign(signing.hash, octets, keyOptions(signing, key)),
  }
}

function algorithmFor(key: KeyObject): SignatureAlgorithm {
  const signing = SIGNATURE_ALGORITHMS.find(
    ({ keyType, hash }) => keyType === key.asymmetricKeyType && hash === 'sha256',
  )
  if (!signing) throw new TypeError('the key is neither RSA nor EC')
  if ((key.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048) throw new TypeError('the key is shorter than RSA-2048')
  return signing
}

/** Node gives one line a part, first part first; RFC 4514 §2.1 has the last one first. */
const distinguishedName = (lines: string): string =>
  lines
    .split('\n')
    .reverse()
    .map((line) => {
      const at = line.indexOf('=')
      return `${line.slice(0, at)}=${line.slice(at + 1).replace(/[,+"\\<>;]/g, '\\$&')}`
    })
    .join(',')
