import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { connectionFault, EMPTY_NAMES, globalFault, importFault, targetOf } from '../../eslint-rules/fences.js'
import { importCycles, type ImportGraph } from './import-cycles.js'
import { sourceFacts, type SourceFacts } from './source-facts.js'

/** Source files by their path relative to `src/`, with `/`. */
export type Sources = ReadonlyMap<string, string>

/** The source files in a folder. */
export const sourcesOf = (folder: string): Sources =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
  )

const MOST_LINES = 300

/** What is wrong with the shape of these sources, each in one line that begins with the file. */
export function violations(sources: Sources): readonly string[] {
  const facts = new Map([...sources].map(([file, text]) => [file, sourceFacts(file, text)]))
  return [
    ...[...facts].flatMap(([file, found]) => fenceFaults(file, found)),
    ...importCycles(graphOf(facts)).map((cycle) => `${cycle.join(' → ')}: a cycle`),
    ...[...sources].flatMap(([file, text]) => [...nameFaults(file), ...lengthFaults(file, text)]),
  ]
}

function fenceFaults(file: string, { imports, globals }: SourceFacts): string[] {
  const crossed = imports.flatMap(({ specifier, lazy, names, line }) => {
    const fault = importFault(file, specifier, lazy) ?? connectionFault(file, specifier, names)
    return fault === null ? [] : [`${file}:${String(line)}: ${fault}`]
  })
  const touched = globals.flatMap(({ name, line }) => {
    const fault = globalFault(file, name)
    return fault === null ? [] : [`${file}:${String(line)}: ${fault}`]
  })
  return [...crossed, ...touched]
}

function graphOf(facts: ReadonlyMap<string, SourceFacts>): ImportGraph {
  const byStem = new Map([...facts.keys()].map((file) => [file.replace(/\.tsx?$/, ''), file]))
  return new Map(
    [...facts].map(([file, { imports }]) => {
      const near = imports.filter(({ specifier, lazy }) => specifier.startsWith('.') && !lazy)
      return [file, near.flatMap(({ specifier }) => byStem.get(targetOf(file, specifier)) ?? [])]
    }),
  )
}

function nameFaults(file: string): string[] {
  const parts = file.replace(/\.tsx?$/, '').split('/')
  const kebab = parts.every((part) => /^_?[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
  const empty = parts.find((part) => EMPTY_NAMES.includes(part))
  return [
    ...(kebab ? [] : [`${file}: its path is not kebab-case`]),
    ...(empty === undefined ? [] : [`${file}: ${empty} says nothing of what it holds`]),
  ]
}

function lengthFaults(file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length
  return lines > MOST_LINES ? [`${file}: ${String(lines)} lines, more than ${String(MOST_LINES)}`] : []
}
