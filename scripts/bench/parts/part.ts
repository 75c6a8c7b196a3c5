import type { Table } from '../measure/table.js'
import type { BenchOptions } from '../options.js'
import type { Stores } from '../servers/stores.js'

/** What a part has to measure with. */
export interface Bench {
  readonly options: BenchOptions
  readonly stores: () => Promise<Stores>
  /** Tells how far it is. */
  readonly say: (line: string) => void
}

/** A heading, what the figures are, and the figures. */
export interface Chapter {
  readonly title: string
  readonly text: string
  readonly table: Table
}

export type RunPart = (bench: Bench) => Promise<readonly Chapter[]>
