import { z } from 'zod'
import { BrokerError } from '../../../domain/errors.js'

// Columns as `Database.ask` gives them, as the values that `columns.ts` says they hold.

/** A `json` column. */
export const storedJson = <T>(shape: z.ZodType<T>) => z.string().transform(parsed).pipe(shape)

/** A `time` column as an Instant. */
export const storedTime = z.iso.datetime().transform((text) => Date.parse(text))

/** A `flag` column: SQLite keeps numbers. */
export const storedFlag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean)

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

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' })
    return z.NEVER
  }
}
