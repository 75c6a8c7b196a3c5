import { readFinding } from '../../domain/read-finding.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { AssertionConsumerService, Binding, ServiceMetadata } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childrenNamed, isTrue, type XmlElement } from '../xml/node.js'
import type { EndpointFaultCode } from '../../domain/read-finding.js'
import { ENDPOINT_FAULTS, endpointFault } from './endpoint-url.js'
import { quoted } from '../../domain/quoted.js'
import type { Report } from './finding.js'

const PREFIX = 'urn:oasis:names:tc:SAML:2.0:bindings:'

const BINDINGS: ReadonlyMap<string, Binding> = new Map([
  [`${PREFIX}HTTP-Redirect`, 'redirect'],
  [`${PREFIX}HTTP-POST`, 'post'],
  [`${PREFIX}SOAP`, 'soap'],
  [`${PREFIX}HTTP-Artifact`, 'artifact'],
])

/**
 * Bindings of other profiles, which programs announce by default. That the broker does not use them is not reported.
 */
const OF_OTHER_PROFILES: ReadonlySet<string> = new Set([
  `${PREFIX}PAOS`,
  `${PREFIX}HTTP-POST-SimpleSign`,
  'urn:oasis:names:tc:SAML:1.0:profiles:browser-post',
  'urn:oasis:names:tc:SAML:1.0:profiles:artifact-01',
  'urn:mace:shibboleth:1.0:profiles:AuthnRequest',
])

const LEFT_OUT = ['SingleLogoutService', 'SingleSignOnService'] as const

type SingleLogoutServices = ServiceMetadata['singleLogoutServices']

/** The reason why an endpoint is not used: its binding, or its address. */
type EndpointFault =
  | { readonly code: 'binding'; readonly binding: string }
  | { readonly code: 'endpoint'; readonly location: string; readonly fault: EndpointFaultCode }

/**
 * The reason why an AssertionConsumerService, SingleSignOnService or SingleLogoutService is not used; null if it is. An
 * unused endpoint does not refuse its owner: it is left out, and a request that names it is not proven (RULES: Operators
 * 2).
 */
export function faultOf(endpoint: XmlElement, allowHttpLoopback: boolean): EndpointFault | null {
  const isConsumer = endpoint.name === 'AssertionConsumerService'
  const isSignOn = endpoint.name === 'SingleSignOnService'
  const carries = isConsumer ? carriesAnswers(endpoint) : !isSignOn || takesBrowsers(endpoint)
  if (bindingOf(endpoint) === undefined || !carries) {
    return { code: 'binding', binding: attribute(endpoint, 'Binding') ?? '' }
  }
  const locations = isConsumer || isSignOn ? ['Location'] : ['Location', 'ResponseLocation']
  for (const name of locations) {
    const location = attribute(endpoint, name)
    if (location === null && name === 'ResponseLocation') continue
    const fault = endpointFault(location ?? '', allowHttpLoopback)
    if (fault !== null) return { code: 'endpoint', location: location ?? '', fault }
  }
  return null
}

/**
 * The usable AssertionConsumerServices by POST and artifact. Exactly one is marked as default (saml-metadata §2.2.3).
 * Throws OperatorError for an index that occurs twice, and if none is usable: 'metadata-endpoint' if only an address
 * prevents that, else 'metadata-no-endpoint'.
 */
export function readConsumerServices(
  role: XmlElement,
  entityId: string,
  allowHttpLoopback: boolean,
  report: Report,
): readonly AssertionConsumerService[] {
  const all = childrenNamed(role, NS.metadata, 'AssertionConsumerService')
  // If there is none at all, the schema says so, with the line.
  if (all.length === 0) return []
  checkIndexes(all, entityId)
  const kept = usable(all, allowHttpLoopback)
  const fallback = defaultAmong(kept)
  // check: answers-need-an-endpoint
  if (!fallback) throw noneUsable(all, entityId, allowHttpLoopback)
  const meant = defaultAmong(all.filter(carriesAnswers))
  for (const each of all) {
    const fault = faultOf(each, allowHttpLoopback)
    if (fault) reportLeftOut(each, fault, each === meant ? indexOf(fallback) : null, report)
  }
  return kept.map((element) => ({
    index: indexOf(element),
    isDefault: element === fallback,
    binding: bindingOf(element) ?? 'post',
    location: attribute(element, 'Location') ?? '',
  }))
}

/** The usable SingleLogoutServices, kept until the broker has logout; the same rule holds for their addresses. */
export function readLogoutServices(role: XmlElement, allowHttpLoopback: boolean, report: Report): SingleLogoutServices {
  return childrenNamed(role, NS.metadata, 'SingleLogoutService').flatMap((element) => {
    const fault = faultOf(element, allowHttpLoopback)
    if (fault) reportLeftOut(element, fault, null, report)
    const binding = bindingOf(element)
    // check: a-logout-endpoint-at-fault-is-left-out
    if (fault || binding === undefined) return []
    const location = attribute(element, 'Location') ?? ''
    return [{ binding, location, responseLocation: attribute(element, 'ResponseLocation') }]
  })
}

/**
 * The default: the first one marked as default, else the first one not marked at all, else the first one (saml-metadata
 * §2.2.3).
 */
export function defaultAmong(elements: readonly XmlElement[]): XmlElement | null {
  const marked = elements.find((each) => isTrue(each, 'isDefault'))
  return marked ?? elements.find((each) => attribute(each, 'isDefault') === null) ?? elements[0] ?? null
}

/**
 * Throws OperatorError('metadata-index') if two of the elements have the same index, whether they are used or not: a
 * request by that index could mean either.
 */
export function checkIndexes(elements: readonly XmlElement[], entityId: string): void {
  const seen = new Set<number>()
  for (const element of elements) {
    const index = indexOf(element)
    // check: no-index-twice
    if (seen.has(index)) {
      throw new OperatorError('metadata-index', `${entityId}: two ${element.name} have the index ${index}`)
    }
    if (!Number.isNaN(index)) seen.add(index)
  }
}

export const indexOf = (element: XmlElement): number => Number(attribute(element, 'index') ?? 'none')

const usable = (endpoints: readonly XmlElement[], allowHttpLoopback: boolean): readonly XmlElement[] =>
  // check: an-endpoint-at-fault-is-left-out
  endpoints.filter((each) => faultOf(each, allowHttpLoopback) === null)

/** Of a binding that carries a Response (saml-profiles §4.1.2). */
const carriesAnswers = (endpoint: XmlElement): boolean => {
  const binding = bindingOf(endpoint)
  return binding === 'post' || binding === 'artifact'
}

/** Of a binding by which a browser brings a request (saml-profiles §4.1.2). */
const takesBrowsers = (endpoint: XmlElement): boolean => {
  const binding = bindingOf(endpoint)
  return binding === 'post' || binding === 'redirect'
}

function noneUsable(all: readonly XmlElement[], entityId: string, allowHttpLoopback: boolean): OperatorError {
  const first = all.find(carriesAnswers)
  const fault = first && faultOf(first, allowHttpLoopback)
  if (first && fault?.code === 'endpoint') {
    const why = `${quoted(fault.location)} ${ENDPOINT_FAULTS[fault.fault]}`
    return new OperatorError('metadata-endpoint', `${`${entityId}: ${first.name} ${whichOf(first)}`.trimEnd()}: ${why}`)
  }
  return new OperatorError(
    'metadata-no-endpoint',
    `${entityId}: it has no AssertionConsumerService by HTTP-POST or HTTP-Artifact, the bindings of answers`,
  )
}

/** Tells the operator of an endpoint that is not used. `fallback`: the index that takes the place of a default one. */
export function reportLeftOut(
  endpoint: XmlElement,
  found: EndpointFault,
  fallback: number | null,
  report: Report,
): void {
  if (OF_OTHER_PROFILES.has(bindingUriOf(endpoint))) return
  const element = LEFT_OUT.find((name) => name === endpoint.name) ?? 'AssertionConsumerService'
  const place = { element, which: whichOf(endpoint), fallback } as const
  if (found.code === 'binding') report(readFinding('read-binding', { ...place, binding: found.binding }))
  else report(readFinding('read-endpoint', { ...place, location: found.location, fault: found.fault }))
}

function whichOf(endpoint: XmlElement): string {
  const index = indexOf(endpoint)
  const which = endpoint.name === 'AssertionConsumerService' ? index : bindingOf(endpoint)
  return which === undefined || Number.isNaN(which) ? '' : String(which)
}

const bindingUriOf = (element: XmlElement): string => attribute(element, 'Binding') ?? ''

export const bindingOf = (element: XmlElement): Binding | undefined => BINDINGS.get(bindingUriOf(element))
