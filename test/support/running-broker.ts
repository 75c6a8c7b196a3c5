import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileLines } from '../../src/cli/file-lines.js'
import { runCli } from '../../src/cli/run-cli.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { migrateStore } from '../../src/compose/database.js'
import { openTools } from '../../src/compose/tools.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import { serve } from '../../src/compose/serve.js'
import { moveStore } from '../../src/compose/move-store.js'
import { freePort } from './free-port.js'

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A real broker on a fresh store, in this process; commands act on the same store as an operator's would. */
export interface RunningTestBroker {
  readonly url: string
  readonly dataDir: string
  cli(argv: readonly string[], stdin?: string, user?: string): Promise<CommandResult>
  /** Registers metadata and waits until the running broker knows it. */
  register(metadata: string, options?: readonly string[]): Promise<void>
  citizen(username: string, password: string, options?: readonly string[]): Promise<void>
  /** Waits until whatever was changed by a command is effective. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export async function startBroker(
  settings = '',
  environment: Record<string, string> = {},
  clock?: Clock,
): Promise<RunningTestBroker> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-'))
  const configFile = join(dataDir, 'config.yaml')
  writeFileSync(configFile, settings)
  const url = `http://localhost:${port}`
  const env = {
    PUBLIC_URL: url,
    PORT: String(port),
    DATA_DIR: dataDir,
    ...(settings === '' ? {} : { CONFIG_FILE: configFile }),
    LOG_LEVEL: 'error',
    ...environment,
  }
  const edges = clock ? { clock } : {}
  const isElsewhere = ['DATA_DIR', 'DATABASE_URL', 'PUBLIC_URL', 'SECRET_KEY'].some((name) => name in environment)
  if (!isElsewhere) await startedBefore(dataDir, clock)
  const running = await serve(loadConfig(env), null, edges)

  const cli = async (argv: readonly string[], stdin = '', user = 'tester'): Promise<CommandResult> => {
    let out = ''
    let err = ''
    const code = await runCli({
      argv,
      env,
      user,
      version: '0.0.0',
      stdin: Readable.from([Buffer.from(stdin)]),
      out: (text) => (out += text),
      err: (text) => (err += text),
      readFile,
      fileSize: async (path) => (await stat(path)).size,
      readLines: fileLines,
      openTools: (config) => openTools(config, edges),
      migrate: migrateStore,
      moveStore,
      serve: (config) => serve(config),
      runDemoPortal: () => Promise.reject(new Error('not here')),
      runEidStub: () => Promise.reject(new Error('not here')),
      runPassSimulator: () => Promise.reject(new Error('not here')),
      onReloadSignal: () => undefined,
      onStopSignal: () => undefined,
      endSoon: () => undefined,
    })
    return { code, out, err }
  }
  const done = async (argv: readonly string[], stdin?: string): Promise<void> => {
    const { code, err } = await cli(argv, stdin)
    if (code !== 0) throw new Error(`servicekonto ${argv.join(' ')}: ${err}`)
  }
  // The broker looks for changes every 2 s; a little more is always enough.
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 2500))
  return {
    url,
    dataDir,
    cli,
    settled,
    async register(metadata, options = []) {
      const file = join(dataDir, 'metadata.xml')
      writeFileSync(file, metadata)
      await done(['sp', 'import', file, ...options])
      await settled()
    },
    citizen: (username, password, options = []) =>
      done(['account', 'create', '--username', username, ...options], `${password}\n`),
    async stop() {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface FirstStart {
  readonly at: number
  readonly files: ReadonlyMap<string, Uint8Array>
}

let firstStart: Promise<FirstStart> | null = null

/**
 * Puts into a data folder what the first start of a broker leaves there: its secret, the schema and the keys, which take
 * seconds to make. Where it is not as late yet by the broker's clock, that broker makes its own.
 */
async function startedBefore(dataDir: string, clock?: Clock): Promise<void> {
  const { at, files } = await (firstStart ??= startForTheFirstTime())
  if (clock && clock.now() < at) return
  for (const [name, content] of files) writeFileSync(join(dataDir, name), content, { mode: 0o600 })
}

async function startForTheFirstTime(): Promise<FirstStart> {
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-'))
  const port = String(await freePort())
  const env = { PUBLIC_URL: `http://localhost:${port}`, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'error' }
  await (await serve(loadConfig(env))).stop()
  const files = readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name))] as const)
  rmSync(dataDir, { recursive: true, force: true })
  return { at: Date.now(), files: new Map(files) }
}
