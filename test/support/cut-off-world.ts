import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrateStore } from '../../src/compose/database.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { type BrokerProcess, startBrokerProcess } from './broker-process.js'
import { aggregateOf, e2ePortal, type E2ePortal } from './e2e-portal.js'
import { PASSWORD } from './login-stages.js'
import { type PostgresServer, startPostgresServer } from './postgres-server.js'
import { PERSISTENT, type RedisServer, startRedisServer } from './redis-server.js'
import { type RoundRobin, startRoundRobin } from './round-robin.js'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

export const GIVEN_NAME = '2.5.4.42'
export const FAMILY_NAME = '2.5.4.4'

/** The end of a login as the audit has it. */
export interface AuditedEnd {
  readonly id: string
  readonly action: string
}

/** Two instances as processes behind a proxy, each with cables to one PostgreSQL and one Redis that can be cut. */
export interface CutOffWorld {
  readonly instances: readonly [BrokerProcess, BrokerProcess]
  /** Each step goes to the other instance. */
  readonly balancer: RoundRobin
  readonly postgres: PostgresServer
  readonly redis: RedisServer
  readonly toPostgres: TcpProxy
  readonly toRedis: TcpProxy
  /** Asks for a given name, and for a family name that the citizen may keep back. */
  readonly portal: E2ePortal
  /** Asks for a given name. */
  readonly plain: E2ePortal
  /** A statement as the superuser, not over the cable. */
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** The ends of logins in the audit, but for those that `seen` has. */
  ends(seen?: readonly AuditedEnd[]): Promise<readonly AuditedEnd[]>
  /** Waits for the entry of an end that `seen` has not. */
  ended(seen: readonly AuditedEnd[]): Promise<void>
  /** Waits until both instances say that they are ready. */
  ready(): Promise<void>
  stop(): Promise<void>
}

export async function startCutOffWorld(): Promise<CutOffWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-cut-off-'))
  const [redis, postgres] = await Promise.all([startRedisServer(PERSISTENT), startPostgresServer()])
  const toRedis = await tcpProxy({ host: '127.0.0.1', port: redis.port })
  const toPostgres = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(postgres.url).port) })
  const targets: number[] = []
  const balancer = await startRoundRobin(targets)
  const database = new URL(postgres.url)
  database.port = String(toPostgres.port)
  const env = {
    PUBLIC_URL: balancer.url,
    DATA_DIR: folder,
    DATABASE_URL: database.href,
    REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
    SECRET_KEY: randomBytes(32).toString('base64'),
  }
  await migrateStore(loadConfig(env))
  const instances = await Promise.all([startBrokerProcess(env), startBrokerProcess(env)])
  targets.push(...instances.map(({ port }) => port))
  const { portal, plain } = await registerPortals(instances[0], balancer.url, folder)
  const query = queryOn(postgres.url)
  const ends = async (seen: readonly AuditedEnd[] = []): Promise<readonly AuditedEnd[]> =>
    endsIn(await query('SELECT id, action FROM audit_entries ORDER BY "at", id'), seen)
  return {
    instances,
    balancer,
    postgres,
    redis,
    toPostgres,
    toRedis,
    portal,
    plain,
    query,
    ends,
    async ended(seen) {
      await inTime(async () => ((await ends(seen)).length > 0 ? null : 'no entry of an end'))
    },
    async ready() {
      for (const { url } of instances) await inTime(() => whatIsMissing(url))
    },
    async stop() {
      await Promise.all(instances.map((each) => each.end()))
      await Promise.all([balancer.close(), toRedis.close(), toPostgres.close()])
      await Promise.all([redis.remove(), postgres.stop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The ends of logins among these rows of the audit, but for those that `seen` has. */
export const endsIn = (
  rows: readonly Readonly<Record<string, unknown>>[],
  seen: readonly AuditedEnd[],
): readonly AuditedEnd[] =>
  rows
    .map(({ id, action }) => ({ id: String(id), action: String(action) }))
    .filter(({ action, id }) => ENDS.has(action) && !seen.some((each) => each.id === id))

const ENDS = new Set(['login.answered', 'login.aborted', 'login.not-answered'])

/** Waits until `missing` says null; throws what it said last when that takes longer than anything here should. */
async function inTime(missing: () => Promise<string | null>): Promise<void> {
  const end = Date.now() + 120_000
  for (let said = await missing(); said !== null; said = await missing()) {
    if (Date.now() > end) throw new Error(`still not, after two minutes: ${said}`)
    await sleep(50)
  }
}

/** What a broker that is not ready says of itself. */
const whatIsMissing = (url: string): Promise<string | null> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(20_000) }).then(
    async (answer) => (answer.status === 200 ? null : `${url}: ${await answer.text()}`),
    (error: unknown) => `${url}: ${String(error)}`,
  )

/** Registers both portals and a citizen at a broker that is found at `url`. */
export async function registerPortals(
  broker: BrokerProcess,
  url: string,
  folder: string,
): Promise<Pick<CutOffWorld, 'portal' | 'plain'>> {
  const portal = await e2ePortal({ url }, { name: 'aachen', attributes: [GIVEN_NAME, `${FAMILY_NAME}?`] })
  const plain = await e2ePortal({ url }, { name: 'bonn', attributes: [GIVEN_NAME] })
  const file = join(folder, 'metadata.xml')
  writeFileSync(file, aggregateOf([portal, plain]))
  await broker.servicekonto(['sp', 'import', file])
  const names = ['--given-name', 'Jana', '--family-name', 'Nowak']
  await broker.servicekonto(['account', 'create', '--username', 'jana', ...names], PASSWORD)
  // They look for changes every 2 s.
  await sleep(2500)
  return { portal, plain }
}

const queryOn =
  (connectionString: string): CutOffWorld['query'] =>
  async (text) => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }
