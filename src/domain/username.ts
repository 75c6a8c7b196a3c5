/** User names: NFC, compared without case, 3–64 characters (CONTRACT: Command line). */

/** The name as kept: NFC, without surrounding blanks. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFC').trim()

/**
 * The form in which user names are compared and unique: small letters, by way of capitals, so that a name and its
 * capitals are one (`ß`, `ẞ` and `SS`, `ς` and `σ`). It can be longer than the name.
 */
export const usernameKey = (typed: string): string =>
  // check: user-names-are-one-in-any-case
  normalizeUsername(typed).toLowerCase().toUpperCase().toLowerCase().normalize('NFC')

export type UsernameFault = 'username-length' | 'username-characters'

/** The rule that a user name breaks, or null. */
export function usernameFault(typed: string): UsernameFault | null {
  const name = normalizeUsername(typed)
  const length = [...name].length
  if (length < 3 || length > 64) return 'username-length'
  // check: user-names-hold-nothing-invisible
  return /[\p{C}\p{Z}]/u.test(name) ? 'username-characters' : null
}
