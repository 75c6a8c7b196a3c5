import { hours, minutes, type Duration } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** How long evidence of a level holds: since the proof, and since the citizen's last action. */
export interface LevelLimits {
  readonly age: Duration
  readonly idle: Duration
}

export type SessionLimits = Readonly<Record<TrustLevel, LevelLimits>>

/** The ceiling: TR-03160-1 table 2. A deployment goes downwards only. */
export const LONGEST_SESSION_LIMITS: SessionLimits = {
  basis: { age: hours(12), idle: minutes(60) },
  normal: { age: hours(12), idle: minutes(60) },
  substantiell: { age: hours(2), idle: minutes(30) },
  hoch: { age: minutes(30), idle: minutes(5) },
}

/** What is shipped, and holds where the config file says nothing. */
export const SHIPPED_SESSION_LIMITS: SessionLimits = {
  basis: { age: hours(12), idle: minutes(60) },
  normal: { age: hours(12), idle: minutes(60) },
  substantiell: { age: hours(2), idle: minutes(30) },
  hoch: { age: minutes(30), idle: minutes(5) },
}

/** After this time without an action no session proves anything, whatever a deployment has set. */
export const LONGEST_IDLE: Duration = Math.max(...Object.values(LONGEST_SESSION_LIMITS).map(({ idle }) => idle))
