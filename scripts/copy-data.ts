import { chmodSync, cpSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What the compiler does not carry from src to dist: files that are read beside the code. */
const DATA = new Set(['.xsd', '.txt', '.css', '.html', '.yaml'])

/** Copies the data files of one tree beside the compiled code of another, whose command it makes executable. */
export function copyData(from: string, to: string): void {
  // Has a build of its own: scripts/build-assets.ts.
  const assets = join(from, 'ui', 'assets')
  // Sent to browsers as it is.
  const phone = join(from, 'demo', 'phone', 'app')
  cpSync(from, to, {
    recursive: true,
    filter: (source) =>
      !source.startsWith(assets) &&
      (source.startsWith(phone) || statSync(source).isDirectory() || DATA.has(extname(source))),
  })
  // npm sets the bit when it links the package, and never again: each build makes the file anew.
  chmodSync(join(to, 'cli', 'servicekonto.js'), 0o755)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) copyData('src', 'dist')
