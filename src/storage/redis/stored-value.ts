import { z } from 'zod'
import { BrokerError } from '../../domain/errors.js'

/**
 * What lies under a key, checked: Redis can be written by others, by another version, or be restored from a backup.
 * Null where nothing lies there. Throws `BrokerError('internal')` that names the place, never a value.
 */
export function storedValue<T extends { readonly id: string }>(
  shape: z.ZodType<T>,
  held: unknown,
  id: string,
  what: string,
): T | null {
  if (held === null) return null
  const result = shape.safeParse(parsed(held))
  if (!result.success) {
    const places = result.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new BrokerError('internal', `redis: a ${what} has an unexpected shape at ${places}`)
  }
  if (result.data.id !== id) throw new BrokerError('internal', `redis: a ${what} lies under another one's key`)
  return result.data
}

/** An answer of Redis, checked. */
export function checkedReply<T>(shape: z.ZodType<T>, reply: unknown): T {
  const result = shape.safeParse(reply)
  if (result.success) return result.data
  throw new BrokerError('internal', 'redis: an answer that no such command has')
}

/** What the scripts answer: whether they did it. */
export const done = (reply: unknown): boolean => checkedReply(z.union([z.literal(0), z.literal(1)]), reply) === 1

function parsed(held: unknown): unknown {
  try {
    return typeof held === 'string' ? JSON.parse(held) : undefined
  } catch {
    return undefined
  }
}
