import { createHash } from 'node:crypto'
import { BrokerError } from '../../domain/errors.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The message's text: UTF-8 only, a byte order mark is dropped. Throws `saml-encoding`. */
export function messageText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new BrokerError('saml-encoding', 'UTF-8', { cause })
  }
}

/** What tells the same request sent again from another one: SHA-256 of SAMLRequest as sent, base64url. */
export const fingerprintOf = (samlRequest: string): string =>
  createHash('sha256').update(samlRequest).digest('base64url')
