import type { Account, BoundMethod } from '../domain/account.js'
import type { BrowserSession } from '../domain/session.js'
import type { TrustLevel } from '../domain/trust-level.js'

/** The citizen at whose account something is changed, as signed in. */
export interface AtAccount {
  readonly account: Account
  readonly session: BrowserSession
  /** What the session is good for: a factor that is bound in it counts at most that much. */
  readonly level: TrustLevel
}

/** Why a set-up did not go on. `expired`: begun too long ago, in another session, or never. */
export type SetupProblem = 'missing' | 'format' | 'wrong' | 'expired'

/** What an app is told, and what its page carries to its form. */
export interface TotpOffer {
  /** Base32. */
  readonly secret: string
  /** `otpauth:` (the key URI format that apps read). */
  readonly uri: string
  readonly draft: string
}

/** What the browser is to do with a passkey (JSON), and what its page carries to its form. */
export interface PasskeyOffer {
  readonly step: 'create' | 'use'
  readonly options: string
  readonly draft: string
}

/** A factor counts from now on. `codes`: the recovery codes that came with the first one, to be shown this once. */
export interface FactorBound {
  readonly kind: 'bound'
  /** The account from now on. */
  readonly account: Account
  readonly codes: readonly string[] | null
}

/** The form is shown again, with the same offer where it still holds. */
export interface SetupAgain<Offer> {
  readonly kind: 'again'
  readonly problem: SetupProblem
  readonly offer: Offer
}

/**
 * Second factors of a password, as the citizen manages them. A factor is used once before it counts (RULES: Trust level
 * of a login 4). A change ends the account's other sessions. All throw `BrokerError('login-moved-on')` if the account changed in the same moment.
 */
export interface SecondFactorSetup {
  /** What may be added by configuration. Factors that are there stay whatever it says. */
  readonly offered: { readonly totp: boolean; readonly passkey: boolean }
  /** The level of a login with password and second factor, before any cap. */
  readonly level: TrustLevel
  /** The bound factors, oldest first, and how many recovery codes are left. */
  list(account: Account): Promise<{ readonly factors: readonly BoundMethod[]; readonly codesLeft: number }>
  offerTotp(at: AtAccount): TotpOffer
  bindTotp(
    at: AtAccount,
    form: { readonly draft: string; readonly code: string; readonly name: string },
  ): Promise<FactorBound | SetupAgain<TotpOffer>>
  offerPasskey(at: AtAccount): Promise<PasskeyOffer>
  /** Takes what the browser answered: first the new passkey, which is then to be used once, then that use. */
  takePasskey(
    at: AtAccount,
    form: { readonly draft: string; readonly answer: string; readonly name: string },
  ): Promise<FactorBound | SetupAgain<PasskeyOffer> | { readonly kind: 'offer'; readonly offer: PasskeyOffer }>
  renewCodes(at: AtAccount): Promise<readonly string[]>
  /** Codes that were just shown, for the forms of their page; they are stored nowhere as they are. */
  sealCodes(at: AtAccount, codes: readonly string[]): string
  /** Null for what is too old, of another session, or none. */
  openCodes(at: AtAccount, sealed: string): readonly string[] | null
  /** Takes the factor off the account; the account from then on. */
  remove(at: AtAccount, instance: string): Promise<Account>
}
