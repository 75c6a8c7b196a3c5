import { BrokerError } from '../../domain/errors.js'

/** The parameters that a binding gives a meaning. Any other one (`lang`) is nobody's business here. */
export const PARAMETERS = [
  'SAMLRequest',
  'SAMLResponse',
  'SAMLart',
  'RelayState',
  'SAMLEncoding',
  'SigAlg',
  'Signature',
] as const
export type Parameter = (typeof PARAMETERS)[number]

const STRUCTURED = new RegExp(`^(${PARAMETERS.join('|')})[.[\\]]`)

export const isParameter = (name: string): name is Parameter => (PARAMETERS as readonly string[]).includes(name)

/**
 * Refuses `SAMLRequest[]` and its like, which some parsers would take for the parameter itself. Throws
 * `saml-parameters`.
 */
export function refuseStructured(name: string): void {
  // check: structured-parameters-are-refused
  if (STRUCTURED.test(name)) throw new BrokerError('saml-parameters', 'structured parameter')
}

/** Refuses what cannot stand beside a request: one message per delivery. Throws `saml-parameters`. */
export function refuseOtherMessages(has: (name: Parameter) => boolean): void {
  // check: no-other-message-beside-the-request
  if (has('SAMLResponse') || has('SAMLart'))
    throw new BrokerError('saml-parameters', 'another message beside the request')
}
