import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { accountId, entityId, methodId, tenantId } from '../../../domain/ids.js'
import { TRUST_LEVELS } from '../../../domain/trust-level.js'

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

// Columns as `Database.ask` gives them, as the values that `../columns.ts` says they hold.

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

/** The parts that several tables share. */
export const trustLevel = z.enum(TRUST_LEVELS)
export const instant = z.number()
export const accountIdShape = z.string().transform(accountId)
export const entityIdShape = z.string().transform(entityId)
export const methodIdShape = z.string().transform(methodId)
export const tenantIdShape = z.string().transform(tenantId)

/** Rows in one statement: SQLite takes 32,766 values, PostgreSQL 65,535. */
const ROWS = 500

/** The list in pieces that fit in one statement. */
export function* inChunks<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += ROWS) yield list.slice(start, start + ROWS)
}

/** So many are written or read in one turn of the event loop: others wait for no more than these. */
const AT_ONCE = 100

/**
 * Does `work` to the list piece by piece, in order; between two pieces whoever waits for the event loop goes on, as SQLite
 * answers in its thread.
 */
export async function inPieces<T>(list: readonly T[], work: (piece: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < list.length; start += AT_ONCE) {
    if (start > 0) await setImmediate()
    await work(list.slice(start, start + AT_ONCE))
  }
}

/** PostgreSQL's text holds every character but U+0000; what was never stored need not be asked for. */
export const isStorable = (text: string): boolean => !text.includes('\0')

/**
 * For rows of one moment, by code units: the same on every database. In SQL, SQLite orders text by bytes and PostgreSQL as
 * the locale has it that the database was made with.
 */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
