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
  /** In place of what all of them have. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The processes of one demo. All of them end with `stop`. */
export interface ChildProcesses {
  /** Starts one that stays. */
  start(program: Program): void
  /** From now on the others do without this one: where it ends, that is told, and nothing else comes of it. */
  spare(name: string, onEnd: (end: string) => void): void
  /** Runs one to its end. Throws its last line of stderr when it fails. */
  run(program: Program): Promise<void>
  /** Never fulfils; rejects with one line and the log's end when a process that should stay has ended. */
  readonly ended: Promise<never>
  /** Ends all: asks, and kills what has not gone in ten seconds. */
  stop(): Promise<void>
}

const pathOf = (script: string): string => fileURLToPath(new URL(`../${script}`, import.meta.url))
const PRELOAD = new URL('./end-with-parent.js', import.meta.url).href

/** Starts a program of this package; it ends with this process, however that ends. */
const launch = ({ script, args, input, environment: own }: Program, environment: NodeJS.ProcessEnv): ChildProcess => {
  const child = spawn(process.execPath, ['--import', PRELOAD, pathOf(script), ...args], {
    env: { ...environment, ...own },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input === undefined ? '' : `${input}\n`)
  return child
}

/** Writes all that a process prints to a file. @param onEnd gets the exit code or signal once all is written. */
const logTo = (path: string, child: ChildProcess, onEnd: (end: string) => void): void => {
  const log = createWriteStream(path)
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  child.once('close', (code, signal) => {
    log.end(() => onEnd(signal ?? String(code)))
  })
}

const lastLinesOf = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').slice(-10).join('\n')

/** @param environment of all processes. @param logFolder where what they print goes, one file a name. */
export const createChildProcesses = (
  environment: Readonly<Record<string, string | undefined>>,
  logFolder: string,
  graceMs = 10_000,
): ChildProcesses => {
  const running = new Set<ChildProcess>()
  let stopping = false
  let miss: (reason: Error) => void = () => undefined
  const ended = new Promise<never>((_resolve, reject) => {
    miss = reject
  })
  // Whoever waits for it hears of it; nobody has to.
  ended.catch(() => undefined)

  const begin = (program: Program): ChildProcess => {
    if (stopping) throw new Error('the demo is being stopped')
    const child = launch(program, environment)
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }
  const spared = new Map<string, (end: string) => void>()
  const start = (program: Program): void => {
    const path = join(logFolder, `${program.name}.log`)
    logTo(path, begin(program), (end) => {
      // The folder may go as soon as all is stopped.
      if (stopping) return
      const onEnd = spared.get(program.name)
      if (onEnd) onEnd(end)
      else miss(new Error(`${program.name} has ended (${end}); the last it said:\n${lastLinesOf(path)}`))
    })
  }
  const run = (program: Program): Promise<void> => finished(begin(program), program)
  const stop = (): Promise<void> => {
    stopping = true
    return endAll(running, graceMs)
  }
  return { start, spare: (name, onEnd) => void spared.set(name, onEnd), run, ended, stop }
}

const finished = async (child: ChildProcess, { name }: Program): Promise<void> => {
  child.stdout?.resume()
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = child.stderr === null ? '' : await text(child.stderr)
  if ((await exit) !== 0) throw new Error(`${name}: ${said.trim().split('\n').at(-1) ?? 'failed'}`)
}

const endAll = async (running: ReadonlySet<ChildProcess>, graceMs: number): Promise<void> => {
  const all = Promise.all([...running].map((child) => new Promise((resolve) => child.once('exit', resolve))))
  for (const child of running) child.kill('SIGTERM')
  await Promise.race([all, delay(graceMs, undefined, { ref: false })])
  for (const child of running) child.kill('SIGKILL')
  await all
}
