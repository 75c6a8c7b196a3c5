import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ASSET_SOURCES, buildAssets } from '../../scripts/build-assets.js'
import { ASSETS_DIRECTORY, loadAssets, MANIFEST, type Assets } from '../../src/ui/assets.js'

let loaded: Assets | null = null

/** The assets as the broker serves them; built first if they are missing or older than their sources. */
export function builtAssets(): Assets {
  if (!loaded) {
    if (!areFresh()) buildAssets()
    loaded = loadAssets()
  }
  return loaded
}

function areFresh(): boolean {
  const manifest = join(ASSETS_DIRECTORY, MANIFEST)
  if (!existsSync(manifest)) return false
  const built = statSync(manifest).mtimeMs
  const script = new URL('../../scripts/build-assets.ts', import.meta.url)
  const sources = readdirSync(ASSET_SOURCES, { recursive: true, encoding: 'utf8' }).map((file) =>
    join(ASSET_SOURCES, file),
  )
  return [script, ...sources].every((source) => statSync(source).mtimeMs <= built)
}
