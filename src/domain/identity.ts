import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** The names of the normalized identity; the same whichever method it came from. */
export const ATTRIBUTE_NAMES = [
  'givenName',
  'familyName',
  'birthName',
  'academicTitle',
  'birthDate',
  'placeOfBirth',
  'gender',
  'nationality',
  'documentType',
  'street',
  'postalCode',
  'locality',
  'country',
  'email',
  'phone',
  'deMail',
] as const

export type AttributeName = (typeof ATTRIBUTE_NAMES)[number]

export const isAttributeName = (text: string): text is AttributeName =>
  (ATTRIBUTE_NAMES as readonly string[]).includes(text)

/** Contact data are exempt from the level that identity attributes must reach (RULES: Trust level of a login 5). */
export const CONTACT_ATTRIBUTES: ReadonlySet<AttributeName> = new Set(['email', 'phone'])

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
