import { days, minutes, type Instant } from '../../domain/instant.js'
import { networkOf } from '../../domain/network-of.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import { usernameKey } from '../../domain/username.js'

/** Failed proofs of a name, and of an address, within one window. */
const LIMITS = { perName: 10, perAddress: 30, window: minutes(15) } as const

/** Wrong codes of a name in a day: six digits would fall to whoever knows the password and has weeks. */
const CODES_A_DAY = 30

/** Who tries to sign in, as typed, and from where. */
export interface SignInAttempt {
  readonly username: string
  readonly address: string
  /** What is tried. Whoever tries codes or passkeys knows the password. */
  readonly proof: 'password' | 'code' | 'passkey'
}

/**
 * Limits failed proofs of operators by password, code and passkey alike: one allowance for a name, whether it exists or not, and one
 * for an address, or for the network that one subscriber has. A try is taken before the proof, so that guesses made at once share it; what was no failure is given
 * back.
 */
export interface SignInLimit {
  /** Takes one try; until when there is none, or null. */
  take(attempt: SignInAttempt): Promise<Instant | null>
  /** It was right: the try is given back. */
  giveBack(attempt: SignInAttempt): Promise<void>
  /** The operator is signed in: the name begins anew. */
  clear(attempt: SignInAttempt): Promise<void>
}

export function createSignInLimit(counter: AttemptCounter, digest: KeyedDigest): SignInLimit {
  const nameOf = ({ username }: SignInAttempt): string => digest.digest('operator-name', usernameKey(username))
  const nameKey = (attempt: SignInAttempt): string => `operator name ${nameOf(attempt)}`
  const keysOf = (attempt: SignInAttempt) => [
    // check: operators-names-are-limited
    { key: nameKey(attempt), limit: LIMITS.perName, window: LIMITS.window },
    // check: operators-addresses-are-limited
    {
      key: `operator address ${digest.digest('operator-address', networkOf(attempt.address))}`,
      limit: LIMITS.perAddress,
      window: LIMITS.window,
    },
    // check: operators-codes-have-a-day’s-allowance
    ...(attempt.proof === 'code'
      ? [{ key: `operator codes ${nameOf(attempt)}`, limit: CODES_A_DAY, window: days(1) }]
      : []),
  ]
  return {
    async take(attempt) {
      const counts = await Promise.all(
        keysOf(attempt).map(async ({ key, limit, window }) => ({
          key,
          isOver: (await counter.add(key, window)) > limit,
        })),
      )
      const ends = await Promise.all(counts.filter(({ isOver }) => isOver).map(({ key }) => counter.read(key)))
      return ends.length === 0 ? null : Math.max(...ends.map(({ until }) => until ?? 0))
    },
    giveBack: async (attempt) => {
      await Promise.all(keysOf(attempt).map(({ key }) => counter.takeBack(key)))
    },
    clear: (attempt) => counter.clear(nameKey(attempt)),
  }
}
