import type { Instant } from '../../domain/instant.js'
import type { SetupProblem } from '../../domain/ports/second-factor-setup.js'
import type { SecondFactorKind } from '../../domain/second-factor.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Form } from '../../ui/form.js'

/**
 * `missing` and `format`: nothing that could be a code; `used`: right, but once before; `recovery-code`: one that is not
 * on the list any more, or never was; `passkey`: it did not work.
 */
export type SecondFactorProblem = 'missing' | 'format' | 'wrong' | 'used' | 'recovery-code' | 'passkey'

/** The password was right; the account has a second factor too. */
export interface SecondFactorPage {
  readonly kind: 'second-factor'
  readonly form: Form
  readonly otherMethods: string
  /** That the password was right, for this page's forms. */
  readonly proof: string
  /** What the field for a code is for; a recovery code is taken in either case. */
  readonly asksFor: 'totp' | 'recovery-code'
  /** What the browser is to do with a passkey, JSON; null: the account has none. */
  readonly passkey: string | null
  readonly problem: SecondFactorProblem | null
  /** Tries left before a pause; said when few. */
  readonly triesLeft: number | null
}

export interface FactorRow {
  readonly kind: SecondFactorKind
  /** As the citizen calls it. */
  readonly name: string
  readonly boundAt: Instant
  /** Up to which level it counts. */
  readonly counts: TrustLevel
  /** The page that takes it off. */
  readonly removal: string
}

/** What leads to the list and is said there. */
export const FACTORS_DONE = ['added', 'removed'] as const
export type FactorDone = (typeof FACTORS_DONE)[number]

/** The second factors of the citizen's password. */
export interface FactorListPage {
  readonly kind: 'factor-list'
  /** What the citizen has just done; null: nothing. */
  readonly done: FactorDone | null
  /** False: the account has none that a second factor could join. */
  readonly hasPassword: boolean
  readonly factors: readonly FactorRow[]
  readonly codesLeft: number
  readonly renewCodes: Form
  /** The pages of the set-ups; null where there is nothing (more) to set up. */
  readonly addTotp: string | null
  readonly addPasskey: string | null
}

interface FactorSetupPage {
  readonly form: Form
  readonly draft: string
  /** What it is to be called, so far. */
  readonly name: string
  /** Up to which level it will count if it is bound now, and up to which it could. */
  readonly counts: TrustLevel
  readonly highest: TrustLevel
  readonly problem: SetupProblem | null
  readonly back: string
}

export interface TotpSetupPage extends FactorSetupPage {
  readonly kind: 'totp-setup'
  /** Base32, for typing. */
  readonly secret: string
  /** What the QR code holds. */
  readonly uri: string
}

export interface PasskeySetupPage extends FactorSetupPage {
  readonly kind: 'passkey-setup'
  readonly step: 'create' | 'use'
  /** For the browser, JSON. */
  readonly options: string
}

/** Shown this once. */
export interface RecoveryCodesPage {
  readonly kind: 'recovery-codes'
  readonly codes: readonly string[]
  /** A factor was set up in the same step. */
  readonly withFactor: boolean
  readonly back: string
}

export interface FactorRemovalPage {
  readonly kind: 'factor-removal'
  readonly form: Form
  readonly name: string
  /** With it the password stands alone, and the recovery codes go. */
  readonly isLast: boolean
  readonly back: string
}

/** The pages of the password's second factors. */
export type FactorPage =
  SecondFactorPage | FactorListPage | TotpSetupPage | PasskeySetupPage | RecoveryCodesPage | FactorRemovalPage
