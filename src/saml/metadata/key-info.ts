import { readFinding } from '../../domain/read-finding.js'
import { X509Certificate, type KeyObject } from 'node:crypto'
import { storedPublicKey } from '../../crypto/service-key.js'
import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import { childNamed, childrenNamed, textOf, type XmlElement, withoutSpace } from '../xml/node.js'
import type { Report } from './finding.js'
import { keyOfValue } from './key-value.js'

/** The one key of a KeyDescriptor, and the certificate that it came in; null if it came without. */
export interface KeyInDescriptor {
  readonly key: KeyObject
  readonly certificate: { readonly base64: string; readonly x509: X509Certificate } | null
}

/** Where a KeyDescriptor stands. */
export interface KeyPlace {
  /** In words. */
  readonly place: string
  /** Among those of its role, from 1. */
  readonly number: number
}

/**
 * True if a KeyDescriptor has anything that a key can be read from. One with only a KeyName or a pointer has not; the
 * broker never reads such a descriptor, so nothing in it can be at fault.
 */
export function holdsKey(descriptor: XmlElement): boolean {
  const keyInfo = childNamed(descriptor, NS.signature, 'KeyInfo')
  // A descriptor without KeyInfo counts here, so that the schema refuses it with better words.
  return keyInfo === null || certificatesIn(keyInfo).length > 0 || valuesIn(keyInfo).length > 0
}

/**
 * The key in ds:KeyInfo, given as ds:X509Certificate or ds:KeyValue (SAML metadata interoperability profile §2.5.1);
 * null if it has no key of a kind that the broker knows. Throws OperatorError: 'metadata-certificate' and
 * 'metadata-key-value' for what cannot be read, 'metadata-key-mismatch' if several of them are not one key.
 */
export function keyIn(
  descriptor: XmlElement,
  { place, number }: KeyPlace,
  readCertificate: ReadCertificate,
  report: Report,
): KeyInDescriptor | null {
  const keyInfo = childNamed(descriptor, NS.signature, 'KeyInfo')
  if (!keyInfo) return null
  // check: keys-of-authorities-verify-nothing
  const [first, ...others] = certificatesIn(keyInfo)
  if (others.some((each) => each !== first)) {
    // The further certificates of a chain belong to authorities, whose keys must never verify a request.
    report(readFinding('read-key-chain', { descriptor: number, count: others.length + 1 }))
  }
  const certificate = first === undefined ? null : { base64: first, x509: readCertificate(first, place) }
  const values = valuesIn(keyInfo).flatMap((each) => keyOfValue(each, place) ?? [])
  const [key, ...same] = [...(certificate ? [certificate.x509.publicKey] : []), ...values]
  if (!key) return null
  // check: a-key-value-is-that-of-its-certificate
  if (same.some((each) => storedPublicKey(each) !== storedPublicKey(key))) {
    const message = `${place}: its KeyValue and its certificate are not the same key; have the metadata written anew`
    throw new OperatorError('metadata-key-mismatch', message)
  }
  return { key, certificate }
}

const valuesIn = (keyInfo: XmlElement): readonly XmlElement[] => childrenNamed(keyInfo, NS.signature, 'KeyValue')

const certificatesIn = (keyInfo: XmlElement): readonly string[] =>
  childrenNamed(keyInfo, NS.signature, 'X509Data')
    .flatMap((each) => childrenNamed(each, NS.signature, 'X509Certificate'))
    .map((each) => withoutSpace(textOf(each)))

/**
 * Reads a certificate in base64 DER; `place` names the KeyDescriptor. Throws OperatorError('metadata-certificate') if it
 * is none.
 */
export type ReadCertificate = (base64: string, place: string) => X509Certificate

/**
 * Reads each certificate of a file once: services of one operator share theirs, and most have the same one for both
 * uses.
 */
export function createCertificateReader(): ReadCertificate {
  const known = new Map<string, X509Certificate>()
  return (base64, place) => {
    const certificate = known.get(base64) ?? readCertificate(base64, place)
    known.set(base64, certificate)
    return certificate
  }
}

function readCertificate(base64: string, place: string): X509Certificate {
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'))
    // Reading the key may fail even if the certificate can be read.
    if (!certificate.publicKey.asymmetricKeyType) throw new TypeError('no key')
    return certificate
  } catch (cause) {
    // check: an-unreadable-certificate-is-refused
    throw new OperatorError('metadata-certificate', `${place}: the certificate cannot be read`, { cause })
  }
}
