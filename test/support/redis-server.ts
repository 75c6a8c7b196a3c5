import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.js'

/** A private redis-server of this machine, with its data in a folder of its own. */
export interface RedisServer {
  readonly port: number
  /** `redis://127.0.0.1:<port>`. */
  readonly url: string
  readonly pid: () => number
  /** Sends one command, for what a test prepares or looks at; resolves with the raw reply. */
  command(...words: readonly string[]): Promise<string>
  /** SIGKILL: nothing is said to anybody. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  /** Stops it as an operator does, and starts it again. */
  restart(): Promise<void>
  /** SIGSTOP and SIGCONT: it listens, and answers nothing. */
  freeze(): void
  thaw(): void
  /** Ends it for good. */
  remove(): Promise<void>
}

/** Every write is on the disk before it is answered: a restart loses nothing. */
export const PERSISTENT = ['--appendonly', 'yes', '--appendfsync', 'always']

/** `settings` as on the command line of redis-server; with `conf` from a file of that text, which it may rewrite. */
export async function startRedisServer(
  settings: readonly string[] = [],
  conf: string | null = null,
): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const file = join(folder, 'redis.conf')
  if (conf !== null) writeFileSync(file, conf)
  const first = conf === null ? BARE : [file]
  let running: ChildProcess | null = null

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running
    running = null
    if (!child) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.ref()
    child.kill(signal)
    await gone
  }
  const command = (...words: readonly string[]): Promise<string> => redisCommand(port, words)
  const start = async (): Promise<void> => {
    const place = ['--port', String(port), '--dir', folder]
    const child = spawn('redis-server', [...first, ...place, ...settings], { stdio: 'ignore' })
    // It does not keep the tests from ending, and ends with them.
    child.unref()
    running = child
    await answering(command, child)
  }
  const sweepUp = (): void => {
    running?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', sweepUp)
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid: () => running?.pid ?? 0,
    command,
    start,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM')
      await start()
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    async remove() {
      await end('SIGKILL')
      process.off('exit', sweepUp)
      sweepUp()
    },
  }
}

const BARE = ['--bind', '127.0.0.1', '--save', '', '--daemonize', 'no']

async function answering(command: RedisServer['command'], child: ChildProcess): Promise<void> {
  const end = performance.now() + 20_000
  for (;;) {
    const reply = await command('PING').catch(() => '')
    // -NOAUTH too: it is there.
    if (/^(\+PONG|-NOAUTH)/.test(reply)) return
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
    if (performance.now() > end) throw new Error('redis-server does not answer')
    await delay(20)
  }
}

/** One command over a connection of its own; the reply as Redis writes it. */
export const redisCommand = (port: number, words: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.setTimeout(5000, () => socket.destroy(new Error('no reply')))
    socket.once('error', reject)
    socket.once('data', (reply) => {
      socket.destroy()
      resolve(reply.toString())
    })
    socket.write(`*${words.length}\r\n${parts.join('')}`)
  })
