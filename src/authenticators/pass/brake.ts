import { minutes } from '../../domain/instant.js'
import { PassProblem, type PassProblemCode } from '../../domain/pass-problem.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'

/** More than any phone fails, and than many do behind one address of a mobile network. */
const MOST_FAILURES = 100
const WINDOW = minutes(15)

/** What cost the house something and proves nothing. A citizen's own mistake, told to a right signature, counts nothing here. */
const COUNTED: ReadonlySet<PassProblemCode> = new Set<PassProblemCode>([
  'malformed',
  'unknown-link',
  'unpaired',
  'refused',
])

/** Runs what a phone asks, unless too much failed from its address. Failures alone are counted. */
export async function braked<T>(
  address: string,
  { attempts, digest }: { readonly attempts: AttemptCounter; readonly digest: KeyedDigest },
  work: () => Promise<T>,
): Promise<T> {
  const key = `pass address ${digest.digest('brake-address', address)}`
  const { count, until } = await attempts.read(key)
  if (count >= MOST_FAILURES && until !== null) throw new PassProblem('too-many', until)
  try {
    return await work()
  } catch (error) {
    if (error instanceof PassProblem && COUNTED.has(error.code)) await attempts.add(key, WINDOW)
    throw error
  }
}
