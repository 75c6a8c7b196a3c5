import type { Config } from '../config/config.js'
import type { Environment } from '../config/environment.js'
import type { OperatorTools, RunningBroker } from '../compose/operator-tools.js'

/** Everything that a command touches of the world, so that tests can run commands in their own process. */
export interface CliEnvironment {
  /** Without node and script. */
  readonly argv: readonly string[]
  readonly env: Environment
  /** The operating system's user. */
  readonly user: string
  readonly version: string
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  out(text: string): void
  err(text: string): void
  readFile(path: string): Promise<Uint8Array>
  openTools(config: Config): Promise<OperatorTools>
  /** Brings the database to this version's schema; the names of the migrations that were run. */
  migrate(config: Config): Promise<readonly string[]>
  /** Copies everything of the SQLite store at `path` into the empty PostgreSQL of the config, telling how far it is. */
  moveStore(config: Config, path: string, tell: (progress: CopyProgress) => void): Promise<MovedStore>
  /** `stopAsked` may come before it has started: what it has begun then ends without a word of loss. */
  serve(config: Config, stopAsked: Promise<void>): Promise<RunningBroker>
  /** Runs a demo portal in this process; ends when it is listening. */
  runDemoPortal(file: string): Promise<void>
  /** Runs the eID stand-in in this process; ends when it is listening. */
  runEidStub(port: number, keys: string): Promise<void>
  /** Runs a simulated phone in this process; ends when it is listening. */
  runPassSimulator(url: string, broker: string): Promise<void>
  /** Calls back at each SIGHUP, which then no longer ends the process. */
  onReloadSignal(reload: () => void): void
  /** Calls back at SIGTERM and SIGINT; the second one ends the process at once. */
  onStopSignal(stop: () => void): void
  /** A broker has stopped: the process ends soon, also where nobody reads the last lines of its log. */
  endSoon(): void
}

/** How far the copy of one table is, in rows. */
export interface CopyProgress {
  readonly table: string
  readonly copied: number
  readonly total: number
}

export interface MovedStore {
  /** The steps of the schema that were taken in the target. */
  readonly migrations: readonly string[]
  readonly tables: readonly CopyProgress[]
}
