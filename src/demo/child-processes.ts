import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface Program {
  /** Names its log file and it in messages. */
  readonly name: string
  /** File below `dist`, such as `cli/servicekonto.js`. */
  readonly script: string
  readonly args: readonly string[]
  /** First line of stdin. */
  readonly input?: string
}

/** The processes of one demo. All of them end with `stop`. */
export interface ChildProcesses {
  /** Starts one that stays. */
  start(program: Program): void
  /** Runs one to its end. Throws its last line of stderr when it fails. */
  run(program: Program): Promise<void>
  /** Never fulfils; rejects with one line and the log's end when a process that should stay has ended. */
  readonly ended: Promise<never>
  /** Ends all: asks, and kills what has not gone in ten seconds. */
  stop(): Promise<void>
}

const pathOf = (script: string): string => fileURLToPath(new URL(`../${script}`, import.meta.url))
const PRELOAD = new URL('./end-with-parent.js', import.meta.url).href

/** @param environment of all processes. @param logFolder where what they print goes, one file a name. */
export const createChildProcesses = (
  environment: Readonly<Record<string, string | undefined>>,
  logFolder: string,
  graceMs = 10_000,
): ChildProcesses => {
  const running = new Set<ChildProcess>()
  let stopping = false
  let onEnd: (reason: Error) => void = () => undefined
  const ended = new Promise<never>((_resolve, reject) => {
    onEnd = reject
  })
  // Whoever waits for it hears of it; nobody has to.
  ended.catch(() => undefined)

  const launch = ({ script, args, input }: Program): ChildProcess => {
    if (stopping) throw new Error('the demo is being stopped')
    const child = spawn(process.execPath, ['--import', PRELOAD, pathOf(script), ...args], {
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input === undefined ? '' : `${input}\n`)
    return child
  }

  const start = (program: Program): void => {
    const child = launch(program)
    const path = join(logFolder, `${program.name}.log`)
    const log = createWriteStream(path)
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    child.once('close', (code, signal) => {
      log.end(() => {
        if (stopping) return
        const tail = readFileSync(path, 'utf8').trim().split('\n').slice(-10).join('\n')
        onEnd(new Error(`${program.name} has ended (${signal ?? code}); the last it said:\n${tail}`))
      })
    })
  }

  const run = async (program: Program): Promise<void> => {
    const child = launch(program)
    child.stdout?.resume()
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
    const said = child.stderr === null ? '' : await text(child.stderr)
    if ((await exit) !== 0) throw new Error(`${program.name}: ${said.trim().split('\n').at(-1) ?? 'failed'}`)
  }

  const stop = async (): Promise<void> => {
    stopping = true
    const exits = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)))
    for (const child of running) child.kill('SIGTERM')
    const all = Promise.all(exits)
    await Promise.race([all, delay(graceMs, undefined, { ref: false })])
    for (const child of running) child.kill('SIGKILL')
    await all
  }

  return { start, run, ended, stop }
}
