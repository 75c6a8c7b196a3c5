import { BrokerError } from '../../domain/error-catalogue.js'
import { decodeXml } from '../xml/decode-xml.js'
import {
  decodeBase64,
  type DetachedSignature,
  type InboundMessage,
  inflateMessage,
  fingerprintOf,
  refuseOtherMessages,
  checkedRelayState,
  isParameter,
  type MessageParameter,
  refuseStructured,
  withoutMessage,
  type Parameter,
} from './inbound-message.js'

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE'

/**
 * Reads a message of the HTTP-Redirect binding (saml-bindings §3.4) from the query string exactly as it came over the
 * wire, without its `?`. The signature is not verified here, because its key is not known yet. Throws
 * `saml-missing-message`, `saml-artifact-request`, `saml-parameters`, `saml-encoding`, `saml-relay-state`.
 */
export function readRedirect(rawQuery: string, message: MessageParameter = 'SAMLRequest'): InboundMessage {
  const pieces = queryPieces(rawQuery)
  const sent = pieces.get(message)
  // check: a-redirect-without-message-is-refused
  if (!sent) throw withoutMessage((name) => pieces.has(name))
  refuseOtherMessages((name) => pieces.has(name), message)
  const encoding = pieces.get('SAMLEncoding')
  // check: no-other-encoding-than-deflate
  if (encoding !== undefined && decodeFormValue(encoding) !== DEFLATE) {
    throw new BrokerError('saml-encoding', 'SAMLEncoding')
  }
  const relayState = pieces.get('RelayState')
  return {
    binding: 'redirect',
    relayState: checkedRelayState(relayState === undefined ? undefined : decodeFormValue(relayState)),
    detached: detachedSignature(pieces, message),
    fingerprint: fingerprintOf((name) => pieces.get(name)),
    xml: decodeXml(inflateMessage(decodeBase64(decodeBase64Value(sent)))),
  }
}

/**
 * The signature of the redirect binding. It covers `SAMLRequest=…&RelayState=…&SigAlg=…` in this order, in the sender's
 * own encoding (saml-bindings §3.4.4.1).
 */
function detachedSignature(pieces: QueryPieces, message: MessageParameter): DetachedSignature | null {
  const algorithm = pieces.get('SigAlg')
  const signature = pieces.get('Signature')
  if (algorithm === undefined && signature === undefined) return null
  // check: half-a-signature-is-refused
  if (algorithm === undefined || signature === undefined) {
    throw new BrokerError('saml-parameters', 'SigAlg and Signature belong together')
  }
  // check: relay-state-is-signed
  // check: the-algorithm-is-signed
  const signed = ([message, 'RelayState', 'SigAlg'] as const).flatMap((name) => {
    const value = pieces.get(name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  return {
    algorithm: decodeFormValue(algorithm),
    signature: decodeBase64(decodeBase64Value(signature)),
    signedOctets: Buffer.from(signed.join('&')),
  }
}

/**
 * The binding's parameters of a query as sent, their values still encoded: signatures cover exactly these characters.
 */
type QueryPieces = ReadonlyMap<Parameter, string>

/**
 * Takes the binding's parameters out of a raw query (without `?`). Throws `saml-parameters` for a parameter that is
 * repeated, structured, or whose name is disguised by encoding.
 */
function queryPieces(rawQuery: string): QueryPieces {
  const pieces = new Map<Parameter, string>()
  for (const piece of rawQuery.split('&')) {
    const [, rawName = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(piece) ?? []
    const name = decodedName(rawName)
    refuseStructured(name)
    if (!isParameter(name)) continue
    // check: disguised-parameters-are-refused
    // check: repeated-parameters-are-refused
    if (name !== rawName || pieces.has(name)) throw new BrokerError('saml-parameters', `${name} repeated or disguised`)
    pieces.set(name, value)
  }
  return pieces
}

/**
 * Refuses the binding's parameters in the query of a POST, whose message is only the form. Throws `saml-parameters`.
 */
export function refuseInQuery(rawQuery: string): void {
  const [name] = queryPieces(rawQuery).keys()
  if (name !== undefined) throw new BrokerError('saml-parameters', `${name} in the query of a POST`)
}

/** The decoded name of a parameter. A name that does not decode is none of the binding's. */
function decodedName(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Decodes form encoding, where `+` is a blank. Throws `saml-parameters` if it is not UTF-8 in percent encoding. */
const decodeFormValue = (raw: string): string => percentDecoded(raw.replaceAll('+', '%20'))

/** Decodes the encoding of a base64 value, where a bare `+` can only mean itself, because base64 has no blanks. */
const decodeBase64Value = (raw: string): string => percentDecoded(raw)

function percentDecoded(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch (cause) {
    // check: percent-encoding-is-strict
    throw new BrokerError('saml-parameters', 'percent encoding', { cause })
  }
}
