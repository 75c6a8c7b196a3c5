import type { AttributeOrigin } from '../../../domain/identity.js'
import type { TrialOutcome } from '../../services/trial-login.js'
import type { WithheldReason } from '../../services/withheld.js'

/** Texts of the test login, and of the button that leads there. */
export interface TrialTexts {
  readonly button: string
  readonly hint: string
  /** For whoever may only read. */
  readonly notYours: string
  readonly title: (name: string) => string
  readonly nothingSent: string
  readonly answered: string
  readonly noAnswer: string
  readonly ends: Readonly<Record<Exclude<TrialOutcome, 'answered'>, string>>
  readonly fields: Readonly<
    Record<'level' | 'needed' | 'method' | 'destination' | 'nameId' | 'classRef' | 'signed' | 'encrypted', string>
  >
  readonly signedWith: (parts: string, algorithm: string, digest: string, key: string) => string
  readonly notEncrypted: string
  readonly released: string
  readonly noneReleased: string
  readonly required: string
  readonly optional: string
  readonly origin: (origin: AttributeOrigin) => string
  readonly level: (level: string) => string
  readonly withheld: string
  readonly reasons: Readonly<Record<WithheldReason, string>>
  readonly assertion: string
  readonly response: string
  readonly again: string
  readonly back: string
}
