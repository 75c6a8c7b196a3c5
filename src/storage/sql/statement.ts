import type { EntityManager } from 'typeorm'

/** One statement in SQL that both engines speak; its values are `$1`, `$2` …, each named once, in this order. */
export interface Statement {
  readonly text: string
  readonly values: readonly (string | number | null)[]
}

/** The statement as SQLite numbers its values. */
export const inSqlite = (text: string): string => text.replace(/\$\d+/g, '?')

/** Runs a statement within a transaction; its rows come as with `Database.ask`. */
export const runOn = (rows: EntityManager, { text, values }: Statement): Promise<Row[]> =>
  rows.query(rows.dataSource.options.type === 'postgres' ? text : inSqlite(text), [...values])

/** A row by the names of its columns, as the driver reads them; whoever takes it checks its shape. */
export type Row = Readonly<Record<string, unknown>>
