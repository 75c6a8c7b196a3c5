import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { softHsmModule } from './apt-packages.js'

/** A token of SoftHSM2 in a folder of its own: the real PKCS#11, whose objects are files. */
export interface SoftHsm {
  readonly settings: { readonly module: string; readonly token: string; readonly pinFile: string }
  readonly pin: string
  /** Takes all tokens out, or puts them back. */
  plugIn(isThere: boolean): void
  /** Makes another token, by this label and PIN, beside those that are there or `instead`. */
  initialize(label: string, pin: string, instead?: boolean): void
  writePin(pin: string, mode?: number): void
  remove(): void
}

/**
 * A fresh token. The module reads the environment of the process when it is initialized: of several in one process the
 * last one counts, once those before are closed.
 */
export function makeSoftHsm(label = 'servicekonto'): SoftHsm {
  const module = softHsmModule()
  if (module === null) throw new Error('libsofthsm2.so is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'softhsm-'))
  const at = (name: string): string => join(folder, name)
  const tokens = at('tokens')
  mkdirSync(tokens)
  writeFileSync(at('conf'), `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = at('conf')
  const initialize: SoftHsm['initialize'] = (name, pin, instead = false) => {
    if (instead) for (const each of readdirSync(tokens)) rmSync(join(tokens, each), { recursive: true })
    execFileSync('softhsm2-util', ['--init-token', '--free', '--label', name, '--so-pin', '12345678', '--pin', pin])
  }
  const writePin: SoftHsm['writePin'] = (written, mode = 0o600) => {
    rmSync(at('pin'), { force: true })
    writeFileSync(at('pin'), `${written}\n`, { mode })
  }
  const pin = '471108'
  initialize(label, pin)
  writePin(pin)
  return {
    settings: { module, token: label, pinFile: at('pin') },
    pin,
    plugIn: (isThere) => {
      const [from, to] = isThere ? [at('out'), tokens] : [tokens, at('out')]
      if (existsSync(from)) renameSync(from, to)
    },
    initialize,
    writePin,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
