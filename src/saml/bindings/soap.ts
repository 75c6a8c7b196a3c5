import { createHash } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import { NS } from '../namespaces.js'
import { canonicalForm, scopeOf } from '../xml/canonical-form.js'
import { element, type CanonicalXml } from '../xml/canonical-writer.js'
import { decodeXml } from '../xml/decode-xml.js'
import { elements, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { MESSAGE_LIMIT, type InboundMessage } from './inbound-message.js'

/** SOAP over HTTP wants this header, and SAML leaves its value open (saml-bindings §3.2.3.1). */
export const SOAP_HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', accept: 'text/xml' } as const

/**
 * Reads a message of the SOAP binding (saml-bindings §3.2): the one element in the Body of a SOAP 1.1 envelope, as a
 * document of its own. Headers are ignored, but for one that must be understood. Throws `saml-encoding`, `saml-not-xml`,
 * `saml-soap`.
 */
export function readSoap(bytes: Uint8Array): InboundMessage {
  if (bytes.length === 0) throw new BrokerError('saml-missing-message')
  // check: a-soap-message-is-capped
  if (bytes.length > MESSAGE_LIMIT) throw new BrokerError('saml-encoding', 'larger than 128 KiB')
  const envelope = parseXml(decodeXml(bytes), { lossless: true, maxNodes: 600, maxNamespace: 256 })
  const body = bodyOf(envelope)
  const [message, ...more] = elements(body)
  // check: a-soap-body-holds-one-message
  if (!message || more.length > 0) throw new BrokerError('saml-soap', 'the Body holds not exactly one element')
  const around = scopeOf(body, scopeOf(envelope, new Map()))
  // With all namespaces in scope, so that the signature's own canonical form finds each of them.
  const xml = canonicalForm(message, { inclusive: 'all', comments: false }, around)
  const fingerprint = createHash('sha256').update(xml).digest('base64url')
  return { binding: 'post', xml, relayState: null, detached: null, fingerprint }
}

/** Body where SOAP 1.1 §4 has it, after a Header or without one. */
function bodyOf(envelope: XmlElement): XmlElement {
  const isSoap = ({ name, namespace }: XmlElement, expected: string): boolean =>
    name === expected && namespace === NS.soap
  const [first, second, ...more] = elements(envelope)
  const body = first && isSoap(first, 'Header') ? second : first
  const isAlone = more.length === 0 && (body === second || second === undefined)
  if (!isSoap(envelope, 'Envelope') || !body || !isSoap(body, 'Body') || !isAlone) {
    throw new BrokerError('saml-soap', 'it is no SOAP 1.1 envelope')
  }
  const headers = first && first !== body ? elements(first) : []
  // check: what-must-be-understood-is-understood
  if (headers.some(mustBeUnderstood)) throw new BrokerError('saml-soap', 'a header that must be understood')
  return body
}

const mustBeUnderstood = ({ attributes }: XmlElement): boolean =>
  attributes.some(({ name, namespace, value }) => name === 'mustUnderstand' && namespace === NS.soap && value !== '0')

/** An envelope around one message. */
export const writeSoap = (message: CanonicalXml): string =>
  element('soap:Envelope', { 'xmlns:soap': NS.soap }, element('soap:Body', {}, message))
