import { ATTRIBUTES, type AttributeRule } from './attributes.js'
import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

export type AttributeName = keyof typeof ATTRIBUTES

/** The names of the normalized identity, in the order of their table. */
export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as readonly AttributeName[]

export const isAttributeName = (text: string): text is AttributeName => Object.hasOwn(ATTRIBUTES, text)

/** The line of an attribute in the table. */
export const ruleOf = (name: AttributeName): AttributeRule => ATTRIBUTES[name]

/** The attributes that are exempt from the level that identity attributes must reach. */
export const CONTACT_ATTRIBUTES: ReadonlySet<AttributeName> = new Set(
  ATTRIBUTE_NAMES.filter((name) => ruleOf(name).contact),
)

/** The parts of an address, which is shown and chosen as one. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<AttributeName> = new Set(
  ATTRIBUTE_NAMES.filter((name) => ruleOf(name).address),
)

/** Where a value came from. */
export type AttributeOrigin = 'self-declared' | 'eid' | 'clerk' | `upstream:${string}`

/**
 * One value with its own origin, level and time. `value` is Unicode NFC text within DIN 91379;
 * null means "known to be empty at this level", which differs from an attribute that is absent
 * (not collected). Dates: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Country: ISO 3166-1 alpha-2.
 */
export interface AttributeValue {
  readonly value: string | null
  readonly origin: AttributeOrigin
  readonly level: TrustLevel
  readonly at: Instant
}

export type Identity = Readonly<Partial<Record<AttributeName, AttributeValue>>>
