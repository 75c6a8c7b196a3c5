import type { AttributeName } from '../../../domain/identity.js'
import { registeredAttributes, within } from '../../../domain/requirements.js'
import {
  attributeSet,
  type AttributeConsumingService,
  type RequestedAttributes,
  type Service,
} from '../../../domain/service.js'
import { attribute, type XmlElement } from '../../xml/node.js'
import type { Dialect } from '../../dialects/dialect.js'
import { askedIn } from '../../dialects/metadata-words.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'

const NONE: RequestedAttributes = { required: [], optional: [] }

/**
 * The attributes that the service gets: those of its AttributeConsumingService (by the request's index, else the
 * default one), together with those of the request's extension. Lists of the operator replace those of the metadata,
 * and then limit the request too. A pseudonymous service gets nothing.
 */
export function attributesAsked({ request, service, dialect, extension }: RequestContext): RequestedAttributes {
  // check: a-pseudonymous-service-gets-nothing
  if (service.settings.pseudonymous) return NONE
  const registered = registeredAttributes(service, byMetadata(service, request, dialect))
  if (extension?.attributes) return listed(extension.attributes, registered, operatorDecides(service))
  const asked = dialect.extensionAttributes(request) ?? NONE
  // check: the-operators-lists-are-the-ceiling
  return union(registered, operatorDecides(service) ? within(asked, registered) : asked)
}

/**
 * What is left of the registration by a list that a request brings: nothing that is not in it. What either requires is
 * required. `isCeiling`: the registration is the operator's, and limits the list too.
 */
export function listed(
  list: RequestedAttributes,
  registered: RequestedAttributes,
  isCeiling: boolean,
): RequestedAttributes {
  // check: a-list-stays-below-the-operators-lists
  const kept = isCeiling ? within(list, registered) : list
  const required = [...kept.required, ...kept.optional.filter((name) => registered.required.includes(name))]
  return { required, optional: kept.optional.filter((name) => !required.includes(name)) }
}

/** The requested attributes that only the metadata names, and neither an operator's list nor the request itself. */
export function attributesByMetadata(context: RequestContext): readonly AttributeName[] {
  const { request, service, dialect, extension } = context
  // Each attribute of a list is named by the request.
  if (extension?.attributes) return []
  const { requiredAttributes, optionalAttributes } = service.settings
  const { required, optional } = byMetadata(service, request, dialect)
  const own = dialect.extensionAttributes(request) ?? NONE
  const otherwise = new Set<AttributeName>([
    ...(requiredAttributes ?? []),
    ...(optionalAttributes ?? []),
    ...own.required,
    ...own.optional,
  ])
  return [...(requiredAttributes ? [] : required), ...(optionalAttributes ? [] : optional)].filter(
    (name) => !otherwise.has(name),
  )
}

/** True if the operator has no lists, or they leave room for this attribute. */
export const withinOperatorLists = ({ request, service, dialect }: RequestContext, name: AttributeName): boolean => {
  if (!operatorDecides(service)) return true
  const { required, optional } = registeredAttributes(service, byMetadata(service, request, dialect))
  return required.includes(name) || optional.includes(name)
}

/** The service's name within its portal: the ServiceName of the AttributeConsumingService that counts here. */
export const serviceNamesAsked = ({ request, service }: RequestContext): Readonly<Record<string, string>> =>
  attributeConsumingService(service, request)?.names ?? {}

/**
 * Tells the service of an AttributeConsumingServiceIndex that its metadata does not have. saml-core §3.4.1 leaves open
 * what it means, and guessing would release something that was not asked for. If the operator lists the attributes, the
 * index decides nothing. Portals send index 0 out of habit (BundID's examples do) even if their metadata describes no
 * AttributeConsumingService at all; then there is nothing to guess, and the index is accepted. So it is where a list in
 * the request decides.
 */
export const checkAttributeIndex: ReturnableValidator = ({ request, service, extension }) => {
  const isKnown =
    extension?.attributes != null ||
    attributeIndex(request) === null ||
    service.metadata.attributeConsumingServices.length === 0 ||
    attributeConsumingService(service, request) !== undefined
  return isKnown || operatorDecides(service) ? null : 'request-unsupported'
}

function byMetadata(service: Service, request: XmlElement, dialect: Dialect): RequestedAttributes {
  const consumer = attributeConsumingService(service, request)
  return consumer ? askedIn(dialect, consumer) : NONE
}

const attributeConsumingService = ({ metadata }: Service, request: XmlElement): AttributeConsumingService | undefined =>
  attributeSet(metadata, attributeIndex(request))

/** The index by which the request names a set of attributes; null: it names none. */
export function attributeIndex(request: XmlElement): number | null {
  const index = attribute(request, 'AttributeConsumingServiceIndex')
  return index === null ? null : Number(index)
}

const operatorDecides = ({ settings }: Service): boolean =>
  settings.requiredAttributes !== null || settings.optionalAttributes !== null

/** Both sets, each name once; a name that one of them requires is required. */
function union(a: RequestedAttributes, b: RequestedAttributes): RequestedAttributes {
  const required = [...new Set([...a.required, ...b.required])]
  const optional = [...new Set([...a.optional, ...b.optional])].filter((name) => !required.includes(name))
  return { required, optional }
}
