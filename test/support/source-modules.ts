import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url))

/** Paths of the source files, relative to `src/`, whose path fits; sorted. */
export const sourcePaths = (fits: RegExp): readonly string[] =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => fits.test(path))
    .sort()

/** The text of a source file. */
export const sourceText = (path: string): string => readFileSync(`${SOURCES}${path}`, 'utf8')

/** What the module of a source file exports, by name. */
export async function exportsOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  const module: Readonly<Record<string, unknown>> = await import(new URL(`../../src/${path}`, import.meta.url).href)
  return module
}
