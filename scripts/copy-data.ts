import { chmodSync, cpSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

/** What the compiler does not carry from src to dist: files that are read beside the code. */
const DATA = new Set(['.xsd', '.txt', '.css', '.html', '.yaml'])

/** Has a build of its own: scripts/build-assets.ts. */
const ASSETS = join('src', 'ui', 'assets')

/** Sent to browsers as it is. */
const PHONE = join('src', 'demo', 'phone', 'app')

cpSync('src', 'dist', {
  recursive: true,
  filter: (source) =>
    !source.startsWith(ASSETS) &&
    (source.startsWith(PHONE) || statSync(source).isDirectory() || DATA.has(extname(source))),
})

// npm sets the bit when it links the package, and never again: each build makes the file anew.
chmodSync(join('dist', 'cli', 'servicekonto.js'), 0o755)
