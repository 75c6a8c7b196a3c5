import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../../test/support/free-port.js'
import { runToEnd } from '../../../test/support/spawned.js'
import { REQUESTED, type RequestedName } from './portals.js'
import type { Stores } from './stores.js'

export const PROGRAM = fileURLToPath(new URL('../../../dist/cli/servicekonto.js', import.meta.url))

export interface BrokerOptions {
  readonly workers: number
  /** What its settings file says. */
  readonly settings?: object
  /** Arguments of Node for the broker itself, as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[]
}

/** The broker as it is shipped: `dist`, a process of its own, PostgreSQL and Redis, the log in a file. */
export interface BenchBroker {
  readonly url: string
  /** Another one after `restart`. */
  readonly pid: number
  /** Where it writes what `nodeArguments` ask for. */
  readonly folder: string
  /** Runs a command of the command line on its store. */
  command(args: readonly string[], input?: string): Promise<void>
  /** Registers metadata; effective when it resolves. */
  register(metadata: string): Promise<void>
  citizen(username: string, password: string): Promise<void>
  /** Ends its process and starts another on the same stores, in which nobody has logged in yet; ready when it resolves. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts it; ready when this resolves. Throws with the end of its log when it does not get ready. */
export async function startBroker(
  stores: Stores,
  { workers, settings = {}, nodeArguments = [] }: BrokerOptions,
): Promise<BenchBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-bench-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { databaseUrl, redisUrl } = await stores.empty()
  const configFile = join(folder, 'config.yaml')
  writeFileSync(configFile, JSON.stringify(settings))
  const env = {
    ...process.env,
    CONFIG_FILE: configFile,
    PUBLIC_URL: url,
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    SECRET_KEY: randomBytes(32).toString('base64'),
    WORKERS: String(workers),
  }
  const command = async (args: readonly string[], input?: string): Promise<void> =>
    void (await runToEnd(process.execPath, [PROGRAM, ...args], { env, ...(input === undefined ? {} : { input }) }))
  await command(['migrate'])
  const launch = (): Promise<Child> => launched([...nodeArguments, PROGRAM, 'serve'], { url, env, folder })
  let child = await launch().catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  return {
    url,
    get pid() {
      return child.pid ?? 0
    },
    folder,
    command,
    async register(metadata) {
      const file = join(folder, 'metadata.xml')
      writeFileSync(file, metadata)
      await command(['sp', 'import', file])
      // Every instance follows within 5 s (CONTRACT: Command line).
      await delay(5_000)
    },
    citizen: (username, password) =>
      command(['account', 'create', '--username', username, ...attributeOptions()], password),
    async restart() {
      await endOf(child)
      child = await launch()
    },
    async stop() {
      await endOf(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Place {
  readonly url: string
  readonly env: NodeJS.ProcessEnv
  /** Where it runs and its log lies. */
  readonly folder: string
}

/** A process of the broker that is ready. Throws with the end of its log when it does not get ready. */
async function launched(args: readonly string[], { url, env, folder }: Place): Promise<Child> {
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(process.execPath, args, { env, cwd: folder, stdio: ['ignore', log, log] })
  closeSync(log)
  try {
    await untilReady(url, child)
    return child
  } catch (error) {
    const said = readFileSync(join(folder, 'log'), 'utf8').slice(-2000)
    await endOf(child)
    throw new Error(`the broker does not get ready\n${said}`, { cause: error })
  }
}

const OPTIONS: Readonly<Record<RequestedName, string>> = {
  givenName: '--given-name',
  familyName: '--family-name',
  birthDate: '--birth-date',
  email: '--email',
}

const attributeOptions = (): readonly string[] => REQUESTED.flatMap(({ name, value }) => [OPTIONS[name], value])

type Child = ReturnType<typeof spawn>

/** Ends it by SIGTERM, after fifteen seconds by SIGKILL; resolves when it is gone. */
export function endOf(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

async function untilReady(url: string, child: Child): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    if (performance.now() > deadline) throw new Error('not within a minute')
    await delay(100)
  }
}
