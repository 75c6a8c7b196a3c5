import { days, type Duration, type Instant } from '../domain/instant.js'

/** The day as YYYY-MM-DD, in UTC. */
export const dayOf = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10)

/** Whole days: `1 day`, `28 days`. */
export const dayCount = (duration: Duration): string => counted(Math.max(0, Math.floor(duration / days(1))))

/** So many days, in words. */
export const counted = (count: number): string => `${count} day${count === 1 ? '' : 's'}`

/** The instant as ISO 8601, in UTC; null stays null. */
export const timeOf = (instant: Instant | null): string | null =>
  instant === null ? null : new Date(instant).toISOString()
