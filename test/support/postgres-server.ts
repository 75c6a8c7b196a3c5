import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.js'
import { postgresPrograms } from './postgres-programs.js'

/** A PostgreSQL server of the tests' own, on a free port and in a temporary folder. */
export interface PostgresServer {
  /** Its first database, as the superuser, with a password; for others change the path. */
  readonly url: string
  /** The folder of its data. */
  readonly data: string
  /** The process that started all of its others. */
  readonly pid: () => number
  /** One statement, as the superuser. */
  command(text: string): Promise<void>
  /** kill −9: nothing is told to anybody. */
  kill(): Promise<void>
  /** Again after `kill`, with the same data and address. */
  start(): Promise<void>
  /** Ends it and takes its folder away. */
  stop(): Promise<void>
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']

/** What tests go without: their data need not survive a power cut of the machine. Everything else is as shipped. */
const WITHOUT_SYNC = ['fsync=off']

// The server ends with whoever started it, however that one ended: then its stdin does. Its folder goes with it, unless
// a word said before keeps it.
const WITH_PARENT = `folder=$1; shift; "$@" & server=$!; read -r keep; kill -INT $server; wait $server
[ -n "$keep" ] || rm -rf "$folder"`

/**
 * Starts a server. Its databases sort by German rules, as a town's would. `settings`: of `postgres`, beside those that
 * keep it to itself.
 */
export async function startPostgresServer(settings: readonly string[] = WITHOUT_SYNC): Promise<PostgresServer> {
  const programs = postgresPrograms()
  if (programs === null) throw new Error('PostgreSQL is not installed: npm test installs it on Debian')
  const account = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-pg-'))
  const [data, password] = [join(folder, 'data'), randomBytes(9).toString('hex')]
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  for (const path of [folder, join(folder, 'password')]) chownSync(path, account.uid, account.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=de-DE']
  const login = ['--username=tests', '--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`]
  execFileSync(join(programs, 'initdb'), ['-D', data, '--no-sync', ...locale, ...login], {
    ...account,
    cwd: folder,
    stdio: 'pipe',
  })
  const port = await freePort()
  const url = `postgres://tests:${password}@127.0.0.1:${port}/postgres`
  const command = [
    join(programs, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    ...[...SETTINGS, ...settings].flatMap((each) => ['-c', each]),
  ]
  let running = launch(command, folder, account)
  await whenReady(url, folder)
  return {
    url,
    data,
    pid: () => serverPid(data),
    command: (text) => runCommand(url, text),
    async kill() {
      process.kill(serverPid(data), 'SIGKILL')
      running.ref()
      running.stdin?.end('keep\n')
      await ended(running)
      // Its children see that it is gone and go too; until then they hold the memory that they share.
      await delay(200)
    },
    async start() {
      running = launch(command, folder, account)
      await whenReady(url, folder)
    },
    async stop() {
      running.ref()
      running.stdin?.end()
      await ended(running)
      // Where it was killed nobody else does.
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Account {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  if (uid !== 0) return { uid, gid }
  const number = (...args: readonly string[]): number => Number(execFileSync('id', args, { encoding: 'utf8' }))
  return { uid: number('-u', 'postgres'), gid: number('-g', 'postgres') }
}

function launch(command: readonly string[], folder: string, account: Account): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn('/bin/sh', ['-c', WITH_PARENT, 'sh', folder, ...command], {
    ...account,
    cwd: folder,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  child.stdin?.on('error', () => undefined)
  // It does not keep the tests from ending.
  child.unref()
  return child
}

const serverPid = (data: string): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

async function whenReady(url: string, folder: string): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    const fault: unknown = await client.connect().then(
      () => null,
      (error: unknown) => error ?? new Error('no connection'),
    )
    await client.end().catch(() => undefined)
    if (fault === null) return
    if (performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`)
    }
    await delay(50)
  }
}

/** One statement on a connection of its own. */
export async function runCommand(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
