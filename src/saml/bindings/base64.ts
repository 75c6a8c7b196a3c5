import { BrokerError } from '../../domain/errors.js'

/**
 * Decodes base64 (RFC 4648 §4) strictly: one alphabet, right padding, no stray bits. White space is taken
 * where senders wrap lines (RFC 2045). Throws `saml-encoding`.
 */
export function decodeBase64(text: string): Buffer {
  const compact = text.replace(/[ \t\r\n]+/g, '')
  const bytes = Buffer.from(compact, 'base64')
  // check: base64-is-strict
  if (bytes.toString('base64') !== compact) throw new BrokerError('saml-encoding', 'base64')
  return bytes
}
