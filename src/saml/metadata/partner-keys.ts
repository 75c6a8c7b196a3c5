import { X509Certificate, type KeyObject } from 'node:crypto'
import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { EncryptionMethod, PartnerKey } from '../../domain/service-provider.js'
import { NS } from '../namespaces.js'
import { contentEncryption, isKeyTransport } from '../xml/encryption-algorithms.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../xml/node.js'
import { withoutSpace } from '../xml/value-types.js'
import type { Report } from './finding.js'
import { keyFault, keyWarning } from './key-strength.js'

/**
 * The keys of a role (md:KeyDescriptor). Metadata carries the trust, the certificate is a container (SAML metadata
 * interoperability profile): an expired one is reported, not refused. Throws OperatorError for a certificate that
 * cannot be read and for a key that is too weak; `entityId` names the place.
 */
export function readKeys(role: XmlElement, entityId: string, now: Instant, report: Report): readonly PartnerKey[] {
  return childrenNamed(role, NS.metadata, 'KeyDescriptor').flatMap((descriptor, index) =>
    readKey(descriptor, `${entityId}: KeyDescriptor ${index + 1}`, now, report),
  )
}

/**
 * Whether the role has a key for encryption, readable or not (saml-metadata §2.4.1.1: `use` omitted means both).
 * Reports it if none of `keys` can be encrypted to: such a service gets no assertion, rather than an open one.
 */
export function encryptionAnnounced(
  role: XmlElement,
  keys: readonly PartnerKey[],
  entityId: string,
  report: Report,
): boolean {
  const descriptors = childrenNamed(role, NS.metadata, 'KeyDescriptor')
  const announced = descriptors.some((each) => attribute(each, 'use') !== 'signing')
  if (announced && !keys.some(({ use }) => use !== 'signing')) {
    report(
      'metadata-encryption-impossible',
      `${entityId}: its encryption key is of a kind that the broker cannot encrypt to, so it gets no assertions; ` +
        'have an RSA certificate put in, or import with --set encrypt=never',
    )
  }
  return announced
}

function readKey(descriptor: XmlElement, place: string, now: Instant, report: Report): readonly PartnerKey[] {
  const certificates = certificatesIn(descriptor)
  // check: keys-of-authorities-verify-nothing
  const [certificate] = certificates
  if (certificate === undefined) {
    report('metadata-key-without-certificate', `${place}: it has no X509Certificate and is left out`)
    return []
  }
  if (certificates.some((each) => each !== certificate)) {
    // With a chain, the further certificates belong to authorities: their keys must never verify a request.
    report('metadata-key-chain', `${place}: only the first of ${certificates.length} certificates is used`)
  }
  const { x509, key } = readCertificate(certificate, place)
  const fault = keyFault(key)
  // check: weak-keys-are-refused
  if (fault) throw new OperatorError('metadata-key', `${place}: ${fault}`)
  const warning = keyWarning(key)
  if (warning) report('metadata-key-short', `${place}: ${warning}`)
  if (Date.parse(x509.validTo) <= now) {
    report('metadata-certificate-expired', `${place}: its certificate expired on ${dateOf(x509)}; the key is used on`)
  }
  const use = useOf(descriptor, key, place, report)
  if (use !== null && use !== 'signing') reportWeakContent(descriptor, place, report)
  return use ? [{ use, certificate, encryptionMethods: encryptionMethodsOf(descriptor) }] : []
}

/** The broker encrypts with AES-GCM all the same: an exception for CBC is the operator's to give. */
function reportWeakContent(descriptor: XmlElement, place: string, report: Report): void {
  const listed = encryptionMethodsOf(descriptor).map(({ algorithm }) => algorithm)
  const content = listed.filter((uri) => !isKeyTransport(uri))
  if (content.length === 0 || content.some((uri) => contentEncryption(uri) !== null)) return
  report(
    'metadata-encryption-weak',
    `${place}: it lists no AES-GCM, so what the broker sends may not be readable there; ` +
      'have the service renewed, or permit CBC for a time: sp set weakAlgorithms=… weakAlgorithmsUntil=…',
  )
}

function certificatesIn(descriptor: XmlElement): readonly string[] {
  const keyInfo = childNamed(descriptor, NS.signature, 'KeyInfo')
  const data = keyInfo ? childrenNamed(keyInfo, NS.signature, 'X509Data') : []
  return data
    .flatMap((each) => childrenNamed(each, NS.signature, 'X509Certificate'))
    .map((each) => withoutSpace(textOf(each)))
}

function readCertificate(base64: string, place: string): { readonly x509: X509Certificate; readonly key: KeyObject } {
  try {
    const x509 = new X509Certificate(Buffer.from(base64, 'base64'))
    // Reading the key may fail where reading the certificate does not.
    return { x509, key: x509.publicKey }
  } catch (cause) {
    // check: an-unreadable-certificate-is-refused
    throw new OperatorError('metadata-certificate', `${place}: the certificate cannot be read`, { cause })
  }
}

/** saml-metadata §2.4.1.1: `use` omitted means both. Only RSA keys can be encrypted to; see key transport. */
function useOf(descriptor: XmlElement, key: KeyObject, place: string, report: Report) {
  const written = attribute(descriptor, 'use')
  if (key.asymmetricKeyType === 'rsa') {
    return written === 'signing' || written === 'encryption' ? written : ('both' as const)
  }
  if (written !== 'encryption') return 'signing' as const
  report('metadata-key-encryption', `${place}: assertions cannot be encrypted to an EC key; it is left out`)
  return null
}

const encryptionMethodsOf = (descriptor: XmlElement): readonly EncryptionMethod[] =>
  childrenNamed(descriptor, NS.metadata, 'EncryptionMethod').map((method) => ({
    algorithm: attribute(method, 'Algorithm') ?? '',
    digest: algorithmOf(childNamed(method, NS.signature, 'DigestMethod')),
    mgf: algorithmOf(childNamed(method, NS.encryption11, 'MGF')),
  }))

const algorithmOf = (element: XmlElement | null): string | null => element && attribute(element, 'Algorithm')

const dateOf = ({ validTo }: X509Certificate): string => new Date(Date.parse(validTo)).toISOString().slice(0, 10)
