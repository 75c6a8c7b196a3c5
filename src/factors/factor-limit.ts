import type { AccountId } from '../domain/ids.js'
import { days, type Duration, type Instant } from '../domain/instant.js'
import type { AttemptCounter } from '../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'

/** How many wrong codes are too many. */
export interface FactorLimits {
  readonly perAccount: number
  readonly perAddress: number
  readonly window: Duration
}

/** Wrong codes for one account in a day: six digits would fall to whoever knows the password and has weeks. */
// check: codes-have-a-day’s-allowance
const PER_DAY = 30

/**
 * Limits the guessing of codes, by account and by address. Whoever gets here knows the password, so a try is taken from
 * the account's allowance before the code is looked at: guesses made at once cannot have more of them than guesses made
 * one by one. A right code gives all of them back.
 */
export interface FactorLimit {
  /** Takes one try; tells how many are left, or until when there is none. */
  take(account: AccountId, address: string): Promise<{ readonly left: number } | { readonly until: Instant }>
  /** The code was wrong: its address is counted too. */
  failed(address: string): Promise<void>
  succeeded(account: AccountId): Promise<void>
  /** Until when the account has no tries left; null while it has some. */
  pauseOf(account: AccountId): Promise<Instant | null>
}

export function createFactorLimit(counter: AttemptCounter, digest: KeyedDigest, limits: FactorLimits): FactorLimit {
  const addressKey = (address: string): string => `factor address ${digest.digest('factor-address', address)}`
  const allowances = (account: AccountId) => {
    const mark = digest.digest('factor-account', account)
    return [
      { key: `factor account ${mark}`, limit: limits.perAccount, window: limits.window },
      { key: `factor day ${mark}`, limit: PER_DAY, window: days(1) },
    ]
  }
  const usedUp = async (keys: readonly { readonly key: string; readonly limit: number }[]): Promise<Instant | null> => {
    const counts = await Promise.all(keys.map(async ({ key, limit }) => ({ ...(await counter.read(key)), limit })))
    const ends = counts.flatMap(({ count, limit, until }) => (count >= limit && until !== null ? [until] : []))
    return ends.length > 0 ? Math.max(...ends) : null
  }
  return {
    async take(account, address) {
      const own = allowances(account)
      // check: codes-are-limited-by-address
      const until = await usedUp([...own, { key: addressKey(address), limit: limits.perAddress }])
      if (until !== null) return { until }
      const counts = await Promise.all(own.map(({ key, window }) => counter.add(key, window)))
      const left = Math.min(...own.map(({ limit }, index) => limit - (counts[index] ?? limit)))
      // check: tries-of-codes-are-taken-first
      if (left >= 0) return { left }
      return { until: (await usedUp(own)) ?? 0 }
    },
    async failed(address) {
      await counter.add(addressKey(address), limits.window)
    },
    pauseOf: (account) => usedUp(allowances(account)),
    async succeeded(account) {
      await Promise.all(allowances(account).map(({ key }) => counter.clear(key)))
    },
  }
}
