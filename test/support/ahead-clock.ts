import type { Clock } from '../../src/domain/ports/clock.js'

/** This machine's time, and as much ahead of it as was said. */
export interface AheadClock extends Clock {
  pass(milliseconds: number): void
}

export function aheadClock(): AheadClock {
  let ahead = 0
  return { now: () => Date.now() + ahead, pass: (milliseconds) => void (ahead += milliseconds) }
}
