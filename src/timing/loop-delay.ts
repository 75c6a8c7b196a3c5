import type { Duration } from '../domain/instant.js'

const LOOK_EVERY: Duration = 50

let expectedAt = 0
let lastDelay: Duration = 0

/**
 * How late the event loop of this process is: as long as this, what arrives lies unread. Also within one long turn of
 * the loop. It is looked at from the first call on.
 */
export function loopDelay(): Duration {
  const now = performance.now()
  if (expectedAt === 0) {
    expectedAt = now + LOOK_EVERY
    setInterval(look, LOOK_EVERY).unref()
  }
  return Math.max(lastDelay, now - expectedAt)
}

function look(): void {
  const now = performance.now()
  lastDelay = Math.max(0, now - expectedAt)
  expectedAt = now + LOOK_EVERY
}
