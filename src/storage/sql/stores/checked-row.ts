import type { z } from 'zod'
import { BrokerError } from '../../../domain/errors.js'

/**
 * What a row holds, checked: a database can be edited by hand, restored, or written by another version.
 * Throws `BrokerError('internal')` that names table, key and place, never a value.
 */
export function checkedRow<T>(shape: z.ZodType<T>, row: unknown, where: string): T {
  const result = shape.safeParse(row)
  if (result.success) return result.data
  const places = result.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new BrokerError('internal', `database: ${where} has an unexpected shape at ${places}`)
}
