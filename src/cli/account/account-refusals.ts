import { LONGEST_VALUE, type AttributeFault } from '../../domain/attribute-input.js'
import { ruleOf, type AttributeName } from '../../domain/identity.js'
import { PASSWORD_LENGTH } from '../../domain/password-policy.js'
import type { PerCode, RefusalData } from '../../operators/findings.js'

/**
 * Why an account is not made. The sentences do not repeat what was typed, but for a character that no attribute may
 * have.
 */
export const ACCOUNT_REFUSALS = {
  'username-length': () => 'The user name must have 3 to 64 characters',
  'username-characters': () => 'The user name must not hold blanks or control characters',
  'username-taken': () => 'The user name is taken; choose another',
  'password-length': () => `The password must have ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`,
  'password-common': () => 'The password is on the list of common ones; choose another',
  attribute: ({ attribute, fault }) => faultInWords(attribute, fault),
} satisfies Partial<PerCode<RefusalData, string>>

function faultInWords(name: AttributeName, fault: AttributeFault): string {
  switch (fault.kind) {
    case 'missing':
      return `${name} is empty; leave it out or give a value`
    case 'too-long':
      return `${name} is too long; it may have up to ${LONGEST_VALUE} characters`
    case 'date':
      return `${name} must be a date of the calendar as YYYY-MM-DD (or YYYY-MM, YYYY), from 1870 until today`
    case 'format':
      return `${name} must be ${ruleOf(name).format?.words ?? 'in its format'}`
    case 'characters':
      return `${name} holds ${named(fault.character)}, which DIN 91379 does not have${ruleOf(name).kind === 'name' ? ' in names' : ''}`
  }
}

/** A character as written and by its Unicode number, so that an invisible one can be found. */
function named(character: string): string {
  const points = [...character].map(
    (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  return /^[\p{C}\p{Z}\p{M}]/u.test(character) ? points.join(' ') : `"${character}" (${points.join(' ')})`
}
