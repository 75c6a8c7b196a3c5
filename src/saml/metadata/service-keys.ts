import { readFinding } from '../../domain/read-finding.js'
import type { X509Certificate, KeyObject } from 'node:crypto'
import { storedPublicKey } from '../../crypto/service-key.js'
import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { EncryptionMethod, ServiceKey } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, type XmlElement } from '../xml/node.js'
import type { Report } from './finding.js'
import { reportEncryptionMethods } from './service-algorithms.js'
import { keyIn, type KeyPlace, type ReadCertificate } from './key-info.js'
import { keyFault, shortBits } from './key-strength.js'

/** What keys are read with. */
export interface KeyContext {
  /** Names the place. */
  readonly entityId: string
  readonly now: Instant
  readonly certificate: ReadCertificate
}

/**
 * The keys of a role (md:KeyDescriptor). Metadata carries the trust and a certificate is only a container (SAML
 * metadata interoperability profile): an expired certificate is reported and not refused, and a key needs none.
 * Throws OperatorError for what cannot be read, and for a key that is too weak.
 */
export function readKeys(role: XmlElement, context: KeyContext, report: Report): readonly ServiceKey[] {
  return childrenNamed(role, NS.metadata, 'KeyDescriptor').flatMap((descriptor, index) =>
    readKey(
      descriptor,
      { place: `${context.entityId}: KeyDescriptor ${index + 1}`, number: index + 1 },
      context,
      report,
    ),
  )
}

/**
 * True if the role has a key for encryption, readable or not; without `use` a key serves both uses (saml-metadata
 * §2.4.1.1). Reports if the broker can encrypt to none of `keys`: such a service gets no assertion rather than an open
 * one.
 */
export function encryptionAnnounced(role: XmlElement, keys: readonly ServiceKey[], report: Report): boolean {
  const descriptors = childrenNamed(role, NS.metadata, 'KeyDescriptor')
  const announced = descriptors.some((each) => attribute(each, 'use') !== 'signing')
  if (announced && !keys.some(({ use }) => use !== 'signing')) {
    report(readFinding('read-encryption-impossible', {}))
  }
  return announced
}

function readKey(
  descriptor: XmlElement,
  at: KeyPlace,
  { now, certificate: readCertificate }: KeyContext,
  report: Report,
): readonly ServiceKey[] {
  const { place, number } = at
  const found = keyIn(descriptor, at, readCertificate, report)
  if (!found) {
    report(readFinding('read-key-left-out', { descriptor: number }))
    return []
  }
  const { key, certificate } = found
  const fault = keyFault(key)
  // check: weak-keys-are-refused
  if (fault) throw new OperatorError('metadata-key', `${place}: ${fault}`)
  reportAge(key, certificate?.x509 ?? null, number, now, report)
  const use = useOf(descriptor, key, number, report)
  if (!use) return []
  const encryptionMethods = encryptionMethodsOf(descriptor)
  if (use !== 'signing') reportEncryptionMethods(encryptionMethods, number, report)
  return [{ use, publicKey: storedPublicKey(key), certificate: certificate?.base64 ?? null, encryptionMethods }]
}

function reportAge(
  key: KeyObject,
  x509: X509Certificate | null,
  descriptor: number,
  now: Instant,
  report: Report,
): void {
  const bits = shortBits(key)
  if (bits !== null) report(readFinding('read-key-short', { descriptor, bits }))
  const notAfter = x509 ? Date.parse(x509.validTo) : null
  if (notAfter !== null && notAfter <= now) report(readFinding('read-certificate-expired', { descriptor, notAfter }))
}

/**
 * The use of a key; without `use` it serves both (saml-metadata §2.4.1.1). Only RSA keys can be encrypted to; see key
 * transport.
 */
function useOf(descriptor: XmlElement, key: KeyObject, number: number, report: Report) {
  const written = attribute(descriptor, 'use')
  if (key.asymmetricKeyType === 'rsa') {
    return written === 'signing' || written === 'encryption' ? written : ('both' as const)
  }
  if (written !== 'encryption') return 'signing' as const
  report(readFinding('read-key-encryption', { descriptor: number }))
  return null
}

const encryptionMethodsOf = (descriptor: XmlElement): readonly EncryptionMethod[] =>
  childrenNamed(descriptor, NS.metadata, 'EncryptionMethod').map((method) => ({
    algorithm: attribute(method, 'Algorithm') ?? '',
    digest: algorithmOf(childNamed(method, NS.signature, 'DigestMethod')),
    mgf: algorithmOf(childNamed(method, NS.encryption11, 'MGF')),
  }))

const algorithmOf = (element: XmlElement | null): string | null => element && attribute(element, 'Algorithm')
