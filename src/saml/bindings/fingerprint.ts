import { createHash } from 'node:crypto'
import { PARAMETERS, type Parameter } from './parameters.js'

/**
 * What tells the same request sent again from another one: SHA-256 over the values of all the binding's parameters as
 * sent (undefined: absent), base64url. With another RelayState or signature it is another request.
 */
export function fingerprintOf(sent: (name: Parameter) => string | undefined): string {
  const values = PARAMETERS.map((name) => sent(name) ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}
