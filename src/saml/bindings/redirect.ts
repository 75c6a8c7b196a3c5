import { BrokerError } from '../../domain/errors.js'
import { decodeXml } from '../xml/decode-xml.js'
import { decodeBase64 } from './base64.js'
import type { DetachedSignature, InboundMessage } from './inbound-message.js'
import { inflateMessage } from './inflate.js'
import { fingerprintOf } from './fingerprint.js'
import { refuseOtherMessages } from './parameters.js'
import { decodeBase64Value, decodeFormValue, queryPieces, type QueryPieces } from './query-pieces.js'
import { checkedRelayState } from './relay-state.js'

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE'

/**
 * Reads a request of the HTTP-Redirect binding (saml-bindings §3.4) from the query string exactly as it came
 * over the wire, without its `?`. Throws `saml-missing-message`, `saml-parameters`, `saml-encoding`,
 * `saml-relay-state`. The signature is not verified here, for its key is not known yet.
 */
export function readRedirect(rawQuery: string): InboundMessage {
  const pieces = queryPieces(rawQuery)
  const sent = pieces.get('SAMLRequest')
  // check: a-redirect-without-message-is-refused
  if (!sent) throw new BrokerError('saml-missing-message')
  refuseOtherMessages((name) => pieces.has(name))
  const encoding = pieces.get('SAMLEncoding')
  // check: no-other-encoding-than-deflate
  if (encoding !== undefined && decodeFormValue(encoding) !== DEFLATE) {
    throw new BrokerError('saml-encoding', 'SAMLEncoding')
  }
  const relayState = pieces.get('RelayState')
  return {
    binding: 'redirect',
    relayState: checkedRelayState(relayState === undefined ? undefined : decodeFormValue(relayState)),
    detached: detachedSignature(pieces),
    fingerprint: fingerprintOf((name) => pieces.get(name)),
    xml: decodeXml(inflateMessage(decodeBase64(decodeBase64Value(sent)))),
  }
}

/** saml-bindings §3.4.4.1: over `SAMLRequest=…&RelayState=…&SigAlg=…` in this order, in the sender's own encoding. */
function detachedSignature(pieces: QueryPieces): DetachedSignature | null {
  const algorithm = pieces.get('SigAlg')
  const signature = pieces.get('Signature')
  if (algorithm === undefined && signature === undefined) return null
  // check: half-a-signature-is-refused
  if (algorithm === undefined || signature === undefined) {
    throw new BrokerError('saml-parameters', 'SigAlg and Signature belong together')
  }
  // check: relay-state-is-signed
  // check: the-algorithm-is-signed
  const signed = (['SAMLRequest', 'RelayState', 'SigAlg'] as const).flatMap((name) => {
    const value = pieces.get(name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  return {
    algorithm: decodeFormValue(algorithm),
    signature: decodeBase64(decodeBase64Value(signature)),
    signedOctets: Buffer.from(signed.join('&')),
  }
}
