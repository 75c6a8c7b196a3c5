import type { Database } from '../../../../src/storage/sql/database.js'

/** What a test may choose when it opens a database, on either engine. */
export interface OpenOptions {
  /** The steps of the schema. */
  readonly migrations?: readonly (new () => object)[]
  /** How long to wait for others. */
  readonly patience?: number
}

/** A database without a schema that several can open; gone with `close`, which closes those that were opened too. */
export interface SqlPlace {
  open(options?: OpenOptions): Promise<Database>
  close(): Promise<void>
}
