import type { RequestedLevels } from './authn-context.js'
import type { AttributeName } from './identity.js'
import type { EntityId, MethodId } from './ids.js'
import type { Language } from './language.js'
import type { NameIdKind } from './name-id-formats.js'
import type { RequestedAttributes, ServiceSettings, Service, SubjectId } from './service.js'
import { type TrustLevel, higherOf, TRUST_LEVELS } from './trust-level.js'

/** What a service needs of one login, in no protocol's words. */
export interface Requirements {
  readonly service: EntityId
  /** The child service that it asks for (`childOf`); absent: it asks for itself. */
  readonly child?: EntityId
  readonly registeredLevel: TrustLevel
  /** What the request asks of the level; null if it does not ask. */
  readonly requestedLevels: RequestedLevels | null
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  /** How many proxies may stand between the broker and whoever proves (saml-core §3.4.1.5.1); absent: as many as do. */
  readonly proxyCount?: number
  readonly attributes: RequestedAttributes
  /** The attributes among them that the service's metadata alone asked for: they go when the metadata no longer ask. */
  readonly attributesByMetadata: readonly AttributeName[]
  /** The set of attributes (AttributeConsumingService) that the request names by its index; absent: the default one. */
  readonly attributeSet?: number
  /** What the service is called within its portal, by language; empty if it has no name of its own. */
  readonly serviceNames: Readonly<Record<string, string>>
  readonly nameId: NameIdKind
  /** What names the citizen beside the NameID; absent: nothing does. */
  readonly subjectId?: SubjectId
  /** The user name or e-mail address that stands beside the request, to be typed; it decides nothing. Absent: none. */
  readonly loginHint?: string
  /**
   * The same, where a Subject of the request says it; then nothing beside it counts. If it is somebody's pseudonym of an
   * earlier IdP at this service, the answer is about them, or there is none (saml-core §3.4.1). Absent: no Subject says one.
   */
  readonly namedAs?: string
  /** The subject that the request names; the answer must be about it, or there is none. */
  readonly subjectNameId: string | null
  readonly singleSignOn: boolean
  /** Methods that the service allows, by its registration and by its request; null: all. */
  readonly allowedMethods: readonly MethodId[] | null
  /** Those that the request allows; absent: it says nothing of methods. */
  readonly requestedMethods?: readonly MethodId[]
  /** A page of the service for whoever does not want to log in, at an origin of its own addresses; absent: none. */
  readonly backUrl?: string
  /** The language that the service shows itself in; it counts for whoever has chosen none here. Absent: none. */
  readonly language?: Language
  /** The service is told by a status of its own that a required attribute is missing; absent: as of any refusal. */
  readonly tellsMissing?: true
  /** No identity is released, the pseudonym and the level alone (RULES: The pass 6). */
  readonly pseudonymous: boolean
}

/** No XML document can hold this character (XML 1.0 §2.2), so it stands in no entityID. */
const BETWEEN = '\u001f'

/**
 * What is kept of a login's asker is kept under this: remembered releases, what was ticked, the names of a session. The
 * entityID of a service; of a portal that asked for a child, both.
 */
export const askerOf = ({ service, child }: Pick<Requirements, 'service' | 'child'>): EntityId =>
  // check: what-was-agreed-for-one-child-holds-for-no-other
  (child === undefined ? service : `${service}${BETWEEN}${child}`) as EntityId

/** What a login needs that asks for a level and nothing else. */
export const ASKS_NOTHING: Omit<Requirements, 'service' | 'registeredLevel'> = {
  requestedLevels: null,
  forceAuthn: false,
  isPassive: false,
  attributes: { required: [], optional: [] },
  attributesByMetadata: [],
  serviceNames: {},
  nameId: 'persistent',
  subjectNameId: null,
  singleSignOn: true,
  allowedMethods: null,
  pseudonymous: false,
}

/** True if the answer carries more of the citizen than a pseudonym. */
export const releasesIdentity = ({ attributes, nameId, pseudonymous }: Requirements): boolean =>
  !pseudonymous && (attributes.required.length + attributes.optional.length > 0 || nameId === 'emailAddress')

/**
 * What names the citizen beside the NameID by this registration; null: nothing does. A service for pseudonyms alone is
 * never given what other services have too (RULES: The pass 6).
 */
export const registeredSubjectId = ({
  subjectId,
  pseudonymous,
}: Pick<ServiceSettings, 'subjectId' | 'pseudonymous'>): SubjectId | null =>
  // check: a-pseudonymous-service-gets-no-subject-id
  subjectId === 'none' || (pseudonymous && subjectId === 'subject-id') ? null : subjectId

/**
 * The level that a service needs by its registration: its own, or a higher one of an attribute that it requires
 * (RULES: What a service may ask 1). Attributes that the citizen may leave out, or that a pseudonymous service never
 * gets, ask for nothing.
 */
export function registeredLevel(
  {
    trustLevel,
    attributeLevels,
    pseudonymous,
  }: Pick<ServiceSettings, 'trustLevel' | 'attributeLevels' | 'pseudonymous'>,
  { required }: RequestedAttributes,
): TrustLevel {
  const asks = (level: TrustLevel): boolean => required.some((name) => attributeLevels.includes(`${name}:${level}`))
  // check: a-required-attribute-raises-the-level
  return pseudonymous ? trustLevel : TRUST_LEVELS.filter(asks).reduce(higherOf, trustLevel)
}

/**
 * The requirements of a login under the registration as it is now: what an operator sets is effective at once, also
 * for a login that is open (RULES: What a service may ask 7). What the metadata ask for no more is not
 * released (`named`: what they name by now), and the operator's lists are the ceiling of what was asked for.
 */
export function currentRequirements(
  asked: Requirements,
  { settings }: Service,
  named: readonly AttributeName[],
): Requirements {
  const wanted = stillAsked(asked, new Set(named))
  const attributes = within(wanted, registeredAttributes({ settings }, wanted))
  return {
    ...withSubjectId(asked, registeredSubjectId(settings)),
    // check: a-level-of-an-attribute-is-effective-at-once
    registeredLevel: registeredLevel(settings, attributes),
    pseudonymous: settings.pseudonymous,
    singleSignOn: settings.sso,
    allowedMethods: methodsAllowed(settings.methods, asked.requestedMethods ?? null),
    attributes,
  }
}

/** The methods of a login; null: all. A request narrows what the operator allows, and widens nothing. */
export const methodsAllowed = (
  registered: readonly MethodId[] | null,
  requested: readonly MethodId[] | null,
): readonly MethodId[] | null =>
  // check: a-request-allows-no-method-that-the-operator-does-not
  requested && registered ? requested.filter((id) => registered.includes(id)) : (requested ?? registered)

/** With this identifier beside the NameID, and with none where there is none by now. */
function withSubjectId(asked: Requirements, subjectId: SubjectId | null): Requirements {
  const others: { subjectId?: SubjectId } & Requirements = { ...asked }
  delete others.subjectId
  // check: a-subject-id-is-effective-at-once
  return { ...others, ...(subjectId && { subjectId }) }
}

/** Without what the metadata alone asked for and, imported again since, ask for no more. */
function stillAsked(
  { attributes, attributesByMetadata }: Requirements,
  named: ReadonlySet<AttributeName>,
): RequestedAttributes {
  const kept = (names: readonly AttributeName[]) =>
    // check: what-the-metadata-ask-for-no-more-is-not-released
    names.filter((name) => named.has(name) || !attributesByMetadata.includes(name))
  return { required: kept(attributes.required), optional: kept(attributes.optional) }
}

/** What a service is registered with: as its operator says, else as its metadata does. */
export const registeredAttributes = (
  { settings }: Pick<Service, 'settings'>,
  metadata: RequestedAttributes,
): RequestedAttributes => ({
  required: settings.requiredAttributes ?? metadata.required,
  optional: settings.optionalAttributes ?? metadata.optional,
})

/** What is asked, as far as the ceiling has it, required or not. */
export function within(asked: RequestedAttributes, ceiling: RequestedAttributes): RequestedAttributes {
  const allowed = new Set<AttributeName>([...ceiling.required, ...ceiling.optional])
  const kept = (names: readonly AttributeName[]) => names.filter((name) => allowed.has(name))
  return { required: kept(asked.required), optional: kept(asked.optional) }
}
