import type { Config, Settings } from '../config/config.js'
import type { Environment } from '../config/environment.js'
import type { OperatorTools } from '../compose/operator-tools.js'

/** A running broker. */
export interface RunningBroker {
  /**
   * Goes on with the configuration file as it is now. A single process takes the settings that `read` returns; with
   * several, each worker is replaced and reads the file itself. Throws the fault in the settings unless a worker has
   * told it; then the settings before stay in force.
   */
  reload(read: () => Settings): Promise<void>
  /** Stops gracefully: takes no new connections, finishes answers under way, then closes the stores. */
  stop(): Promise<void>
}

/** Everything outside that a command touches, so that tests can run commands in their own process. */
export interface CliEnvironment {
  /** The arguments, without node and script. */
  readonly argv: readonly string[]
  readonly env: Environment
  /** The operating system's user. */
  readonly user: string
  readonly version: string
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  out(text: string): void
  err(text: string): void
  readFile(path: string): Promise<Uint8Array>
  /** In bytes. */
  fileSize(path: string): Promise<number>
  /** The lines of a file that may be long, one after the other. */
  readLines(path: string): AsyncIterable<string>
  openTools(config: Config): Promise<OperatorTools>
  /** Brings the database to this version's schema; returns the names of the migrations that ran. */
  migrate(config: Config): Promise<readonly string[]>
  /**
   * Copies everything of the SQLite store at `path` into the empty PostgreSQL database of the config. `tell` hears of
   * the progress.
   */
  moveStore(config: Config, path: string, tell: (progress: CopyProgress) => void): Promise<MovedStore>
  /**
   * Runs the broker. If `stopAsked` resolves before it has started, what it has begun ends without a report of loss.
   */
  serve(config: Config, stopAsked: Promise<void>): Promise<RunningBroker>
  /** Runs a demo portal in this process; resolves when it is listening. */
  runDemoPortal(file: string): Promise<void>
  /** Runs the eID stand-in in this process; resolves when it is listening. */
  runEidStub(port: number, keys: string): Promise<void>
  /** Runs a simulated phone in this process; resolves when it is listening. */
  runPassSimulator(url: string, broker: string): Promise<void>
  /** Calls back at each SIGHUP, which then no longer ends the process. */
  onReloadSignal(reload: () => void): void
  /** Calls back at SIGTERM and SIGINT; a second signal ends the process at once. */
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
  /** The migrations that ran in the target. */
  readonly migrations: readonly string[]
  readonly tables: readonly CopyProgress[]
}
