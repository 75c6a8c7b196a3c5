import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Check } from './check.js'
import { fileOf, markersOf } from './markers.js'
import { withoutCheck } from './mutate.js'

/** A copy of the tree that tests can run in, away from the one that people work in. */
export interface WorkTree {
  readonly root: string
  /** Takes a check out while `work` runs, and puts it back. */
  without<T>(check: Check, work: () => Promise<T>): Promise<T>
  remove(): void
}

/** What tests read; `dist/ui` holds the built style sheet and fonts. */
const COPIED = [
  'src',
  'test',
  'scripts',
  'config',
  'docs',
  'package.json',
  'tsconfig.json',
  'dist/ui',
  '.prettierrc.json',
]

/** What is installed below a copied folder, as the Node of scripts/node24, is large and is not looked at. */
const isOurs = (path: string): boolean => basename(path) !== 'node_modules'

export function copyOf(root: string): WorkTree {
  const copy = mkdtempSync(join(tmpdir(), 'mutation-'))
  for (const path of COPIED) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), { recursive: true, filter: isOurs })
  }
  const markers = markersOf(copy)
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return {
    root: copy,
    async without(check, work) {
      const file = join(copy, fileOf(check, markers))
      const original = readFileSync(file, 'utf8')
      writeFileSync(file, withoutCheck(original, check, file))
      try {
        return await work()
      } finally {
        writeFileSync(file, original)
      }
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  }
}
