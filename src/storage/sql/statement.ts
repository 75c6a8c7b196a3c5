/** One statement in SQL that both engines speak; its values are `$1`, `$2` …, each named once, in this order. */
export interface Statement {
  readonly text: string
  readonly values: readonly (string | number | null)[]
}

/** A row by the names of its columns, as the driver reads them; whoever takes it checks its shape. */
export type Row = Readonly<Record<string, unknown>>
