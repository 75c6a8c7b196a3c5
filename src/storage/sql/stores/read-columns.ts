import { z } from 'zod'

// Columns as `Database.ask` gives them, as the values that `columns.ts` says they hold.

/** A `json` column. */
export const storedJson = <T>(shape: z.ZodType<T>) => z.string().transform(parsed).pipe(shape)

/** A `time` column as an Instant. */
export const storedTime = z.iso.datetime().transform((text) => Date.parse(text))

/** A `flag` column: SQLite keeps numbers. */
export const storedFlag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean)

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' })
    return z.NEVER
  }
}
