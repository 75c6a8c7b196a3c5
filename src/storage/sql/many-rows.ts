import type { EntityManager, EntitySchema, EntitySchemaColumnOptions } from 'typeorm'
import { BrokerError } from '../../domain/error-catalogue.js'
import { runOn, type Statement } from './database.js'

type Value = Statement['values'][number]

/** What a JSON column is to hold, written as JSON before: in a transaction, others would wait for that. */
export class WrittenJson {
  readonly text: string

  constructor(value: unknown) {
    this.text = JSON.stringify(value)
  }
}

/** A row, some of whose JSON is written already. */
export type WithWritten<R> = { readonly [Name in keyof R]: R[Name] | WrittenJson }

/**
 * Adds rows in one statement, which TypeORM takes several times as long to write; at least one row, and as many as fit
 * (`inChunks`). `overwrite`: a row with the same key is replaced, else it must not be there.
 */
export async function writeRows<R extends object>(
  rows: EntityManager,
  { options: { name, columns } }: EntitySchema<R>,
  all: readonly WithWritten<R>[],
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  const stored = Object.entries<EntitySchemaColumnOptions | undefined>(columns).flatMap(([property, options]) =>
    options ? [{ property, options, column: `"${options.name ?? property}"` }] : [],
  )
  const names = stored.map(({ column }) => column)
  const key = stored.filter(({ options }) => options.primary).map(({ column }) => column)
  const replaced = names.map((each) => `${each} = excluded.${each}`)
  const conflict = overwrite ? ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${replaced.join(', ')}` : ''
  const places = all.map((_row, at) => placesOf(names.length, at * names.length))
  await runOn(rows, {
    text: `INSERT INTO "${name}" (${names.join(', ')}) VALUES ${places.join(', ')}${conflict}`,
    values: all.flatMap((row) => {
      const values = new Map<string, unknown>(Object.entries(row))
      return stored.map(({ property, options }) => storedValue(values.get(property), options))
    }),
  })
}

/** `($1, $2)`: so many places in a statement, after so many others. */
export const placesOf = (count: number, before = 0): string =>
  `(${Array.from({ length: count }, (_none, at) => `$${before + at + 1}`).join(', ')})`

/** A value as TypeORM would write it into its column (`columns.ts`). */
function storedValue(value: unknown, { type, transformer }: EntitySchemaColumnOptions): Value {
  if (value === null || value === undefined) return null
  if (value instanceof WrittenJson) return value.text
  if (type === 'simple-json') return JSON.stringify(value)
  const written: unknown = transformer && 'to' in transformer ? transformer.to(value) : value
  if (typeof written === 'boolean') return Number(written)
  if (typeof written === 'string' || typeof written === 'number') return written
  throw new BrokerError('internal', 'database: a value that no column holds')
}
