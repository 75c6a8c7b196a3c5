import { BrokerError } from '../../domain/error-catalogue.js'
import type { UpstreamRefusal } from '../../domain/ports/upstream-messages.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, type XmlElement } from '../xml/node.js'

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

const REFUSALS: ReadonlyMap<string, UpstreamRefusal> = new Map([
  [`${STATUS}AuthnFailed`, 'authn-failed'],
  [`${STATUS}RequestDenied`, 'request-denied'],
  [`${STATUS}NoAuthnContext`, 'no-authn-context'],
  [`${STATUS}NoPassive`, 'no-passive'],
])

/** Why an answer names nobody (saml-core §3.2.2.2); null: it names somebody. */
export function refusalIn(response: XmlElement): UpstreamRefusal | null {
  const status = childNamed(response, NS.protocol, 'Status')
  const top = status && childNamed(status, NS.protocol, 'StatusCode')
  if (!top) throw new BrokerError('saml-schema', 'no StatusCode')
  // check: only-success-names-somebody
  if (attribute(top, 'Value') === `${STATUS}Success`) return null
  const second = childNamed(top, NS.protocol, 'StatusCode')
  return REFUSALS.get((second && attribute(second, 'Value')) ?? '') ?? 'other'
}
