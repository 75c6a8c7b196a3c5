/** How often a change is made at most: far more than act on one thing at one moment. */
const MOST_TRIES = 10

/** What a try says that another was faster than: nothing was written. */
export const OVERTAKEN = Symbol('overtaken')

/**
 * The one rule for every change that is compared and set: `attempt` reads, decides and writes, and does so again from
 * its start while others are faster, since the decision may be another one then. Where they keep being faster the result
 * is what `exhausted` gives, or throws.
 */
export async function changeAgain<Result>(
  attempt: () => Promise<Result | typeof OVERTAKEN>,
  exhausted: () => Result,
): Promise<Result> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await attempt()
    if (result !== OVERTAKEN) return result
  }
  return exhausted()
}
