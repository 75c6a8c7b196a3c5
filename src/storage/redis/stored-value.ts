import { z } from 'zod'
import type { ValueSeal } from '../../domain/ports/value-seal.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { type Duration, minutes } from '../../domain/instant.js'
import type { Log } from '../../domain/ports/log.js'

/** How values of one kind are written and read: sealed, and bound to the id under which they lie. */
export interface StoredValues<T extends { readonly id: string }> {
  write(value: T): string
  /**
   * What lies under an id, checked: Redis can be written by others, by another version, or be restored from a backup.
   * Null where nothing lies there, and where it does not open: that is told to the operator, and nobody can use it.
   * Throws `BrokerError('internal')`, naming the place and never a value, for what opens and has another shape.
   */
  read(id: T['id'], held: unknown): T | null
}

export interface StoredValueDeps {
  readonly seal: ValueSeal
  readonly log: Log
}

/** A wrong SECRET_KEY meets every value; one line a minute is enough to tell it. */
const TOLD_EVERY: Duration = minutes(1)

export function createStoredValues<T extends { readonly id: string }>(
  shape: z.ZodType<T>,
  what:
    | 'login'
    | 'session'
    | 'pass challenge'
    | 'pass pairing'
    | 'card inquiry'
    | 'logout'
    | 'artifact'
    | 'upstream answer',
  { seal, log }: StoredValueDeps,
): StoredValues<T> {
  let told = -Infinity
  const tell = (): void => {
    if (performance.now() - told < TOLD_EVERY) return
    told = performance.now()
    log.error('redis.sealed', {
      dependency: 'redis',
      detail: `a ${what} does not open: it was changed, or written with another SECRET_KEY; instances that share a Redis need the same one`,
    })
  }
  return {
    // check: what-lies-in-redis-is-sealed
    write: (value) => seal.seal(`${what} ${value.id}`, JSON.stringify(value)),
    read(id, held) {
      if (held === null) return null
      // check: what-is-not-sealed-is-absent
      const text = typeof held === 'string' ? seal.open(`${what} ${id}`, held) : null
      if (text === null) {
        tell()
        return null
      }
      const result = shape.safeParse(JSON.parse(text))
      if (result.success) return result.data
      const places = result.error.issues.map(({ path }) => path.join('.')).join(', ')
      throw new BrokerError('internal', `redis: a ${what} has an unexpected shape at ${places}`)
    },
  }
}

/** An answer of Redis, checked. */
export function checkedReply<T>(shape: z.ZodType<T>, reply: unknown): T {
  const result = shape.safeParse(reply)
  if (result.success) return result.data
  throw new BrokerError('internal', 'redis: an answer that no such command has')
}

/** What the scripts answer: whether they did it. */
export const done = (reply: unknown): boolean => checkedReply(z.union([z.literal(0), z.literal(1)]), reply) === 1
