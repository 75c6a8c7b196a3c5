import { BrokerError } from '../../domain/errors.js'

/** saml-bindings §3.4.3 says 80 bytes; real services send more, and get it back (CONTRACT: Answers to the service). */
export const RELAY_STATE_LIMIT = 1024

/** RelayState as it will be sent back, or null if absent. Throws `saml-relay-state` above 1,024 bytes of UTF-8. */
export function checkedRelayState(value: string | undefined): string | null {
  if (value === undefined) return null
  if (Buffer.byteLength(value) > RELAY_STATE_LIMIT) throw new BrokerError('saml-relay-state')
  return value
}
