import { createHash } from 'node:crypto'
import { BrokerError } from '../../domain/errors.js'
import { PARAMETERS, type Parameter } from './parameters.js'

// check: a-message-is-utf-8
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The message's text: UTF-8 only, a byte order mark is dropped. Throws `saml-encoding`. */
export function messageText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new BrokerError('saml-encoding', 'UTF-8', { cause })
  }
}

/**
 * What tells the same request sent again from another one: SHA-256 over the values of all the binding's parameters as
 * sent (undefined: absent), base64url. With another RelayState or signature it is another request.
 */
export function fingerprintOf(sent: (name: Parameter) => string | undefined): string {
  const values = PARAMETERS.map((name) => sent(name) ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}
