import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { REMOVED, type Check } from './check.js'
import { markersIn, markersOf } from './markers.js'

/** So far behind its marker the text of a check may stand, in lines. */
const REACH = 30

/** The text of `file` with the check taken out. Throws Error if its marker, or its text behind it, is not found once. */
export function withoutCheck(source: string, { name, change }: Check, file = 'x.ts'): string {
  const own = markersIn(source).filter((marker) => marker.name === name)
  const [marker] = own
  if (!marker || own.length > 1) throw new Error(`${name}: its marker stands ${own.length} times, not once`)
  if (change === REMOVED) return withoutStatement(file, source, name, marker.behind)
  const reach = source.slice(marker.behind).split('\n', REACH).join('\n').length
  const at = source.indexOf(change.find, marker.behind)
  if (at < 0 || at > marker.behind + reach) {
    throw new Error(`${name}: its text does not stand behind its marker; bring scripts/mutation/checks up to date`)
  }
  return source.slice(0, at) + change.without + source.slice(at + change.find.length)
}

/** Of nested statements that begin there the outermost one. */
function withoutStatement(path: string, source: string, name: string, behind: number): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const first = firstStatement(file, file, behind)
  if (!first) throw new Error(`${name}: no statement stands behind its marker`)
  return source.slice(0, first.getStart(file)) + source.slice(first.end)
}

function firstStatement(node: ts.Node, file: ts.SourceFile, behind: number): ts.Node | undefined {
  if (node.end <= behind) return undefined
  if (ts.isStatement(node) && !ts.isBlock(node) && node.getStart(file) >= behind) return node
  return ts.forEachChild(node, (child) => firstStatement(child, file, behind))
}

/** What is wrong with the list itself as the tree stands now, one line each. */
export function faultsOf(checks: readonly Check[], root: string): readonly string[] {
  const markers = markersOf(root)
  const names = new Set(checks.map(({ name }) => name))
  const twice = checks.filter(({ name }, index) => checks.findIndex((each) => each.name === name) !== index)
  return [
    ...twice.map(({ name }) => `${name}: there are two checks of this name`),
    ...[...markers.keys()].filter((name) => !names.has(name)).map((name) => `${name}: marked, but on no list`),
    ...checks.flatMap((check) => faultOf(check, root, markers)),
  ]
}

function faultOf(check: Check, root: string, markers: ReturnType<typeof markersOf>): readonly string[] {
  const own = markers.get(check.name) ?? []
  const [marker] = own
  if (!marker || own.length > 1) return [`${check.name}: its marker stands ${own.length} times below src, not once`]
  try {
    withoutCheck(marker.source, check, marker.file)
    for (const test of check.tests) readFileSync(join(root, test), 'utf8')
    return []
  } catch (error) {
    return [`${marker.file}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
