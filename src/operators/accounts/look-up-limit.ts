import type { OperatorId } from '../../domain/ids.js'
import { hours, type Instant } from '../../domain/instant.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'

/** So many accounts one operator looks up in an hour: enough for a hotline, too few to go through a town. */
export const LOOK_UPS = { most: 60, window: hours(1) } as const

/**
 * Takes one look-up of this operator, whether it will find somebody or not; until when there is none left, or null. All
 * instances count together.
 */
export async function takeLookUp(
  operator: OperatorId,
  attempts: Pick<AttemptCounter, 'add' | 'read'>,
): Promise<Instant | null> {
  const key = `operator look-ups ${operator}`
  // check: look-ups-of-accounts-are-limited
  if ((await attempts.add(key, LOOK_UPS.window)) <= LOOK_UPS.most) return null
  return (await attempts.read(key)).until ?? 0
}
