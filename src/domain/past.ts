import { minutes, type Instant } from './instant.js'

/** Nobody knows whose clock is right, so metadata that has just ended, or is being renewed, is still accepted. */
const CLOCK_SKEW = minutes(5)

/** True if an end of validity has passed, allowing for a few minutes between two clocks. */
export const isPast = (until: Instant | null, now: Instant): boolean => until !== null && until + CLOCK_SKEW <= now
