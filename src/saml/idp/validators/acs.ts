import { BrokerError } from '../../../domain/error-catalogue.js'
import type { RequestContext } from './request-context.js'
import {
  defaultAcs,
  ofBinding,
  type AssertionConsumerService,
  type ResponseBinding,
  type Service,
} from '../../../domain/service.js'
import { attribute } from '../../xml/node.js'

const BINDINGS: ReadonlyMap<string, ResponseBinding> = new Map([
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', 'post'],
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact', 'artifact'],
])

/**
 * The AssertionConsumerService that the answer goes to: by URL (exact string) or by index, never by both, else the
 * default one (saml-core §3.4.1, saml-metadata §2.4.4). Only entries of the metadata count, of the binding that the
 * request names (ProtocolBinding), else of whichever binding the entry has. Throws `saml-acs`; `saml-response-binding` for a
 * binding that nothing leaves by: a status UnsupportedBinding (saml-core §3.2.2.2) would have to go to an address that the
 * request did not ask for.
 */
export function provenAcs({ request, service }: Pick<RequestContext, 'request' | 'service'>): AssertionConsumerService {
  const url = attribute(request, 'AssertionConsumerServiceURL')
  const index = attribute(request, 'AssertionConsumerServiceIndex')
  // check: not-both-url-and-index
  if (url !== null && index !== null) throw new BrokerError('saml-acs', 'both URL and index')
  const named = attribute(request, 'ProtocolBinding')
  const binding = named === null ? null : BINDINGS.get(named)
  // check: no-other-protocol-binding
  if (binding === undefined) throw new BrokerError('saml-response-binding', 'ProtocolBinding')

  // check: answers-go-by-the-binding-that-is-asked-for
  const known = usable(service).filter((acs) => binding === null || acs.binding === binding)
  const asked = acsAsked(known, { url, index }, service.settings)
  if (!asked) throw new BrokerError('saml-acs', url !== null ? 'URL' : index !== null ? 'index' : 'no default')
  return asked
}

// check: answers-go-by-post-or-artifact-alone
const usable = ({ metadata }: Service): readonly AssertionConsumerService[] =>
  metadata.assertionConsumerServices.filter(({ binding }) => binding === 'post' || binding === 'artifact')

function acsAsked(
  known: readonly AssertionConsumerService[],
  { url, index }: { readonly url: string | null; readonly index: string | null },
  settings: Service['settings'],
): AssertionConsumerService | undefined {
  if (url !== null) {
    // check: an-unknown-acs-is-refused
    // check: acs-is-an-exact-string
    const there = known.filter((acs) => acs.location === url)
    // An address may be registered for both bindings.
    return ofBinding(there, settings.responseBinding ?? 'post')[0]
  }
  // check: an-unknown-index-is-no-default
  if (index !== null) return known.find((acs) => acs.index === Number(index))
  return defaultAcs(known, settings)
}
