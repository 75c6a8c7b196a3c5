import { OperatorError } from '../../domain/operator-error.js'
import type { AssertionConsumerService, Binding, ServiceMetadata } from '../../domain/service-provider.js'
import { NS } from '../namespaces.js'
import { attribute, childrenNamed, type XmlElement } from '../xml/node.js'
import { checkedEndpoint } from './endpoint-url.js'

const BINDINGS: ReadonlyMap<string, Binding> = new Map([
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', 'redirect'],
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', 'post'],
  ['urn:oasis:names:tc:SAML:2.0:bindings:SOAP', 'soap'],
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact', 'artifact'],
])

type SingleLogoutServices = ServiceMetadata['singleLogoutServices']

/**
 * The AssertionConsumerServices by POST and artifact; other bindings carry no Response (saml-profiles §4.1.2) and are
 * left out. Exactly one of those by POST, the only binding spoken so far, is marked as default (saml-metadata §2.2.3).
 * Throws OperatorError for an index that occurs twice, an address that is not accepted, and none by POST at all.
 */
export function readConsumerServices(
  role: XmlElement,
  entityId: string,
  allowHttpLoopback: boolean,
): readonly AssertionConsumerService[] {
  const all = childrenNamed(role, NS.metadata, 'AssertionConsumerService')
  checkIndexes(all, entityId)
  const kept = all.flatMap((element) => {
    const binding = bindingOf(element)
    return binding === 'post' || binding === 'artifact' ? [{ element, binding, index: indexOf(element) }] : []
  })
  const fallback = defaultAmong(kept.filter(({ binding }) => binding === 'post').map(({ element }) => element))
  // check: answers-need-an-endpoint-by-post
  if (!fallback) {
    throw new OperatorError(
      'metadata-no-endpoint',
      `${entityId}: it has no AssertionConsumerService by HTTP-POST, the only binding for answers so far`,
    )
  }
  return kept.map(({ element, binding, index }) => ({
    index,
    isDefault: element === fallback,
    binding,
    location: locationOf(element, 'Location', `${entityId}: AssertionConsumerService ${index}`, allowHttpLoopback),
  }))
}

/** The SingleLogoutServices, kept for the day logout comes; their addresses are held to the same rule. */
export function readLogoutServices(
  role: XmlElement,
  entityId: string,
  allowHttpLoopback: boolean,
): SingleLogoutServices {
  return childrenNamed(role, NS.metadata, 'SingleLogoutService').flatMap((element) => {
    const binding = bindingOf(element)
    if (!binding) return []
    const place = `${entityId}: SingleLogoutService ${binding}`
    const location = locationOf(element, 'Location', place, allowHttpLoopback)
    const hasOther = attribute(element, 'ResponseLocation') !== null
    return [
      {
        binding,
        location,
        responseLocation: hasOther ? locationOf(element, 'ResponseLocation', place, allowHttpLoopback) : null,
      },
    ]
  })
}

/** saml-metadata §2.2.3: the first marked as default, else the first not marked at all, else the first. */
export function defaultAmong(elements: readonly XmlElement[]): XmlElement | null {
  const marked = elements.find((each) => isTrue(attribute(each, 'isDefault')))
  return marked ?? elements.find((each) => attribute(each, 'isDefault') === null) ?? elements[0] ?? null
}

/** Throws OperatorError('metadata-index') if two of the indexed elements have the same index. */
export function checkIndexes(elements: readonly XmlElement[], entityId: string): void {
  const seen = new Set<number>()
  for (const element of elements) {
    const index = indexOf(element)
    // check: no-index-twice
    if (seen.has(index)) {
      throw new OperatorError('metadata-index', `${entityId}: two ${element.name} have the index ${index}`)
    }
    seen.add(index)
  }
}

export const indexOf = (element: XmlElement): number => Number(attribute(element, 'index') ?? '')

/** xs:boolean. */
export const isTrue = (value: string | null): boolean => value !== null && /^(true|1)$/.test(value)

const bindingOf = (element: XmlElement): Binding | null => BINDINGS.get(attribute(element, 'Binding') ?? '') ?? null

const locationOf = (element: XmlElement, name: string, place: string, allowHttpLoopback: boolean): string =>
  checkedEndpoint(attribute(element, name) ?? '', place, allowHttpLoopback)
