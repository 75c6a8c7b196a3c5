import { cpSync } from 'node:fs'
import { extname } from 'node:path'

/** What the compiler does not carry from src to dist: files that are read beside the code. */
const DATA = new Set(['.xsd', '.txt', '.css', '.html', '.yaml'])

cpSync('src', 'dist', {
  recursive: true,
  filter: (source) => extname(source) === '' || DATA.has(extname(source)),
})
