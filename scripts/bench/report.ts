import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { asMarkdown } from './measure/table.js'
import { readLastRuns, sideBySide, writeLastRuns, type LastRuns, type Run } from './last-runs.js'

export const REPORT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

const [BEGIN, END] = ['<!-- figures: begin, written by npm run bench -->', '<!-- figures: end -->']

/**
 * What stands between the marks is the bench's, the last run of each Node; the words around them are written by hand.
 * Throws without the marks.
 */
export function withFigures(document: string, runs: LastRuns): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`${REPORT} lacks the marks that the figures go between`)
  const lists = Object.entries(runs).map(
    ([node, { facts }]) => `### The run with Node ${node}\n\n${facts.map((fact) => `- ${fact}\n`).join('')}`,
  )
  const parts = sideBySide(runs).map(({ title, text, table }) => `### ${title}\n\n${text}\n\n${asMarkdown(table)}`)
  return `${document.slice(0, from)}${BEGIN}\n\n${[...lists, ...parts].join('\n')}\n${document.slice(to)}`
}

/** Keeps a whole run as the last one of the Node that runs here, and writes the document anew. */
export async function writeReport(run: Run): Promise<void> {
  if (!existsSync(REPORT)) throw new Error(`there is no ${REPORT}`)
  const [node = ''] = process.versions.node.split('.')
  const runs = { ...readLastRuns(), [node]: run }
  writeLastRuns(runs)
  await writeFile(REPORT, withFigures(readFileSync(REPORT, 'utf8'), runs))
}
