import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OperatorError } from '../domain/operator-error.js'

/** The files that pages load, under names that hold a digest of their content. */
export interface Assets {
  /** Path of a file by its plain name, for instance `pages.css`. Throws for a name that was not built. */
  url(name: string): string
  /** By path, for instance `/assets/pages.1a2b3c4d.css`. */
  readonly files: ReadonlyMap<string, { readonly body: Buffer; readonly type: string }>
}

/** Where `scripts/build-assets.ts` writes them; the same whether this runs from `src` or from `dist`. */
export const ASSETS_DIRECTORY = fileURLToPath(new URL('../../dist/ui/assets/', import.meta.url))

export const MANIFEST = 'manifest.json'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Reads the built files once. Throws `OperatorError` if they were never built. */
export function loadAssets(directory: string = ASSETS_DIRECTORY): Assets {
  const paths = new Map<string, string>()
  const files = new Map<string, { body: Buffer; type: string }>()
  for (const [name, file] of readManifest(directory)) {
    const path = `/assets/${file}`
    paths.set(name, path)
    files.set(path, {
      body: readFileSync(join(directory, file)),
      type: TYPES[extname(file)] ?? 'application/octet-stream',
    })
  }
  return {
    files,
    url(name) {
      const path = paths.get(name)
      if (!path) throw new TypeError(`No asset is called ${name}`)
      return path
    },
  }
}

function readManifest(directory: string): readonly [string, string][] {
  const manifest: unknown = JSON.parse(readText(join(directory, MANIFEST)))
  if (typeof manifest !== 'object' || manifest === null) throw new TypeError(`${MANIFEST} is not a manifest`)
  return Object.entries(manifest).map(([name, file]: [string, unknown]) => {
    if (typeof file !== 'string') throw new TypeError(`${MANIFEST} is not a manifest`)
    return [name, file]
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new OperatorError('assets-not-built', `${path} is missing: run "npm run build" first`, { cause })
  }
}
