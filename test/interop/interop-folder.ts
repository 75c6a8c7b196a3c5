import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createKeyPair } from '../../src/demo/portal/key-pair.js'

/** A temporary folder of a service provider: Apache's children, another user, may read it too. */
export interface InteropFolder {
  readonly path: string
  /** Writes a file, and the folders above it; gives its path. */
  write(name: string, content: string): string
  /** Makes a folder that every user may write to; gives its path. */
  shared(name: string): string
  /** Makes a key and its certificate; gives the paths of both. */
  keyPair(name: string): { readonly key: string; readonly certificate: string }
  /** The end of a log in it; empty when there is none. */
  log(name: string): string
  remove(): void
}

export const createInteropFolder = (name: string): InteropFolder => {
  const path = mkdtempSync(join(tmpdir(), `servicekonto-${name}-`))
  chmodSync(path, 0o755)
  const write = (file: string, content: string): string => {
    const target = join(path, file)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
    return target
  }
  return {
    path,
    write,
    shared: (folder) => {
      const target = join(path, folder)
      mkdirSync(target, { recursive: true })
      chmodSync(target, 0o777)
      return target
    },
    keyPair: (file) => {
      const pair = createKeyPair(file)
      return { key: write(`${file}.key`, pair.privateKey), certificate: write(`${file}.crt`, pair.certificate) }
    },
    log: (file) => {
      const target = join(path, file)
      return existsSync(target) ? `--- ${file}\n${readFileSync(target, 'utf8').slice(-6000)}\n` : ''
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
