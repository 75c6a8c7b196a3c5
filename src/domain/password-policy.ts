/** Passwords: 12–256 characters, not on the list of common ones, no other rule (CONTRACT: Command line). */
export type PasswordFault = 'password-length' | 'password-common'

export const PASSWORD_LENGTH = { least: 12, most: 256 } as const

/** Passwords are hashed and compared in NFC, so that two keyboards give the same one. */
export const normalizePassword = (typed: string): string => typed.normalize('NFC')

/** The rule that a password breaks, or null. `common` holds lower-case entries. */
export function passwordFault(typed: string, common: ReadonlySet<string>): PasswordFault | null {
  const password = normalizePassword(typed)
  const length = [...password].length
  // check: passwords-have-a-length
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most) return 'password-length'
  // check: common-passwords-are-refused
  return common.has(password.toLowerCase()) ? 'password-common' : null
}
