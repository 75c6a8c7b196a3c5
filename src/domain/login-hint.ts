import { isEmailAddress } from './email-address.js'
import { usernameFault } from './username.js'

/**
 * A user name or e-mail address that a portal expects somebody to type; null for any other text. It is typed for the
 * citizen and decides nothing: whether an account has it, is asked by nobody.
 */
export function loginHint(text: string | null): string | null {
  const hint = text?.normalize('NFC').trim() ?? ''
  // check: a-hint-is-a-name
  return usernameFault(hint) === null || isEmailAddress(hint) ? hint : null
}
