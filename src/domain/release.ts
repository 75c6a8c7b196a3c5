import type { Account } from './account.js'
import { CONTACT_ATTRIBUTES, type AttributeName, type AttributeValue } from './identity.js'
import type { Requirements } from './requirements.js'
import { lowerOf, meets, type TrustLevel } from './trust-level.js'

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
}

/** A release, or the required attributes that the account cannot give yet. */
export interface ReleaseDecision {
  readonly release: Release
  readonly missing: readonly AttributeName[]
}

/**
 * Decides what the account gives for these requirements at the asserted level. Never more than required
 * and optional; a value that is known to be empty satisfies a requirement and is not sent.
 */
export function decideRelease(account: Account, requirements: Requirements, asserted: TrustLevel): ReleaseDecision {
  const { required, optional } = requirements.attributes
  const usable = (name: AttributeName): AttributeValue | null => {
    const held = account.identity[name]
    return held && strongEnough(name, held, asserted) ? held : null
  }
  const released = (name: AttributeName, isRequired: boolean): ReleasedAttribute[] => {
    const held = usable(name)
    if (held?.value == null) return []
    return [{ name, value: held.value, level: lowerOf(held.level, asserted), required: isRequired }]
  }
  return {
    release: {
      attributes: [
        ...required.flatMap((name) => released(name, true)),
        ...optional.filter((name) => !required.includes(name)).flatMap((name) => released(name, false)),
      ],
      level: asserted,
    },
    missing: required.filter((name) => !usable(name)),
  }
}

/** The release without the optional attributes that the citizen unticked. */
export function withoutUnticked(release: Release, ticked: ReadonlySet<AttributeName>): Release {
  return { ...release, attributes: release.attributes.filter(({ name, required }) => required || ticked.has(name)) }
}

/** From `substantiell` up identity attributes must reach the level; below, self-declared values serve (RULES: Trust level 5). */
function strongEnough(name: AttributeName, held: AttributeValue, asserted: TrustLevel): boolean {
  if (!meets(asserted, 'substantiell') || CONTACT_ATTRIBUTES.has(name)) return true
  return meets(held.level, asserted)
}
