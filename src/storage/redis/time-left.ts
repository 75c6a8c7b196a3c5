import type { Duration } from '../../domain/instant.js'

/**
 * A time to live as Redis takes it (PX). Always the time from now on by the broker's clock, never a date: Redis counts
 * it down by its own clock then, which is one for all instances, and need not agree with any of theirs.
 */
export const timeLeft = (time: Duration): string => String(Math.max(1, Math.ceil(time)))
