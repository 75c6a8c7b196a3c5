import type { RequestedLevels } from './authn-context.js'
import type { AttributeName } from './identity.js'
import type { EntityId, MethodId } from './ids.js'
import type { NameIdKind } from './name-id-kind.js'
import type { RequestedAttributes } from './service.js'
import type { TrustLevel } from './trust-level.js'

/** What a service needs of one login, in no protocol's words. */
export interface Requirements {
  readonly service: EntityId
  readonly registeredLevel: TrustLevel
  /** What the request asks of the level; null if it does not ask. */
  readonly requestedLevels: RequestedLevels | null
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly attributes: RequestedAttributes
  /** The attributes among them that the service's metadata alone asked for: they go when the metadata no longer ask. */
  readonly attributesByMetadata: readonly AttributeName[]
  /** What the service is called within its portal, by language; empty if it has no name of its own. */
  readonly serviceNames: Readonly<Record<string, string>>
  readonly nameId: NameIdKind
  /** The subject that the request names; the answer must be about it, or there is none. */
  readonly subjectNameId: string | null
  readonly singleSignOn: boolean
  /** Methods that the service allows; null: all. */
  readonly allowedMethods: readonly MethodId[] | null
  /** No identity is released, the pseudonym and the level alone (RULES: The pass 6). */
  readonly pseudonymous: boolean
}

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
