import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileString, Logger } from 'sass'
import { ASSETS_DIRECTORY, MANIFEST } from '../src/ui/assets.js'

/** Where the pages' own style sheet, script, icon and fonts lie. */
export const ASSET_SOURCES = fileURLToPath(new URL('../src/ui/assets/', import.meta.url))

const KERN = fileURLToPath(new URL('../node_modules/@kern-ux/native/src/scss/core/', import.meta.url))

/** KERN without grid, spacing and utility classes, which the pages do not use. */
const KERN_PARTS = ['global', 'tokens', 'layers', 'components', 'typography']

const KERN_NOTICE =
  '/*! Contains KERN-UX native styles, EUPL-1.2, https://gitlab.opencode.de/kern-ux/kern-ux-plain */\n'

/** Writes the files that the pages load, under names with a digest of their content, and the manifest of them. */
export function buildAssets(directory: string = ASSETS_DIRECTORY): void {
  mkdirSync(directory, { recursive: true })
  const manifest: Record<string, string> = {}
  const write = (name: string, body: Buffer): void => {
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 12)
    const file = `${basename(name, extname(name))}.${digest}${extname(name)}`
    writeFileSync(join(directory, file), body)
    manifest[name] = file
  }
  const fonts = readdirSync(join(ASSET_SOURCES, 'fonts')).filter((name) => name.endsWith('.woff2'))
  for (const font of fonts) write(font, readFileSync(join(ASSET_SOURCES, 'fonts', font)))
  for (const name of [
    'codes.js',
    'copy.js',
    'go-on.js',
    'icon.svg',
    'passkey.js',
    'session.js',
    'show-password.js',
    'submit.js',
    'wait.js',
  ]) {
    write(name, readFileSync(join(ASSET_SOURCES, name)))
  }
  write('pages.css', Buffer.from(styleSheet(manifest)))
  replaceManifest(directory, manifest)
}

/** One style sheet: KERN first, ours after it, fonts under their built names. */
function styleSheet(built: Readonly<Record<string, string>>): string {
  const kern = KERN_PARTS.map((part) => `@use '${part}';`).join('\n')
  const own = readFileSync(join(ASSET_SOURCES, 'app.css'), 'utf8').replace(
    /url\('fonts\/([^']+)'\)/g,
    (_whole, font: string) => `url('${builtName(built, font)}')`,
  )
  const options = { style: 'compressed', logger: Logger.silent } as const
  return (
    KERN_NOTICE +
    compileString(kern, { ...options, loadPaths: [KERN] }).css +
    compileString(own, { ...options, syntax: 'css' }).css
  )
}

function builtName(built: Readonly<Record<string, string>>, name: string): string {
  const file = built[name]
  if (!file) throw new TypeError(`app.css names a font that does not exist: ${name}`)
  return file
}

/** The manifest changes in one step, so that a reader never meets half of it; what it no longer names goes. */
function replaceManifest(directory: string, manifest: Readonly<Record<string, string>>): void {
  const draft = join(directory, `${MANIFEST}.${process.pid}`)
  writeFileSync(draft, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(draft, join(directory, MANIFEST))
  const kept = new Set([MANIFEST, ...Object.values(manifest)])
  for (const file of readdirSync(directory)) {
    if (!kept.has(file) && !file.startsWith(`${MANIFEST}.`)) rmSync(join(directory, file), { force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) buildAssets()
