import type { MethodText } from '../../../ui/texts/messages.js'

export type PasswordProblem = 'proof-expired' | 'wrong' | 'username-missing' | 'password-missing' | 'both-missing'

/** What a problem is called at a field, and in the summary. */
export interface PasswordFault {
  readonly field: 'username' | 'password'
  /** At the field. */
  readonly atField: string
  /** In the summary: what to do too. */
  readonly inSummary: string
}

/** Texts of the page for user name and password. */
export interface PasswordTexts {
  /** How others speak of the method. */
  readonly names: MethodText
  readonly title: string
  readonly username: string
  readonly password: string
  readonly submit: string
  readonly problems: Readonly<Record<PasswordProblem, readonly PasswordFault[]>>
}
