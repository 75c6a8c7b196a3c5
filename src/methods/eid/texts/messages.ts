import type { MethodText } from '../../../ui/texts/messages.js'
import type { EidProblem } from '../pages/eid-problem.js'

/** What went wrong with the card, and what to do. */
export interface EidProblemText {
  readonly title: string
  readonly what: string
}

/** Texts of the online ID card. */
export interface EidTexts {
  /** The names by which other pages speak of the method. */
  readonly names: MethodText
  readonly title: string
  readonly needHeading: string
  readonly needs: readonly string[]
  readonly start: string
  readonly again: string
  readonly startOnPhone: string
  readonly againOnPhone: string
  /** Shown when the card is read once more. */
  readonly readAgain: string
  readonly readsHeading: string
  readonly pseudonym: string
  readonly age: (years: number) => string
  readonly nothingElse: string
  readonly helpHeading: string
  readonly notOpening: string
  readonly install: string
  readonly pin: string
  readonly problems: Readonly<Record<EidProblem, EidProblemText>>
  readonly waiting: {
    readonly title: string
    readonly intro: string
    readonly look: string
  }
}
