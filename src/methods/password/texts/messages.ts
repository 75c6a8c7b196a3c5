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
  readonly forgotten: {
    readonly heading: string
    /** `row`: “with …”, as a method is called in the list. */
    readonly logIn: (row: string) => string
    readonly otherMethod: string
    /** Before the ways to the support. */
    readonly ask: string
    readonly orAsk: string
    /** Where there is neither. */
    readonly office: string
  }
  /** For whoever has no account yet, where another method makes one. */
  readonly newHere: {
    readonly heading: string
    /** `row`: “with …”, as a method is called in the list. */
    readonly make: (row: string) => string
  }
  readonly problems: Readonly<Record<PasswordProblem, readonly PasswordFault[]>>
}
