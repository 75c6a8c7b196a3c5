import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Chapter } from './parts/part.js'

const chapter = z.object({
  title: z.string(),
  text: z.string(),
  table: z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())) }),
})

/** A whole run, as it is kept: with what it was measured on. */
const run = z.object({ facts: z.array(z.string()), chapters: z.array(chapter) })

export interface Run {
  readonly facts: readonly string[]
  readonly chapters: readonly Chapter[]
}

/** The last whole run of each major version of Node. */
export type LastRuns = Readonly<Record<string, Run>>

export const LAST_RUNS = fileURLToPath(new URL('./last-runs.json', import.meta.url))

export const readLastRuns = (path = LAST_RUNS): LastRuns =>
  existsSync(path) ? z.record(z.string(), run).parse(JSON.parse(readFileSync(path, 'utf8'))) : {}

export const writeLastRuns = (runs: LastRuns, path = LAST_RUNS): void =>
  writeFileSync(path, `${JSON.stringify(runs, null, 2)}\n`)

/**
 * The chapters of several runs as one list, in the order in which the first of them has them: each row of a table is
 * followed by the same row of the next Node, which its first column names.
 */
export function sideBySide(runs: LastRuns): readonly Chapter[] {
  const nodes = Object.keys(runs)
  const titles = new Set(nodes.flatMap((node) => runs[node]?.chapters.map(({ title }) => title) ?? []))
  return [...titles].flatMap((title) => {
    const found = nodes.flatMap((node) =>
      (runs[node]?.chapters ?? []).filter((each) => each.title === title).map((each) => ({ node, ...each })),
    )
    const [first] = found
    if (!first) return []
    // Rows of another version of the benchmark, with other columns, are told below the others.
    const alike = found.filter(({ table }) => String(table.headings) === String(first.table.headings))
    const others = found.filter((each) => !alike.includes(each))
    return [joined(alike), ...others.map((each) => joined([each]))]
  })
}

function joined(chapters: readonly (Chapter & { readonly node: string })[]): Chapter {
  const [{ title, text, table } = { title: '', text: '', table: { headings: [], rows: [] } }] = chapters
  const length = Math.max(...chapters.map((each) => each.table.rows.length))
  const rows = Array.from({ length }, (_none, at) =>
    chapters.flatMap((each) => (each.table.rows[at] ? [[each.node, ...each.table.rows[at]]] : [])),
  ).flat()
  return { title, text, table: { headings: ['Node', ...table.headings], rows } }
}
