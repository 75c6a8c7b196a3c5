import { BrokerError } from '../../../domain/errors.js'
import { attribute } from '../../xml/node.js'
import type { LocalValidator } from './request-context.js'

/**
 * Destination is this SingleSignOnService, as an exact string; a signed message has one (saml-core §3.2.1,
 * saml-bindings §3.4.5.2, §3.5.5.2). Throws `saml-destination`.
 */
export const checkDestination: LocalValidator = ({ request, signed, ssoLocation }) => {
  const destination = attribute(request, 'Destination')
  // check: destination-is-an-exact-string
  // check: a-signed-request-has-a-destination
  if (destination === null ? signed : destination !== ssoLocation) {
    throw new BrokerError('saml-destination', destination === null ? 'missing' : 'another address')
  }
}
