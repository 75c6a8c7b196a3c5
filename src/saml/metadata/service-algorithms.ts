import { signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import type { EncryptionMethod, ServiceMetadata } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { contentEncryption, CONTENT_ENCRYPTIONS, isKeyTransport, keyTransport } from '../xml/encryption-algorithms.js'
import { attribute, childNamed, type XmlElement } from '../xml/node.js'
import { DIGESTS } from '../xml/xml-signature.js'
import type { Report } from './finding.js'

/**
 * Reports if a key's EncryptionMethods leave the broker nothing to choose from. The broker then encrypts by its own
 * defaults all the same: only the operator can give an exception for CBC.
 */
export function reportEncryptionMethods(methods: readonly EncryptionMethod[], place: string, report: Report): void {
  const content = methods.filter(({ algorithm }) => !isKeyTransport(algorithm))
  if (content.length > 0 && content.every(({ algorithm }) => contentEncryption(algorithm) === null)) {
    const isCbc = content.some(({ algorithm }) => CONTENT_ENCRYPTIONS.includes(algorithm))
    report({
      rule: 'metadata-encryption-weak',
      severity: 'warning',
      message: `${place}: it lists no AES-GCM, so what the broker sends may not be readable there`,
      cure: isCbc
        ? 'have the service renewed, or permit CBC for a time: sp set weakAlgorithms=… weakAlgorithmsUntil=…'
        : 'have the service renewed: the broker writes none of what it lists',
    })
  }
  const transport = methods.filter(({ algorithm }) => isKeyTransport(algorithm))
  if (transport.length > 0 && transport.every((each) => keyTransport(each.algorithm, each.digest, each.mgf) === null)) {
    report({
      rule: 'metadata-key-transport',
      severity: 'warning',
      message: `${place}: it lists no RSA-OAEP that the broker writes, so what it sends may not be readable there`,
      cure: 'have the service renewed; RSA PKCS#1 v1.5 is never written',
    })
  }
}

/** Reports alg:SigningMethod or alg:DigestMethod if none of them is on the broker's allow-list. */
export function reportSigningMethods(
  { signingMethods, digestMethods = [] }: Pick<ServiceMetadata, 'signingMethods' | 'digestMethods'>,
  entityId: string,
  report: Report,
): void {
  if (signingMethods.length > 0 && signingMethods.every((uri) => signatureAlgorithm(uri) === null)) {
    report({
      rule: 'metadata-signature-algorithms',
      severity: 'warning',
      message: `${entityId}: it names no signature algorithm that the broker uses; answers are signed by the default`,
      cure: 'have the service take rsa-sha256, and say so in its metadata',
    })
  }
  if (digestMethods.length > 0 && digestMethods.every((uri) => !DIGESTS.has(uri))) {
    report({
      rule: 'metadata-digest-algorithms',
      severity: 'warning',
      message: `${entityId}: it names no digest algorithm that the broker uses; answers are signed with SHA-256`,
      cure: 'have the service take SHA-256, and say so in its metadata',
    })
  }
}

/**
 * Reports metadata that carry a signature of their own made with SHA-1. It is a hint and nothing is verified: the
 * program probably signs its requests in the same way, and these are refused.
 */
export function reportOwnSignature(entity: XmlElement, entityId: string, report: Report): void {
  const signature = childNamed(entity, NS.signature, 'Signature')
  const signedInfo = signature && childNamed(signature, NS.signature, 'SignedInfo')
  const method = signedInfo && childNamed(signedInfo, NS.signature, 'SignatureMethod')
  if (!/#[a-z]+-sha1$/.test((method && attribute(method, 'Algorithm')) ?? '')) return
  report({
    rule: 'metadata-sha1',
    severity: 'warning',
    message: `${entityId}: its metadata are signed with SHA-1; if it signs its requests so too, they are refused`,
    cure: 'have its signature algorithm set to rsa-sha256, its digest to SHA-256',
  })
}
