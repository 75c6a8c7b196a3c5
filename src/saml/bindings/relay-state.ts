import { BrokerError } from '../../domain/errors.js'

/** saml-bindings §3.4.3 says 80 bytes; real services send more, and get it back (CONTRACT: Answers to the service). */
const RELAY_STATE_LIMIT = 1024

/** HTML turns NUL into another character, and line ends into CRLF when a form is sent. */
const LOST_IN_A_FORM = /[\0\r\n]/

/**
 * RelayState as it will be sent back, or null if absent. Throws `saml-relay-state` above 1,024 bytes of UTF-8, and for
 * what a form cannot carry: it has to come back exactly (saml-bindings §3.5.3).
 */
export function checkedRelayState(value: string | undefined): string | null {
  if (value === undefined) return null
  // check: relay-state-is-capped
  if (Buffer.byteLength(value) > RELAY_STATE_LIMIT) throw new BrokerError('saml-relay-state', 'too long')
  if (LOST_IN_A_FORM.test(value)) throw new BrokerError('saml-relay-state', 'NUL or a line end in it')
  return value
}
