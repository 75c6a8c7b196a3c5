import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { type BrokerProcess, startBrokerProcess } from './broker-process.js'
import { e2ePortal, type E2ePortal } from './e2e-portal.js'
import { PASSWORD, STAGES } from './login-stages.js'
import { startRedisServer } from './redis-server.js'
import { freshDatabase } from './shared-postgres.js'
import { createWebClient } from './web-client.js'

const GIVEN_NAME = '2.5.4.42'

/** The broker with two workers on PostgreSQL and Redis, a portal and a citizen. */
export interface TwoWorkers {
  readonly broker: BrokerProcess
  readonly env: Readonly<Record<string, string>>
  readonly configFile: string
  portal(): E2ePortal
  /** Reads the broker’s metadata again. */
  renewPortal(): Promise<void>
  /** Every process looks for changes every 2 s. */
  settled(): Promise<void>
  /** One login from the portal back to it; `between`: before each of its steps. */
  logIn(between?: () => Promise<void>): Promise<void>
  /** The sum of what `/metrics` says of this name. */
  metric(name: string): Promise<number>
  /** From as many connections as reach both workers. */
  fromBoth<T>(ask: () => Promise<T>): Promise<T[]>
  stop(): Promise<void>
}

export async function startTwoWorkers(): Promise<TwoWorkers> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-workers-'))
  const [redis, database] = await Promise.all([startRedisServer(), freshDatabase('migrated')])
  const configFile = join(folder, 'config.yaml')
  writeFileSync(configFile, 'site:\n  name: Konto Eins\n')
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    SECRET_KEY: randomBytes(32).toString('base64'),
    CONFIG_FILE: configFile,
    WORKERS: '2',
    LOG_LEVEL: 'debug',
  }
  const broker = await startBrokerProcess(env)
  const metadataOf = { url: `http://localhost:${broker.port}` }
  const newPortal = (): Promise<E2ePortal> => e2ePortal(metadataOf, { name: 'aachen', attributes: [GIVEN_NAME] })
  let portal = await newPortal()
  const file = join(folder, 'metadata.xml')
  writeFileSync(file, portal.metadata)
  await broker.servicekonto(['sp', 'import', file])
  await broker.servicekonto(['account', 'create', '--username', 'jana', '--given-name', 'Jana'], PASSWORD)
  const settled = (): Promise<void> => sleep(2500)
  await settled()
  return {
    broker,
    env,
    configFile,
    settled,
    portal: () => portal,
    renewPortal: async () => void (portal = await newPortal()),
    async logIn(between = () => Promise.resolve()) {
      const client = createWebClient()
      let page = await portal.login(client)
      for (const stage of STAGES) {
        await between()
        page = await stage(client, page, 'jana')
      }
      expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
    },
    async metric(name) {
      const { body } = await createWebClient().get(`${broker.url}/metrics`)
      const lines = body.split('\n').filter((line) => line.startsWith(name))
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    },
    fromBoth: (ask) => Promise.all([ask(), ask(), ask(), ask()]),
    async stop() {
      await broker.end()
      await Promise.all([database.drop(), redis.remove()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
