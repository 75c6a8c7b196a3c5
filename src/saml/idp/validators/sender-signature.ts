import type { KeyObject } from 'node:crypto'
import { signatureAlgorithm, verifySignature } from '../../../crypto/signature-algorithms.js'
import { BrokerError } from '../../../domain/errors.js'
import type { ServiceProvider } from '../../../domain/service-provider.js'
import type { DetachedSignature, InboundMessage } from '../../bindings/inbound-message.js'
import { NS } from '../../namespaces.js'
import { elements, type XmlElement } from '../../xml/node.js'
import { verifyEnvelopedSignature } from '../../xml/verify-enveloped.js'
import { REQUEST_LIMITS } from '../request-limits.js'

/** A request whose signature holds wherever one is present or demanded. */
export interface SenderChecked {
  /** The tree to read from: of an enveloped signature the one parsed from the verified bytes. */
  readonly request: XmlElement
  readonly signed: boolean
}

/**
 * Verifies the sender's signature with the keys of its metadata, each in turn; KeyInfo counts for nothing.
 * Throws `saml-signature-missing` where one is demanded, `saml-signature-algorithm`, `saml-signature`.
 */
export function checkSender(
  message: InboundMessage,
  root: XmlElement,
  service: ServiceProvider,
  keys: readonly KeyObject[],
): SenderChecked {
  const checked = message.binding === 'redirect' ? checkRedirect(message, root, keys) : checkPost(message, root, keys)
  if (!checked.signed && demandsSignature(service)) throw new BrokerError('saml-signature-missing')
  return checked
}

const demandsSignature = ({ settings, metadata }: ServiceProvider): boolean =>
  settings.signedRequests ?? metadata.authnRequestsSigned

/** saml-bindings §3.4.4.1: the signature stands beside the message; one inside it must have been removed. */
function checkRedirect(message: InboundMessage, root: XmlElement, keys: readonly KeyObject[]): SenderChecked {
  if (holdsSignature(root)) throw new BrokerError('saml-signature', 'a signature inside a redirected message')
  if (message.detached) checkDetached(message.detached, keys)
  return { request: root, signed: message.detached !== null }
}

/** saml-core §5.4: enveloped. Any ds:Signature, wherever it lies, has to be the message's own and valid one. */
function checkPost(message: InboundMessage, root: XmlElement, keys: readonly KeyObject[]): SenderChecked {
  if (!holdsSignature(root)) return { request: root, signed: false }
  return { request: verifyEnvelopedSignature(message.xml, root, keys, REQUEST_LIMITS), signed: true }
}

function checkDetached({ algorithm, signature, signedOctets }: DetachedSignature, keys: readonly KeyObject[]): void {
  const signing = signatureAlgorithm(algorithm)
  if (!signing) throw new BrokerError('saml-signature-algorithm')
  if (!keys.some((key) => verifySignature(signing, signedOctets, signature, key)))
    throw new BrokerError('saml-signature')
}

const holdsSignature = (element: XmlElement): boolean =>
  elements(element).some(
    (child) => (child.namespace === NS.signature && child.name === 'Signature') || holdsSignature(child),
  )
