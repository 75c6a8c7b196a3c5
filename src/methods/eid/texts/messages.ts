import type { MethodText } from '../../../ui/texts/messages.js'
import type { EidProblem } from '../pages/eid-problem.js'

/** What went wrong with the card, and what to do. */
export interface EidProblemText {
  readonly title: string
  readonly what: string
  /** Added where another method is offered. */
  readonly elsewhere?: string
}

/** Texts of the online ID card. */
export interface EidTexts {
  /** The names by which other pages speak of the method. */
  readonly names: MethodText
  readonly title: string
  /** When the card is read once more. */
  readonly titleAgain: string
  readonly needHeading: string
  readonly needs: readonly string[]
  /** What reads the card: at a computer, and where the page is shown on a phone. */
  readonly readerOfComputer: string
  readonly readerOfPhone: string
  /** About how long it takes. */
  readonly takes: string
  readonly start: string
  readonly again: string
  readonly startOnPhone: string
  readonly againOnPhone: string
  /** Shown when the card is read once more. */
  readonly readAgain: string
  readonly readsHeading: string
  readonly optional: (attribute: string) => string
  readonly pseudonym: string
  readonly age: (years: number) => string
  readonly nothingElse: string
  readonly help: {
    readonly heading: string
    readonly notOpening: string
    readonly install: string
    readonly noReader: string
    readonly transportPin: string
    readonly blockedPin: string
    readonly noPin: string
    readonly office: string
  }
  readonly problems: Readonly<Record<EidProblem, EidProblemText>>
  readonly waiting: {
    readonly title: string
    readonly intro: string
    readonly look: string
  }
}
