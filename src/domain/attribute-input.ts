import { birthDateFault } from './birth-date.js'
import { nameFault, textFault } from './din-91379.js'
import { ruleOf, type AttributeName } from './identity.js'
import type { Instant } from './instant.js'

/** Attributes that a citizen can state without proof. */
export const isSelfDeclarable = (name: AttributeName): boolean => ruleOf(name).selfDeclared === true

export type AttributeFault =
  | { readonly kind: 'missing' | 'date' | 'too-long' | 'format' }
  /** The character that the standard does not have. */
  | { readonly kind: 'characters'; readonly character: string }

export type ReadAttribute = { readonly value: string } | { readonly fault: AttributeFault }

/** saml2int SDP-G02 and TR-03160: no value is longer. */
export const LONGEST_VALUE = 256

/**
 * Reads what somebody typed for an attribute: NFC, blanks at the ends removed and runs of blanks made one; within
 * DIN 91379 (names of persons without digits); in the attribute's format. Nothing else is changed silently.
 */
export function readAttribute(name: AttributeName, typed: string, now: Instant): ReadAttribute {
  const value = typed.normalize('NFC').trim().replace(/ {2,}/g, ' ')
  if (value === '') return { fault: { kind: 'missing' } }
  if (value.length > LONGEST_VALUE) return { fault: { kind: 'too-long' } }
  const { kind, format } = ruleOf(name)
  if (kind === 'date') return birthDateFault(value, now) ? { fault: { kind: 'date' } } : { value }
  const outside = kind === 'name' ? nameFault(value) : textFault(value)
  if (outside) return { fault: { kind: 'characters', character: outside.character } }
  return format?.pattern.test(value) === false ? { fault: { kind: 'format' } } : { value }
}
