import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtProgram } from '../support/built-program.js'
import { freePort } from '../support/free-port.js'
import { runToEnd } from '../support/spawned.js'
import { ROOT } from '../docs/fenced-blocks.js'
import { JOURNALCTL, systemctl } from './service-manager.js'

/** A machine on which the handbook is followed: its paths lie in a folder, its service user is one that exists. */
export interface HandbookMachine {
  readonly folder: string
  readonly port: number
  /** The handbook's text with this machine's names and paths. */
  here(text: string): string
  /** What a file of the handbook's holds, by the path that the handbook gives it. */
  read(path: string): string
  write(path: string, text: string): void
  /** Runs a script as the operator, in a folder with the operator's own files. */
  run(script: string, input?: string): Promise<{ readonly code: unknown; readonly output: string }>
  /** Runs a program as the user of the service. */
  asService(...command: readonly string[]): Promise<{ readonly code: unknown; readonly output: string }>
  remove(): Promise<void>
}

/** Who the service runs as: somebody without any rights where the tests may choose, else whoever runs the tests. */
const isRoot = process.getuid?.() === 0
const idOf = (...args: readonly string[]): string => execFileSync('id', args, { encoding: 'utf8' }).trim()
const SERVICE = isRoot ? { user: 'nobody', group: idOf('-gn', 'nobody') } : { user: idOf('-un'), group: idOf('-gn') }
const AS_SERVICE = isRoot ? ['setpriv', `--reuid=${SERVICE.user}`, `--regid=${SERVICE.group}`, '--clear-groups'] : []

/** Below these everything is the handbook's own. */
const PATHS = [
  '/opt/servicekonto',
  '/etc/servicekonto',
  '/etc/systemd/system',
  '/usr/local/bin',
  '/var/lib/servicekonto',
  '/sicherung',
  '/tresor',
]

/** Sets up an empty machine: the program lies where the handbook says, built, and nothing else is there. */
export async function handbookMachine(): Promise<HandbookMachine> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'servicekonto-handbook-')), await freePort()]
  chmodSync(folder, 0o755)
  const here = localised(folder, port)
  const at = (path: string): string => join(folder, path)
  for (const path of ['opt', 'etc/systemd/system', 'usr/local/bin', 'var/lib', 'shims', 'work'])
    mkdirSync(at(path), { recursive: true })
  install(at('opt/servicekonto'))
  const shim = (name: string, text: string): void => writeFileSync(at(`shims/${name}`), text, { mode: 0o755 })
  shim('useradd', '#!/bin/sh\nexit 0\n')
  shim('journalctl', JOURNALCTL(folder))
  shim(
    'systemctl',
    systemctl({ folder, as: AS_SERVICE.join(' '), owner: `-o ${SERVICE.user} -g ${SERVICE.group}`, port }),
  )
  const env = { PATH: `${at('usr/local/bin')}:${at('shims')}:${process.env['PATH'] ?? ''}` }
  const run = async (program: string, args: readonly string[], input?: string) => {
    const options = { cwd: at('work'), env, allowed: [0, 1, 2, 9, 126, 127], ...(input === undefined ? {} : { input }) }
    const { code, stdout, stderr } = await runToEnd(program, args, options)
    return { code, output: stdout + stderr }
  }
  const runScript: HandbookMachine['run'] = (script, input) =>
    // A session of its own: what asks for a password must not find the terminal of whoever runs the tests.
    run('setsid', ['--wait', 'bash', '-c', `exec 2>&1\n${script}`], input)
  return {
    folder,
    port,
    here,
    read: (path) => readFileSync(here(path), 'utf8'),
    write: (path, text) => writeFileSync(here(path), text),
    run: runScript,
    asService: (...command) => {
      const [first = '', ...rest] = [...AS_SERVICE, ...command]
      return run(first, rest)
    },
    async remove() {
      await runScript('systemctl stop servicekonto')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function localised(folder: string, port: number): (text: string) => string {
  const paths = new RegExp(`(?<![\\w.])(${PATHS.join('|')})(?![\\w-]*\\.example)`, 'g')
  return (text) =>
    text
      .replaceAll(paths, (path) => join(folder, path))
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('-o root', `-o ${idOf('-un')}`)
      .replaceAll('-o servicekonto -g servicekonto', `-o ${SERVICE.user} -g ${SERVICE.group}`)
      .replaceAll('-g servicekonto', `-g ${SERVICE.group}`)
      .replaceAll('servicekonto:servicekonto', `${SERVICE.user}:${SERVICE.group}`)
      .replaceAll(/^user=servicekonto$/gm, `user=${SERVICE.user}`)
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)
}

/** The project itself, where the service's user can reach it; otherwise a copy. Either way that user cannot write to it. */
function install(path: string): void {
  builtProgram()
  const [first, ...rest] = [...AS_SERVICE, 'cat', join(ROOT, 'dist/cli/servicekonto.js')]
  try {
    execFileSync(first ?? 'cat', rest, { stdio: 'pipe' })
    symlinkSync(ROOT.replace(/\/$/, ''), path)
  } catch {
    mkdirSync(path)
    for (const name of ['dist', 'config', 'node_modules', 'package.json'])
      cpSync(join(ROOT, name), join(path, name), { recursive: true, verbatimSymlinks: true })
  }
}
