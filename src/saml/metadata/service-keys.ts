import type { X509Certificate, KeyObject } from 'node:crypto'
import { storedPublicKey } from '../../crypto/service-key.js'
import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { EncryptionMethod, ServiceKey } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, type XmlElement } from '../xml/node.js'
import type { Report } from './finding.js'
import { reportEncryptionMethods } from './service-algorithms.js'
import { keyIn } from './key-info.js'
import { keyFault, keyWarning } from './key-strength.js'

/**
 * The keys of a role (md:KeyDescriptor). Metadata carries the trust and a certificate is only a container (SAML
 * metadata interoperability profile): an expired certificate is reported and not refused, and a key needs none.
 * `entityId` names the place. Throws OperatorError for what cannot be read, and for a key that is too weak.
 */
export function readKeys(role: XmlElement, entityId: string, now: Instant, report: Report): readonly ServiceKey[] {
  return childrenNamed(role, NS.metadata, 'KeyDescriptor').flatMap((descriptor, index) =>
    readKey(descriptor, `${entityId}: KeyDescriptor ${index + 1}`, now, report),
  )
}

/**
 * True if the role has a key for encryption, readable or not; without `use` a key serves both uses (saml-metadata
 * §2.4.1.1). Reports if the broker can encrypt to none of `keys`: such a service gets no assertion rather than an open
 * one.
 */
export function encryptionAnnounced(
  role: XmlElement,
  keys: readonly ServiceKey[],
  entityId: string,
  report: Report,
): boolean {
  const descriptors = childrenNamed(role, NS.metadata, 'KeyDescriptor')
  const announced = descriptors.some((each) => attribute(each, 'use') !== 'signing')
  if (announced && !keys.some(({ use }) => use !== 'signing')) {
    report({
      rule: 'metadata-encryption-impossible',
      severity: 'error',
      message: `${entityId}: its encryption key is of a kind that the broker cannot encrypt to, so it gets no assertions`,
      cure: 'have an RSA key for encryption put in, or import with --set encrypt=never',
    })
  }
  return announced
}

function readKey(descriptor: XmlElement, place: string, now: Instant, report: Report): readonly ServiceKey[] {
  const found = keyIn(descriptor, place, report)
  if (!found) {
    report({
      rule: 'metadata-key-left-out',
      severity: 'warning',
      message: `${place}: it has no X509Certificate and no KeyValue of RSA or of a named curve, and is left out`,
      cure: 'have the key itself put into the metadata',
    })
    return []
  }
  const { key, certificate } = found
  const fault = keyFault(key)
  // check: weak-keys-are-refused
  if (fault) throw new OperatorError('metadata-key', `${place}: ${fault}`)
  reportAge(key, certificate?.x509 ?? null, place, now, report)
  const use = useOf(descriptor, key, place, report)
  if (!use) return []
  const encryptionMethods = encryptionMethodsOf(descriptor)
  if (use !== 'signing') reportEncryptionMethods(encryptionMethods, place, report)
  return [{ use, publicKey: storedPublicKey(key), certificate: certificate?.base64 ?? null, encryptionMethods }]
}

function reportAge(key: KeyObject, x509: X509Certificate | null, place: string, now: Instant, report: Report): void {
  const warning = keyWarning(key)
  if (warning) {
    report({
      rule: 'metadata-key-short',
      severity: 'warning',
      message: `${place}: ${warning}`,
      cure: 'have the service make an RSA key of 3072 bits, and import its metadata again',
    })
  }
  if (x509 && Date.parse(x509.validTo) <= now) {
    report({
      rule: 'metadata-certificate-expired',
      severity: 'warning',
      message: `${place}: its certificate expired on ${dateOf(x509)}; the key is used on`,
      cure: 'have the service renew it, and import its metadata again',
    })
  }
}

/**
 * The use of a key; without `use` it serves both (saml-metadata §2.4.1.1). Only RSA keys can be encrypted to; see key
 * transport.
 */
function useOf(descriptor: XmlElement, key: KeyObject, place: string, report: Report) {
  const written = attribute(descriptor, 'use')
  if (key.asymmetricKeyType === 'rsa') {
    return written === 'signing' || written === 'encryption' ? written : ('both' as const)
  }
  if (written !== 'encryption') return 'signing' as const
  report({
    rule: 'metadata-key-encryption',
    severity: 'warning',
    message: `${place}: assertions cannot be encrypted to an EC key; it is left out`,
    cure: 'have an RSA key for encryption put in',
  })
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
