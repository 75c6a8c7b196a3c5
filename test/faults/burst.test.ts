import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrateStore } from '../../src/compose/database.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { type BurstAnswer, burstOf } from '../support/burst.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.js'
import { PERSISTENT, type RedisServer, startRedisServer } from '../support/redis-server.js'
import { createWebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

/** Generous: a broker at rest takes some 170 MB. */
const MEMORY_MB = 600

const REPEATED = 25

for (const workers of [1, 2]) {
  describe(`a broker of ${workers} on PostgreSQL and Redis, at which many log in at once`, function () {
    this.timeout(600_000)
    let redis: RedisServer
    let postgres: PostgresServer
    let broker: BrokerProcess
    let portal: E2ePortal
    const folder = mkdtempSync(join(tmpdir(), 'servicekonto-burst-'))
    before(async () => {
      ;[redis, postgres] = await Promise.all([startRedisServer(PERSISTENT), startPostgresServer()])
      const env = {
        DATA_DIR: folder,
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        SECRET_KEY: randomBytes(32).toString('base64'),
      }
      await migrateStore(loadConfig({ ...env, PUBLIC_URL: 'http://localhost:1' }))
      broker = await startBrokerProcess(workers === 1 ? env : { ...env, WORKERS: String(workers) })
      portal = await e2ePortal({ url: `http://localhost:${broker.port}` }, { name: 'aachen' })
      const file = join(folder, 'metadata.xml')
      writeFileSync(file, portal.metadata)
      await broker.servicekonto(['sp', 'import', file])
      await broker.servicekonto(['account', 'create', '--username', 'jana'], PASSWORD)
      await sleep(2500)
    })
    after(async () => {
      await broker?.end()
      await Promise.all([redis?.remove(), postgres?.stop()])
      rmSync(folder, { recursive: true, force: true })
    })

    const pathOf = async (): Promise<string> => {
      const { pathname, search } = new URL(await portal.requestUrl())
      return pathname + search
    }
    const processes = (): readonly number[] => (workers === 1 ? [broker.pid()] : broker.workers())
    const memoryOf = (pid: number): number =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
    /** Comes again while there is no room; what was sent away is sent once more as it was. */
    const untilLetIn = async (send: () => Promise<WebPage>): Promise<WebPage> => {
      for (;;) {
        const page = await send()
        if (page.status !== 503) return page
        expect(page.headers).to.have.property('retry-after')
        await sleep(300)
      }
    }
    const logIn = async (): Promise<void> => {
      const client = createWebClient()
      let page = await untilLetIn(() => portal.login(client))
      for (const stage of STAGES) {
        const before = page
        page = await untilLetIn(() => stage(client, before, 'jana'))
      }
      expect(page.find('[name="SAMLResponse"]')).not.to.equal(null)
    }
    /** What operators ask goes on meanwhile; ends with how often each was answered. */
    const watch = (signal: AbortSignal): Promise<readonly BurstAnswer[]> =>
      (async () => {
        const answers: BurstAnswer[] = []
        while (!signal.aborted) {
          answers.push(...(await burstOf(broker.port, ['/health/live', '/health/ready', '/metrics'])))
          await sleep(100)
        }
        return answers
      })()

    for (const count of [1000, 5000]) {
      it(`serves of ${count} what is within its capacity, and sends the others away with nothing claimed`, async () => {
        const paths = await Promise.all(Array.from({ length: count }, pathOf))
        const over = new AbortController()
        const watching = watch(over.signal)
        const answers = await burstOf(broker.port, paths)
        over.abort()

        const by = (status: number) => answers.filter((each) => each.status === status)
        const [served, shed] = [by(303), by(503)]
        expect(served.length + shed.length, 'each is served or sent away').to.equal(count)
        expect(served.length).to.be.greaterThan(10)
        for (const { location, cookie } of served) {
          expect(location).to.match(/^\/login\/[\w-]{22}$/)
          expect(cookie).to.match(/^login-/)
        }
        for (const { retryAfter, cookie } of shed) {
          expect(retryAfter).to.be.within(3, 8)
          expect(cookie).to.equal(null)
        }
        expect(shed.length, 'there is no other 503').to.equal(shed.filter(({ isBusy }) => isBusy).length)
        const watched = await watching
        expect(watched.length).to.be.greaterThan(0)
        expect(watched.filter(({ status }) => status !== 200)).to.deep.equal([])
        for (const pid of processes()) expect(memoryOf(pid)).to.be.below(MEMORY_MB)

        await logIn()
        const again = paths.filter((_, index) => answers[index]?.status === 503).slice(0, REPEATED)
        for (const path of again) {
          const [repeated] = await burstOf(broker.port, [path])
          expect(repeated?.status, 'the same request begins a login').to.equal(303)
        }
      })
    }

    it('lets citizens through to the end who come again when they are told to, while a crowd keeps coming', async () => {
      const stop = new AbortController()
      const crowd = (async () => {
        while (!stop.signal.aborted) {
          await burstOf(broker.port, await Promise.all(Array.from({ length: 300 }, pathOf)))
        }
      })()
      await logIn().finally(() => stop.abort())
      await crowd
    })
  })
}
