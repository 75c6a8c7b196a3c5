import type { MethodText } from '../../../ui/texts/messages.js'

export type PasswordProblem = 'proof-expired' | 'wrong' | 'username-missing' | 'password-missing' | 'both-missing'

/** The words for a problem at its field and in the summary. */
export interface PasswordFault {
  readonly field: 'username' | 'password'
  /** The words at the field. */
  readonly atField: string
  /** The words in the summary, which also say what to do. */
  readonly inSummary: string
}

/** Texts of the page for user name and password. */
export interface PasswordTexts {
  /** The names by which other pages speak of the method. */
  readonly names: MethodText
  readonly title: string
  readonly username: string
  readonly password: string
  readonly submit: string
  readonly problems: Readonly<Record<PasswordProblem, readonly PasswordFault[]>>
}
