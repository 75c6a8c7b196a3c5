/** 15 January 2026, 09:00 UTC. */
export const START = Date.UTC(2026, 0, 15, 9, 0)

/** A clock that stands still until it is moved. */
export function movableClock(at = START) {
  let now = at
  return { now: () => now, pass: (duration: number) => (now += duration) }
}
