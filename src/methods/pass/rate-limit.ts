import { minutes } from '../../domain/instant.js'
import { PassProblem, type PassProblemCode } from './pass-problem.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'

/** More failures than any phone has, and than many have behind one address of a mobile network. */
const MOST_FAILURES = 100
const WINDOW = minutes(15)

/**
 * The problems that cost the broker something and prove nothing. A citizen's own mistake, told to a right signature,
 * does not count here.
 */
const COUNTED: ReadonlySet<PassProblemCode> = new Set<PassProblemCode>([
  'malformed',
  'unknown-link',
  'unpaired',
  'refused',
])

/**
 * Runs what a phone asks, unless too many requests from its address failed. Only failures count, but each request is
 * taken from the allowance before it is looked at, so that guesses made at once get no larger allowance than guesses
 * one by one.
 */
export async function limited<T>(
  address: string,
  { attempts, digest }: { readonly attempts: AttemptCounter; readonly digest: KeyedDigest },
  work: () => Promise<T>,
): Promise<T> {
  const key = `pass address ${digest.digest('brake-address', address)}`
  // check: phones-that-fail-at-once-share-one-allowance
  const isOpen = (await attempts.add(key, WINDOW)) <= MOST_FAILURES
  let failed = false
  try {
    // check: phones-that-fail-too-often-are-limited
    if (!isOpen) throw new PassProblem('too-many', (await attempts.read(key)).until)
    return await work()
  } catch (error) {
    failed = error instanceof PassProblem && COUNTED.has(error.code)
    throw error
  } finally {
    if (!failed) await attempts.takeBack(key)
  }
}
