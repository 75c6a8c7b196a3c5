import { readFinding } from '../../domain/read-finding.js'
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
export function reportEncryptionMethods(
  methods: readonly EncryptionMethod[],
  descriptor: number,
  report: Report,
): void {
  const content = methods.filter(({ algorithm }) => !isKeyTransport(algorithm))
  if (content.length > 0 && content.every(({ algorithm }) => contentEncryption(algorithm) === null)) {
    report(
      readFinding('read-encryption-weak', {
        descriptor,
        hasCbc: content.some(({ algorithm }) => CONTENT_ENCRYPTIONS.includes(algorithm)),
      }),
    )
  }
  const transport = methods.filter(({ algorithm }) => isKeyTransport(algorithm))
  if (transport.length > 0 && transport.every((each) => keyTransport(each.algorithm, each.digest, each.mgf) === null)) {
    report(readFinding('read-key-transport', { descriptor }))
  }
}

/** Reports alg:SigningMethod or alg:DigestMethod if none of them is on the broker's allow-list. */
export function reportSigningMethods(
  { signingMethods, digestMethods = [] }: Pick<ServiceMetadata, 'signingMethods' | 'digestMethods'>,
  report: Report,
): void {
  if (signingMethods.length > 0 && signingMethods.every((uri) => signatureAlgorithm(uri) === null)) {
    report(readFinding('read-signature-algorithms', {}))
  }
  if (digestMethods.length > 0 && digestMethods.every((uri) => !DIGESTS.has(uri))) {
    report(readFinding('read-digest-algorithms', {}))
  }
}

/**
 * Reports metadata that carry a signature of their own made with SHA-1. It is a hint and nothing is verified: the
 * program probably signs its requests in the same way, and these are refused.
 */
export function reportOwnSignature(entity: XmlElement, report: Report): void {
  const signature = childNamed(entity, NS.signature, 'Signature')
  const signedInfo = signature && childNamed(signature, NS.signature, 'SignedInfo')
  const method = signedInfo && childNamed(signedInfo, NS.signature, 'SignatureMethod')
  if (!/#[a-z]+-sha1$/.test((method && attribute(method, 'Algorithm')) ?? '')) return
  report(readFinding('read-sha1', {}))
}
