import type { Account } from './account.js'
import { neededLevel, satisfies, type NeededLevel } from './authn-context.js'
import { CONTACT_ATTRIBUTES, type AttributeName, type AttributeOrigin, type AttributeValue } from './identity.js'
import type { Requirements } from './requirements.js'
import type { RequestedAttributes, SubjectId } from './service.js'
import { lowerOf, type TrustLevel } from './trust-level.js'

/** One attribute as it will leave: its value, and the lower of its own level and the asserted one. */
export interface ReleasedAttribute {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
  readonly required: boolean
}

/** What a service gets in one login. Decided once, shown to the citizen, sent as shown. */
export interface Release {
  readonly attributes: readonly ReleasedAttribute[]
  /** The level that the answer asserts. */
  readonly level: TrustLevel
  /** What names the citizen beside the NameID; absent: nothing does. */
  readonly subjectId?: SubjectId
}

/** A release, or the required attributes that the account cannot give yet. */
export interface ReleaseDecision {
  readonly release: Release
  readonly missing: readonly AttributeName[]
  /** Where each value of the release came from; the service is not told. */
  readonly origins: Readonly<Partial<Record<AttributeName, AttributeOrigin>>>
}

/**
 * Decides what the account gives for these requirements at the asserted level. Never more than required
 * and optional, each once, and to a pseudonymous service nothing; a value that is known to be empty satisfies
 * a requirement and is not sent. Values must reach the level that the service needs, not the one that the
 * citizen happened to reach: a stronger login never gives less than a weaker one.
 */
export function decideRelease(account: Account, requirements: Requirements, asserted: TrustLevel): ReleaseDecision {
  const { required, optional } = askedFor(requirements)
  const needed = neededLevel(requirements.registeredLevel, requirements.requestedLevels)
  const usable = (name: AttributeName): AttributeValue | null => {
    const held = account.identity[name]
    // check: values-reach-the-level-that-is-needed
    return held && strongEnough(name, held, needed) ? held : null
  }
  const released = (name: AttributeName, isRequired: boolean): ReleasedAttribute[] => {
    const held = usable(name)
    if (held?.value == null) return []
    // check: values-leave-at-the-lower-level
    return [{ name, value: held.value, level: lowerOf(levelOf(held), asserted), required: isRequired }]
  }
  const attributes = [
    ...required.flatMap((name) => released(name, true)),
    ...optional.flatMap((name) => released(name, false)),
  ]
  return {
    release: { attributes, level: asserted, ...(requirements.subjectId && { subjectId: requirements.subjectId }) },
    missing: required.filter((name) => !usable(name)),
    origins: Object.fromEntries(
      Object.entries(account.identity).flatMap(([name, { origin }]) =>
        attributes.some((each) => each.name === name) ? [[name, origin]] : [],
      ),
    ),
  }
}

/** The release without the optional attributes that the citizen unticked. */
export function withoutUnticked(release: Release, ticked: ReadonlySet<AttributeName>): Release {
  // check: unticked-attributes-stay
  return { ...release, attributes: release.attributes.filter(({ name, required }) => required || ticked.has(name)) }
}

/** True if a release that was agreed to is still one of those that the decision leaves the citizen. */
export const stillOffered = (agreed: Release, { release }: ReleaseDecision): boolean => {
  const kept = withoutUnticked(release, new Set(agreed.attributes.map(({ name }) => name)))
  return JSON.stringify(inOneOrder(kept)) === JSON.stringify(inOneOrder(agreed))
}

const inOneOrder = ({ level, attributes, subjectId }: Release) => [
  // check: an-agreement-is-to-a-level
  level,
  // check: an-agreement-is-to-a-subject-id
  subjectId ?? '',
  // check: an-agreement-is-to-values
  ...attributes.map(({ name, value, level: own }) => `${name} ${own} ${value}`).sort(),
]

function askedFor({ attributes, pseudonymous }: Requirements): RequestedAttributes {
  // check: a-pseudonymous-service-is-released-nothing
  if (pseudonymous) return { required: [], optional: [] }
  const required = new Set(attributes.required)
  const optional = new Set(attributes.optional.filter((name) => !required.has(name)))
  return { required: [...required], optional: [...optional] }
}

/** Self-declared values are `basis` as attributes, in every login (RULES: Trust level of a login 5). */
// check: self-declared-values-are-basis
const levelOf = (held: AttributeValue): TrustLevel => (held.origin === 'self-declared' ? 'basis' : held.level)

/**
 * From `substantiell` up identity attributes must reach the level; below, self-declared values serve (RULES: Trust
 * level of a login 5).
 */
function strongEnough(name: AttributeName, held: AttributeValue, needed: NeededLevel): boolean {
  if (CONTACT_ATTRIBUTES.has(name) || needed === 'basis' || needed === 'normal') return true
  return satisfies(levelOf(held), needed)
}

/**
 * What is kept of a remembered consent: a keyed digest of the names and values that were confirmed, and the
 * names of the optional attributes that the citizen unticked. No values (RULES: Confirm identity).
 */
export interface RememberedConsent {
  readonly digest: string
  readonly declined: readonly AttributeName[]
}

/**
 * The text whose keyed digest stands for a confirmed release: names and values in a fixed order, nothing else. A
 * pairwise identifier says no more than the pseudonym that every answer carries; what is the same at other services is
 * personal data like any other.
 */
export const consentText = ({ attributes, subjectId }: Release): string =>
  JSON.stringify([
    ...attributes.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
    // check: what-all-services-know-is-agreed-to
    ...(subjectId === 'subject-id' ? [[subjectId]] : []),
  ])
