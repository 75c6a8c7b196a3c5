import type { Worker } from 'node:worker_threads'
import type { Config } from '../config/config.js'
import { createRandom } from '../crypto/random.js'
import { seconds, type Duration } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { CallOut } from '../domain/ports/outgoing.js'
import type { Random } from '../domain/ports/random.js'
import type { Dialects } from '../saml/dialects/dialect.js'
import { startReading } from '../saml/metadata/thread-reader.js'
import { createDialects } from '../saml/dialects/registry.js'
import type { Database } from '../storage/sql/database.js'
import { openConfiguredDatabase } from './database.js'
import { openOutgoing } from './open-outgoing.js'
import { systemClock } from './system-clock.js'

/** Where a deployment meets what it does not make itself. A test puts its own things here. */
export interface Edges {
  readonly clock: Clock
  readonly random: Random
  readonly dialects: Dialects
  /** Opens the database that the config names, whatever version its schema has. */
  readonly openDatabase: (config: Config) => Promise<Database>
  readonly openOutgoing: (config: Config) => CallOut
  /** How often a running broker looks for changes that others made; `Infinity`: only when it is asked to. */
  readonly pollEvery: Duration
  /** Whether a running broker seals the audit log and takes away what is old of it and of refused requests; otherwise others do. */
  readonly tendsAudit: boolean
  /** Whether a running broker fetches metadata again; otherwise others do. */
  readonly refreshesMetadata: boolean
  /** Whether a running broker tells services of sessions whose end nobody has told them of; otherwise others do. */
  readonly tellsLeftServices: boolean
  /** Starts the thread that a large file of metadata is read in. */
  readonly startReading: () => Worker
}

/** Well within the 5 s that are promised. */
const POLL_EVERY = seconds(2)

/** The edges of this machine, unless another one is given. */
export const edgesOf = (given: Partial<Edges> = {}): Edges => ({
  clock: systemClock,
  random: createRandom(),
  dialects: createDialects(),
  openDatabase: openConfiguredDatabase,
  openOutgoing,
  pollEvery: POLL_EVERY,
  tendsAudit: true,
  refreshesMetadata: true,
  tellsLeftServices: true,
  startReading: () => startReading(),
  ...given,
})
