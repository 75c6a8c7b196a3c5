import { builtProgram } from './built-program.js'
import { freePort } from './free-port.js'
import { runToEnd, type Spawned, spawned } from './spawned.js'

/** A broker as operators run it: processes of its own, which can be killed. */
export interface BrokerProcess {
  readonly port: number
  readonly url: string
  /** Of the process that was started; with several workers, of the primary. */
  pid(): number
  /** The processes that serve, in the order in which they were started. */
  workers(): readonly number[]
  /** The JSON lines of its log since its last start. */
  log(): readonly Readonly<Record<string, unknown>>[]
  stderr(): string
  /** Waits until it logs this once more than `before` times. */
  until(action: string, before?: number): Promise<void>
  /** How often it has logged this. */
  count(action: string): number
  /** Ready; after `kill` and `end` on the same port again. */
  start(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** SIGKILL: nothing is said to anybody. */
  kill(): Promise<void>
  /** SIGTERM; the exit code, or the signal's name. */
  end(): Promise<number | NodeJS.Signals>
  servicekonto(args: readonly string[], input?: string): Promise<string>
}

/** Starts a broker with this environment, and waits until it is ready. */
export async function startBrokerProcess(environment: Readonly<Record<string, string>>): Promise<BrokerProcess> {
  const port = await freePort()
  const env = { PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, ...environment }
  const program = builtProgram()
  const url = `http://127.0.0.1:${port}`
  let running: Spawned
  const start = async (): Promise<void> => {
    running = spawned(process.execPath, [program, 'serve'], { env })
    // With several workers, when all of them serve.
    const last = 'WORKERS' in environment ? 'workers.started' : 'broker.started'
    await running.until(() => running.stdout().includes(`"${last}"`))
  }
  const log = () => running.stdout().split('\n').filter(isWhole).map(parsed)
  const count = (action: string): number => log().filter((line) => line['event.action'] === action).length
  await start()
  return {
    port,
    url,
    pid: () => running.pid,
    workers: () => aliveBy(log()),
    log,
    stderr: () => running.stderr(),
    count,
    until: (action, before = 0) => running.until(() => count(action) > before),
    start,
    signal: (signal) => running.signal(signal),
    async kill() {
      running.signal('SIGKILL')
      await running.exit
    },
    async end() {
      running.signal('SIGTERM')
      return running.exit
    },
    servicekonto: async (args, input) =>
      (await runToEnd(process.execPath, [program, ...args], { env, ...(input === undefined ? {} : { input }) })).stdout,
  }
}

const isWhole = (line: string): boolean => line.startsWith('{') && line.endsWith('}')

const parsed = (line: string): Readonly<Record<string, unknown>> => JSON.parse(line)

/** Those that have started and not ended, by the log. */
function aliveBy(log: readonly Readonly<Record<string, unknown>>[]): readonly number[] {
  const alive = new Set<number>()
  for (const line of log) {
    const action = line['event.action']
    if (action === 'broker.started') alive.add(Number(line['process.pid']))
    if (action === 'broker.stopped') alive.delete(Number(line['process.pid']))
    if (action === 'worker.lost') alive.delete(Number(line['worker.pid']))
  }
  return [...alive]
}
