import { birthDateFault } from './birth-date.js'
import { nameFault, textFault } from './din-91379.js'
import type { AttributeName } from './identity.js'
import type { Instant } from './instant.js'

/** Attributes that a citizen can state without proof. An e-mail address is one only once it is confirmed. */
export const SELF_DECLARABLE: ReadonlySet<AttributeName> = new Set<AttributeName>([
  'givenName',
  'familyName',
  'birthName',
  'academicTitle',
  'birthDate',
  'placeOfBirth',
  'gender',
  'nationality',
  'street',
  'postalCode',
  'locality',
  'country',
  'phone',
])

export type AttributeFault =
  | { readonly kind: 'missing' | 'date' | 'too-long' | 'format' }
  /** The character that the standard does not have. */
  | { readonly kind: 'characters'; readonly character: string }

export type ReadAttribute = { readonly value: string } | { readonly fault: AttributeFault }

/** saml2int SDP-G02 and TR-03160: no value is longer. */
const LONGEST = 256

const PERSON_NAMES: ReadonlySet<AttributeName> = new Set<AttributeName>(['givenName', 'familyName', 'birthName'])

const FORMATS: Partial<Record<AttributeName, RegExp>> = {
  country: /^[A-Z]{2}$/,
  gender: /^[0129]$/,
  nationality: /^[A-Z]{1,3}$/,
  postalCode: /^[A-Z0-9][A-Z0-9 -]{1,11}$/i,
  phone: /^\+?[0-9][0-9 ()/-]{3,30}$/,
  email: /^[^\s@<>"]{1,64}@[^\s@<>".]+(\.[^\s@<>".]+)+$/,
}

/**
 * Reads what somebody typed for an attribute: NFC, blanks at the ends removed and runs of blanks made one; within
 * DIN 91379 (names of persons without digits); in the attribute's format. Nothing else is changed silently.
 */
export function readAttribute(name: AttributeName, typed: string, now: Instant): ReadAttribute {
  const value = typed.normalize('NFC').trim().replace(/ {2,}/g, ' ')
  if (value === '') return { fault: { kind: 'missing' } }
  if (value.length > LONGEST) return { fault: { kind: 'too-long' } }
  if (name === 'birthDate') return birthDateFault(value, now) ? { fault: { kind: 'date' } } : { value }
  const outside = PERSON_NAMES.has(name) ? nameFault(value) : textFault(value)
  if (outside) return { fault: { kind: 'characters', character: outside.character } }
  return FORMATS[name]?.test(value) === false ? { fault: { kind: 'format' } } : { value }
}
