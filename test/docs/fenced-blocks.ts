import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A block of code between fences. */
export interface FencedBlock {
  /** From the root of the project. */
  readonly page: string
  readonly line: number
  readonly language: string
  /** Without the fences, and without the indentation that a list gives it. */
  readonly text: string
}

/** Every page that people read: those of docs, and those at the root. */
export const PAGES: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].toSorted()

/** The blocks of a page, in order. */
export function blocksOf(page: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = []
  let open: {
    readonly indent: number
    readonly line: number
    readonly language: string
    readonly lines: string[]
  } | null = null
  for (const [index, line] of readFileSync(join(ROOT, page), 'utf8').split('\n').entries()) {
    const [, indent = '', language = ''] = /^( *)```(.*)$/.exec(line) ?? []
    if (!line.trimStart().startsWith('```')) open?.lines.push(line.slice(open.indent))
    else if (open === null) open = { indent: indent.length, line: index + 1, language, lines: [] }
    else {
      blocks.push({ page, line: open.line, language: open.language, text: open.lines.join('\n') })
      open = null
    }
  }
  return blocks
}

/** The one block of a page that has this text in it. */
export function blockWith(page: string, part: string): FencedBlock {
  const [found, ...others] = blocksOf(page).filter(({ text }) => text.includes(part))
  if (!found || others.length > 0) throw new Error(`${page} has ${others.length + (found ? 1 : 0)} blocks with ${part}`)
  return found
}
