import type { Clock } from '../domain/ports/clock.js'

/** The time of this machine. */
export const systemClock: Clock = { now: () => Date.now() }
