import { BrokerError } from '../../domain/error-catalogue.js'
import { decodeXml } from '../xml/decode-xml.js'
import {
  decodeBase64,
  type InboundMessage,
  type MessageParameter,
  inflateMessage,
  MESSAGE_LIMIT,
  fingerprintOf,
  isParameter,
  refuseOtherMessages,
  refuseStructured,
  checkedRelayState,
  withoutMessage,
} from './inbound-message.js'

/**
 * The beginning of XML: blanks and a byte order mark, also of UTF-16, may stand before the first `<`. No DEFLATE stream
 * begins like this (RFC 1951 §3.2.3): no block has the type that 0xFE and 0xFF would name, and a stored block has the
 * inverse of its length after it.
 */
export const LOOKS_LIKE_XML = /^(?:\xef\xbb\xbf)?[ \t\r\n]*<|^\xff\xfe|^\xfe\xff|^\0<\0[^\xc3]/

/**
 * The fields of a form. Those of the binding must occur once; any other may occur as often as it likes. Throws
 * `saml-parameters`.
 */
export function messageFields(fields: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries(
    [...fields].map(([name, [first = '', ...more]]) => {
      // check: a-field-of-the-binding-comes-once
      if (isParameter(name) && more.length > 0) throw new BrokerError('saml-parameters', `${name} is repeated`)
      return [name, first]
    }),
  )
}

/**
 * Reads a message of the HTTP-POST binding (saml-bindings §3.5) from the form fields, each of which occurred once.
 * Besides plain XML it accepts a deflated message, which node-saml sends by default. Throws `saml-missing-message`,
 * `saml-artifact-request`, `saml-parameters`, `saml-encoding`, `saml-relay-state`.
 */
export function readPost(
  fields: Readonly<Record<string, string>>,
  message: MessageParameter = 'SAMLRequest',
): InboundMessage {
  // check: structured-fields-are-refused
  Object.keys(fields).forEach(refuseStructured)
  const sent = fields[message]
  if (!sent) throw withoutMessage((name) => name in fields)
  // check: no-other-message-beside-a-post
  refuseOtherMessages((name) => name in fields, message)
  // The broker does not speak HTTP-POST-SimpleSign, and must not overlook such a signature as if there were none.
  // check: simple-sign-is-not-overlooked
  if ('SigAlg' in fields || 'Signature' in fields) throw new BrokerError('saml-parameters', 'SimpleSign')
  return {
    binding: 'post',
    relayState: checkedRelayState(fields['RelayState']),
    detached: null,
    fingerprint: fingerprintOf((name) => fields[name]),
    xml: decodeXml(plainOrInflated(decodeBase64(sent))),
  }
}

function plainOrInflated(bytes: Buffer): Uint8Array {
  if (!LOOKS_LIKE_XML.test(bytes.subarray(0, 64).toString('latin1'))) return inflateMessage(bytes)
  // check: a-plain-post-is-capped
  if (bytes.length > MESSAGE_LIMIT) throw new BrokerError('saml-encoding', 'larger than 128 KiB')
  return bytes
}
