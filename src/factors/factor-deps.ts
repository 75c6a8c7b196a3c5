import type { ValueSeal } from '../domain/ports/value-seal.js'
import type { AccountId } from '../domain/ids.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'
import type { SecondFactors } from '../domain/ports/second-factors.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { FactorLimit } from './factor-limit.js'
import type { Passkeys } from './passkeys.js'

/** What the password's second factors work with, at a login and at their set-up. */
export interface FactorDeps {
  /** The level of a login with password and second factor, never below that of the password alone. */
  readonly level: TrustLevel
  readonly factors: SecondFactors
  readonly limit: FactorLimit
  readonly passkeys: Passkeys
  readonly replay: ReplayCache
  readonly digest: KeyedDigest
  readonly random: Random
  /** For the secrets of code apps, as they are stored. */
  readonly secrets: ValueSeal
  /** For what a page carries from one form to the next. */
  readonly pages: ValueSeal
}

/** Where the secret of an account's code app opens. */
export const secretPlace = (account: AccountId): string => `totp ${account}`
