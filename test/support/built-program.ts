import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DIST = join(ROOT, 'dist')
const PROGRAM = join(DIST, 'cli/servicekonto.js')

let fresh = false

/** The command line as operators run it, or another program; built first if it is missing or older than its sources. */
export function builtProgram(path = 'cli/servicekonto.js'): string {
  if (!fresh && !isFresh()) execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'pipe' })
  fresh = true
  return join(DIST, path)
}

function isFresh(): boolean {
  if (!existsSync(PROGRAM)) return false
  const built = statSync(PROGRAM).mtimeMs
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  return sources.every((file) => statSync(join(ROOT, 'src', file)).mtimeMs <= built)
}
