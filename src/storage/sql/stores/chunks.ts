/** Rows in one statement: SQLite takes 32,766 values, PostgreSQL 65,535. */
const ROWS = 500

/** The list in pieces that fit in one statement. */
export function* inChunks<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += ROWS) yield list.slice(start, start + ROWS)
}
