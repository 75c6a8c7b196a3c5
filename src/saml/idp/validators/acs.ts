import { BrokerError } from '../../../domain/error-catalogue.js'
import type { RequestContext } from './request-context.js'
import type { AssertionConsumerService } from '../../../domain/service.js'
import { attribute } from '../../xml/node.js'

const HTTP_POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/**
 * The AssertionConsumerService that the answer goes to: by URL (exact string) or by index, never by both, else the
 * default one (saml-core §3.4.1, saml-metadata §2.4.4). Only entries of the metadata count, and only those of the POST
 * binding, because no other one is spoken. Throws `saml-acs`.
 */
export function provenAcs({ request, service }: Pick<RequestContext, 'request' | 'service'>): AssertionConsumerService {
  const url = attribute(request, 'AssertionConsumerServiceURL')
  const index = attribute(request, 'AssertionConsumerServiceIndex')
  // check: not-both-url-and-index
  if (url !== null && index !== null) throw new BrokerError('saml-acs', 'both URL and index')
  const binding = attribute(request, 'ProtocolBinding')
  // check: no-other-protocol-binding
  if (binding !== null && binding !== HTTP_POST) throw new BrokerError('saml-acs', 'ProtocolBinding')

  // check: answers-go-by-post-alone
  const known = service.metadata.assertionConsumerServices.filter((acs) => acs.binding === 'post')
  const asked = acsAsked(known, url, index)
  if (!asked) throw new BrokerError('saml-acs', url !== null ? 'URL' : index !== null ? 'index' : 'no default')
  return asked
}

function acsAsked(
  known: readonly AssertionConsumerService[],
  url: string | null,
  index: string | null,
): AssertionConsumerService | undefined {
  // check: an-unknown-acs-is-refused
  // check: acs-is-an-exact-string
  if (url !== null) return known.find((acs) => acs.location === url)
  // check: an-unknown-index-is-no-default
  if (index !== null) return known.find((acs) => acs.index === Number(index))
  return known.find((acs) => acs.isDefault) ?? known[0]
}
