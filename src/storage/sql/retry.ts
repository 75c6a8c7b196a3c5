import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Duration } from '../../domain/instant.js'
import { driverError } from './faults.js'
import { isCollision } from './postgres-faults.js'
import { createTurns } from './database.js'

/** Runs `work`, and again from its start while other writers come in between. */
export type Retry = <T>(work: () => Promise<T>) => Promise<T>

/** The longest pause before work that collided begins again. */
const LONGEST_PAUSE_MS = 100

/**
 * Whoever has collided waits for its turn among its own kind in this process: so many at once are not in each other's
 * way again and again. After `patience` the collision itself is thrown.
 */
export function createRetry(patience: Duration): Retry {
  const inTurn = createTurns()
  return async (work) => {
    const end = performance.now() + patience
    const again = (error: unknown): boolean => isCollision(driverError(error)) && performance.now() < end
    try {
      return await work()
    } catch (error) {
      if (!again(error)) throw error
    }
    return inTurn(() => insist(work, again))
  }
}

async function insist<T>(work: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> {
  for (let pause = 2; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!again(error)) throw error
    }
    await sleep(randomInt(1, pause + 1))
  }
}
