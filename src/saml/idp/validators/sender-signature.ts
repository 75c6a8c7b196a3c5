import type { KeyObject } from 'node:crypto'
import { plainEcdsa } from '../../../crypto/ecdsa-signature.js'
import { acceptedAlgorithm, verifySignature } from '../../../crypto/signature-algorithms.js'
import { BrokerError } from '../../../domain/error-catalogue.js'
import type { Service } from '../../../domain/service.js'
import type { DetachedSignature, InboundMessage } from '../../bindings/inbound-message.js'
import type { Dialect } from '../../dialects/dialect.js'
import { NS } from '../../namespaces.js'
import { elements, type XmlElement } from '../../xml/node.js'
import { NO_EXCEPTION, verifyEnvelopedSignature, type SenderException } from '../../xml/verify-enveloped.js'
import { REQUEST_SIZE } from '../request-size.js'

/** A request whose signature holds, if one is present or demanded. */
export interface SenderChecked {
  /** The tree to read from. With an enveloped signature it is parsed from the verified bytes. */
  readonly request: XmlElement
  readonly signed: boolean
}

/**
 * Verifies the sender's signature with each key of its metadata in turn; KeyInfo counts for nothing. `exception`: an
 * operator's exception for this service alone. Throws `saml-signature-missing` or what its dialect calls that if a
 * signature is demanded, by a dialect with an extension of its own whatever the metadata say;
 * `saml-signature-algorithm`, `saml-signature`.
 */
export function checkSender(
  message: InboundMessage,
  root: XmlElement,
  service: Service,
  keys: readonly KeyObject[],
  exception: SenderException = NO_EXCEPTION,
  dialect: Pick<Dialect, 'extension'> | null = null,
): SenderChecked {
  const check = message.binding === 'redirect' ? checkRedirect : checkPost
  const checked = check(message, root, keys, exception)
  // check: a-demanded-signature-is-missed
  if (!checked.signed && demandsSignature(service, dialect)) {
    throw new BrokerError(dialect?.extension ? 'akdb-request-not-signed' : 'saml-signature-missing', demandOf(service))
  }
  return checked
}

const demandsSignature = ({ settings, metadata }: Service, dialect: Pick<Dialect, 'extension'> | null): boolean =>
  // check: the-operator-decides-over-the-metadata
  // check: a-dialect-with-an-extension-demands-a-signature
  settings.signedRequests ?? (metadata.authnRequestsSigned || dialect?.extension !== undefined)

const demandOf = ({ settings, metadata }: Service): string =>
  settings.signedRequests
    ? 'demanded by its settings'
    : `demanded by its ${metadata.authnRequestsSigned ? 'metadata' : 'dialect'}`

type CheckBinding = (
  message: InboundMessage,
  root: XmlElement,
  keys: readonly KeyObject[],
  exception: SenderException,
) => SenderChecked

/**
 * The signature of a redirect stands beside the message; one inside must have been removed (saml-bindings §3.4.4.1).
 */
const checkRedirect: CheckBinding = (message, root, keys, exception) => {
  // check: no-signature-inside-a-redirect
  if (holdsSignature(root)) throw new BrokerError('saml-signature', 'a signature inside a redirected message')
  // check: a-redirect-signature-is-checked
  if (message.detached) checkDetached(message.detached, keys, exception)
  return { request: root, signed: message.detached !== null }
}

/**
 * The signature of a POST is enveloped (saml-core §5.4). Any ds:Signature, wherever it lies, has to be the message's
 * own and hold.
 */
const checkPost: CheckBinding = (message, root, keys, exception) => {
  if (!holdsSignature(root)) return { request: root, signed: false }
  // check: a-post-signature-is-checked
  return { request: verifyEnvelopedSignature(message.xml, root, keys, REQUEST_SIZE, exception), signed: true }
}

function checkDetached(
  { algorithm, signature, signedOctets }: DetachedSignature,
  keys: readonly KeyObject[],
  exception: SenderException,
): void {
  const signing = acceptedAlgorithm(algorithm, exception.permitted)
  // check: a-redirect-algorithm-is-on-the-list
  if (!signing) throw new BrokerError('saml-signature-algorithm', 'SigAlg')
  const holdsFor = (key: KeyObject): boolean => {
    const value = signing.keyType === 'ec' ? plainEcdsa(signature, key) : signature
    return verifySignature(signing, signedOctets, value, key)
  }
  // check: a-redirect-signature-must-verify
  if (!keys.some(holdsFor)) throw new BrokerError('saml-signature', 'no key of the metadata fits the query')
  // check: a-weak-redirect-is-told
  if (signing.hash === 'sha1') exception.used('rsa-sha1')
}

const holdsSignature = (element: XmlElement): boolean =>
  elements(element).some(
    // check: a-hidden-signature-is-seen
    (child) => (child.namespace === NS.signature && child.name === 'Signature') || holdsSignature(child),
  )
