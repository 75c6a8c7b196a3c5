import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { edgesOf, type Edges } from '../../src/compose/edges.js'
import { openLasting, type Lasting, type Told } from '../../src/compose/lasting.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { lentTo } from '../../src/compose/offer.js'
import type { MethodServices } from '../../src/compose/open-methods.js'
import { openServices, type Services } from '../../src/compose/services.js'
import type { Config } from '../../src/config/config.js'
import { realFiles } from '../../src/config/config-files.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import type { AuditStamp } from '../../src/domain/ports/audit-stamp.js'
import type { Service } from '../../src/domain/service.js'
import { openSqliteOn } from '../../src/storage/sql/sqlite.js'
import { createStoreView, type StoreView } from './store-view.js'
import { movableClock } from './movable-clock.js'
import { keptTelling, type KeptTelling } from './kept-telling.js'

export interface WorldOptions {
  /** What the world's time is at first; `START` if nothing is said. */
  readonly at?: number
  /** What a config file would say beside what is shipped. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** What the environment would say. */
  readonly config?: Partial<Config>
  readonly services?: readonly Service[]
  readonly edges?: Partial<Edges>
}

/** Where a world stands: its config, its clock, an SQLite in memory of its own, and all that it is told. */
export interface Ground {
  readonly view: StoreView
  readonly telling: KeptTelling
  readonly config: Config
  readonly clock: ReturnType<typeof movableClock>
  readonly openDatabase: Edges['openDatabase']
  readonly edges: Partial<Edges & Told>
}

/** The services of `src/compose/` on a ground of their own. */
export interface World extends Ground {
  readonly services: Services
  close(): Promise<void>
}

/** Opens the real thing in memory: nothing stands in for it but clock, log and metrics. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const ground = await openGround(options)
  const services = await openServices(ground.config, ground.edges)
  return { ...ground, services, close: () => services.close() }
}

/** What lasts, with what methods are lent of it: for tests of one part, or with methods of their own. */
export interface Parts extends Ground {
  readonly lasting: Lasting
  readonly lent: MethodServices
}

/** Needs no closing: all of it is in memory, and nothing in it runs by itself. */
export async function openParts(options: WorldOptions = {}): Promise<Parts> {
  const ground = await openGround(options)
  const { config, edges, telling } = ground
  const lasting = await openLasting(config, { ...edgesOf(edges), ...telling.told })
  return { ...ground, lasting, lent: lentTo(lasting, config) }
}

/** The database has its schema and the broker's keys. */
export async function openGround({ at, settings, config, services = [], edges }: WorldOptions): Promise<Ground> {
  const connection = new Sqlite(await template())
  const clock = movableClock(at)
  const telling = keptTelling()
  // New ones: the store gives the revision.
  let unwritten = services.map((service) => ({ ...service, revision: 0 }))
  const openDatabase = async () => {
    const database = await openSqliteOn(connection)
    const save = unwritten
    unwritten = []
    if (save.length === 0) return database
    await createServiceStore(database, NOBODY).change(async () => ({ save, remove: [], audit: [], result: null }))
    return database
  }
  return {
    view: createStoreView(connection),
    telling,
    config: { ...configOf(settings), ...config },
    clock,
    openDatabase,
    // A test that is about what others have changed asks for a look itself.
    edges: {
      clock,
      openDatabase,
      pollEvery: Infinity,
      tendsAudit: false,
      refreshesMetadata: false,
      tellsLeftServices: false,
      ...telling.told,
      ...edges,
    },
  }
}

/** What is there before the test begins is in no log. */
const NOBODY: AuditStamp = { newId: () => 'none', mac: { make: () => '', holds: () => false } }

const SECRET = createHash('sha256').update('the secret of the test worlds').digest('base64')

const configs = new Map<string, Config>()

/** Read as every config is, once; password hashes are cheap where no strength is asked of them. */
function configOf(settings: WorldOptions['settings'] = {}): Config {
  const text = JSON.stringify(settings)
  const known = configs.get(text)
  if (known) return known
  const files = { ...realFiles, read: (path: string) => (path === 'world.yaml' ? text : realFiles.read(path)) }
  const env = { PUBLIC_URL: 'https://konto.example', SECRET_KEY: SECRET, CONFIG_FILE: 'world.yaml', DATA_DIR: '/tmp' }
  const read = loadConfig(env, files)
  const password = Object.assign({}, read.settings.methods['password'], { argon2: CHEAP })
  const methods = { ...read.settings.methods, password }
  const config = { ...read, secure: false, settings: { ...read.settings, methods } }
  configs.set(text, config)
  return config
}

export const CHEAP = { memoryKiB: 8, iterations: 1, parallelism: 1 }

let made: Promise<Buffer> | null = null

/** A database with its schema, the key set and the broker's keys: made once a process, copied for each world. */
const template = (): Promise<Buffer> => (made ??= makeTemplate())

async function makeTemplate(): Promise<Buffer> {
  const connection = new Sqlite(':memory:')
  const { told } = keptTelling()
  const clock = { now: () => Date.UTC(2025, 11, 1) }
  const openDatabase = () => openSqliteOn(connection)
  const services = await openServices(configOf(), {
    clock,
    openDatabase,
    pollEvery: Infinity,
    tendsAudit: false,
    refreshesMetadata: false,
    tellsLeftServices: false,
    ...told,
  })
  connection.exec('DELETE FROM audit_entries')
  const content = connection.serialize()
  await services.close()
  return content
}
