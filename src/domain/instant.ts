/** Milliseconds since 1970-01-01T00:00:00Z. The domain is handed the time, it never asks for it. */
export type Instant = number

/** A length of time in milliseconds. */
export type Duration = number

export const seconds = (count: number): Duration => count * 1000
export const minutes = (count: number): Duration => count * 60_000
export const hours = (count: number): Duration => count * 3_600_000
export const days = (count: number): Duration => count * 86_400_000

/**
 * How far apart the clocks of instances may be, and of the machine that a command runs on. Where one has written down a time
 * and another compares it with its own, that is allowed for.
 */
export const CLOCKS_APART: Duration = seconds(3)
