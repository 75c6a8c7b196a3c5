import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyPair } from '../../src/demo/portal/key-pair.js'

/** A temporary folder of a service provider: Apache's children, another user, may read it too. */
export interface InteropFolder {
  readonly path: string
  /** Writes a file and gives its path. */
  write(name: string, content: string): string
  /** Makes a key and its certificate; gives the paths of both. */
  keyPair(name: string): { readonly key: string; readonly certificate: string }
  remove(): void
}

export const createInteropFolder = (name: string): InteropFolder => {
  const path = mkdtempSync(join(tmpdir(), `servicekonto-${name}-`))
  chmodSync(path, 0o755)
  const write = (file: string, content: string): string => {
    const target = join(path, file)
    writeFileSync(target, content)
    return target
  }
  return {
    path,
    write,
    keyPair: (file) => {
      const pair = createKeyPair(file)
      return { key: write(`${file}.key`, pair.privateKey), certificate: write(`${file}.crt`, pair.certificate) }
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
