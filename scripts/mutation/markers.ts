import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Check } from './check.js'

/** Where in the tree a check stands. */
export interface Marker {
  /** Path from the root of the repository. */
  readonly file: string
  /** The file's text. */
  readonly source: string
  /** Behind the marker's line. */
  readonly behind: number
}

const MARKER = /^[ \t]*(?:[?:] )?(?:\/\/|\{?\/\*) check: (\S+)[^\n]*\n/gm

/** The markers in a text, each with the place behind its line. */
export const markersIn = (source: string): readonly { readonly name: string; readonly behind: number }[] =>
  [...source.matchAll(MARKER)].map((found) => ({ name: found[1] ?? '', behind: found.index + found[0].length }))

/** Path from the root of the repository of the file that makes the check. Throws Error where none does. */
export function fileOf({ name }: Check, markers: ReadonlyMap<string, readonly Marker[]>): string {
  const [marker] = markers.get(name) ?? []
  if (!marker) throw new Error(`${name}: it is marked nowhere below src`)
  return marker.file
}

/** Every marker below `src/`, by the name of its check; more than one where a name stands twice. */
export function markersOf(root: string): ReadonlyMap<string, readonly Marker[]> {
  const markers = new Map<string, Marker[]>()
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const source = readFileSync(path, 'utf8')
    const file = relative(root, path)
    for (const { name, behind } of markersIn(source)) {
      markers.set(name, [...(markers.get(name) ?? []), { file, source, behind }])
    }
  }
  return markers
}
