import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { asMarkdown } from './measure/table.js'
import type { Chapter } from './parts/part.js'

export const REPORT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

const [BEGIN, END] = ['<!-- figures: begin, written by npm run bench -->', '<!-- figures: end -->']

/**
 * What stands between the marks is the bench's; the words around them are written by hand. Throws without the marks.
 */
export function withFigures(document: string, facts: readonly string[], chapters: readonly Chapter[]): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`${REPORT} lacks the marks that the figures go between`)
  const list = facts.map((fact) => `- ${fact}\n`).join('')
  const parts = chapters.map(({ title, text, table }) => `### ${title}\n\n${text}\n\n${asMarkdown(table)}`)
  return `${document.slice(0, from)}${BEGIN}\n\n${[list, ...parts].join('\n')}\n${document.slice(to)}`
}

export async function writeReport(facts: readonly string[], chapters: readonly Chapter[]): Promise<void> {
  if (!existsSync(REPORT)) throw new Error(`there is no ${REPORT}`)
  await writeFile(REPORT, withFigures(readFileSync(REPORT, 'utf8'), facts, chapters))
}
