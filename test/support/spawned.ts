import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

export interface SpawnOptions {
  /** Added to this process's environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** First line of stdin. */
  readonly input?: string
}

/** A process that a test started. */
export interface Spawned {
  readonly pid: number
  /** What it printed so far. */
  stdout(): string
  stderr(): string
  /** Resolves as soon as `check` gives something else than false; rejects with its output when it ends before. */
  until(check: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>
  /** The exit code, or the signal's name. */
  readonly exit: Promise<number | NodeJS.Signals>
  signal(signal: NodeJS.Signals): void
  /** SIGTERM, after ten seconds SIGKILL; resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts a program; its output is kept, not shown. */
export const spawned = (program: string, args: readonly string[], options: SpawnOptions = {}): Spawned => {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input === undefined ? '' : `${options.input}\n`)
  let over = false
  const exit = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      over = true
      resolve(code ?? signal ?? 0)
    })
  })
  exit.catch(() => (over = true))
  const describe = (what: string): Error =>
    new Error(`${program} ${args.join(' ')} ${what}\n${(output.stdout + output.stderr).slice(-4000)}`)
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    exit,
    signal: (signal) => void child.kill(signal),
    until: async (check, withinMs = 60_000) => {
      const deadline = performance.now() + withinMs
      while (!(await check())) {
        if (over) throw describe('has ended')
        if (performance.now() > deadline) throw describe(`was not ready within ${withinMs / 1000} s`)
        await delay(50)
      }
    },
    stop: async () => {
      if (over) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exit.catch(() => undefined)
      clearTimeout(timer)
    },
  }
}

/** Runs a program to its end. Throws with its output when the exit code is none of `allowed`. */
export const runToEnd = async (
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly allowed?: readonly number[] } = {},
): Promise<{ readonly code: number | NodeJS.Signals; readonly stdout: string; readonly stderr: string }> => {
  const process = spawned(program, args, options)
  const code = await process.exit
  const result = { code, stdout: process.stdout(), stderr: process.stderr() }
  if (!(options.allowed ?? [0]).some((allowed) => allowed === code)) {
    throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${result.stdout}${result.stderr}`)
  }
  return result
}
