import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** What a copy does not take along: what is built, what is private, and what is installed. */
const LEFT = ['.git', 'coverage', 'data', 'dist', 'node_modules', 'scripts/node24/package/node_modules']

/**
 * A copy of the project in a new folder, whose packages are those of the project but for `better-sqlite3`'s compiled
 * part: that belongs to one version of Node, and one folder of packages cannot hold it twice.
 */
export function copyProject(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'node24-'))
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT.includes(relative(root, path)) })
  // Hard links take no time; where the two folders lie on different disks there can be none.
  const packages = [join(root, 'node_modules'), join(copy, 'node_modules')]
  if (spawnSync('cp', ['-al', ...packages]).status !== 0) {
    rmSync(join(copy, 'node_modules'), { recursive: true, force: true })
    cpSync(join(root, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  }
  rmSync(join(copy, 'node_modules/better-sqlite3/build'), { recursive: true, force: true })
  return copy
}
