import type { Duration, Instant } from '../../domain/instant.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import { normalizePassword } from '../../domain/password-policy.js'
import { usernameKey } from '../../domain/username.js'

/** How many failed proofs are too many within one window. */
export interface RateLimitSettings {
  readonly perName: number
  readonly perAddress: number
  /** Failures of one password with different names, from anywhere (password spraying). */
  readonly perPassword: number
  readonly window: Duration
}

/** One attempt to log in, as typed. */
export interface Attempt {
  readonly username: string
  readonly password: string
  readonly address: string
}

/**
 * Counts failed proofs alone, by name as typed, by address, and by password over different names (CONTRACT: 10 per name
 * and 30 per address). Names that exist and names that do not are counted alike.
 */
export interface RateLimits {
  /**
   * The time until which the attempt is limited, or null. It is asked before the proof and again after it, so that
   * guesses made at once share one allowance.
   */
  limitedUntil(attempt: Attempt): Promise<Instant | null>
  /**
   * Counts a failure. Returns how many tries the name has left; `limitedUntil` if there is none, or this attempt was
   * already beyond a limit, as happens to guesses made at once (`isBeyond`).
   */
  failed(
    attempt: Attempt,
  ): Promise<{ readonly left: number; readonly limitedUntil: Instant | null; readonly isBeyond: boolean }>
  /** Forgets the failures of a name whose owner has logged in; those of the address stay. */
  succeeded(attempt: Attempt): Promise<void>
}

export function createRateLimits(counter: AttemptCounter, digest: KeyedDigest, limits: RateLimitSettings): RateLimits {
  const keysOf = ({ username, password, address }: Attempt) => {
    // check: names-are-limited-in-any-spelling
    const name = digest.digest('brake-name', usernameKey(username))
    return {
      name: `brake name ${name}`,
      address: `brake address ${digest.digest('brake-address', address)}`,
      password: `brake password ${digest.digest('brake-password', normalizePassword(password))}`,
      member: name,
    }
  }
  const limitedUntil = async (attempt: Attempt): Promise<Instant | null> => {
    const keys = keysOf(attempt)
    const counts = await Promise.all([
      // check: names-are-limited
      counter.read(keys.name).then((each) => ({ ...each, limit: limits.perName })),
      // check: addresses-are-limited
      counter.read(keys.address).then((each) => ({ ...each, limit: limits.perAddress })),
      // check: sprayed-passwords-are-limited
      counter.read(keys.password).then((each) => ({ ...each, limit: limits.perPassword })),
    ])
    const over = counts.flatMap(({ count, limit, until }) => (count >= limit && until !== null ? [until] : []))
    return over.length > 0 ? Math.max(...over) : null
  }
  return {
    limitedUntil,
    async failed(attempt) {
      const keys = keysOf(attempt)
      const [name, address, password] = await Promise.all([
        counter.add(keys.name, limits.window),
        counter.add(keys.address, limits.window),
        // check: one-repeated-mistake-is-no-spraying
        counter.add(keys.password, limits.window, keys.member),
      ])
      const isBeyond = name > limits.perName || address > limits.perAddress || password > limits.perPassword
      const left = Math.max(0, limits.perName - name)
      // The pause that begins is said at once, not at the next try.
      return { left, limitedUntil: isBeyond || left === 0 ? await limitedUntil(attempt) : null, isBeyond }
    },
    // check: the-address-is-not-cleared
    succeeded: (attempt) => counter.clear(keysOf(attempt).name),
  }
}
