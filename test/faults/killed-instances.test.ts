import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.js'
import { PERSISTENT, type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js'
import { createWebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { whileLoaded } from '../support/while-loaded.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { migrateStore } from '../../src/compose/database.js'

const GIVEN_NAME = '2.5.4.42'
const CONFIRM = STAGES.length - 1

describe('two instances as processes, on PostgreSQL and Redis, behind a proxy', function () {
  this.timeout(120_000)
  let redis: RedisServer
  let postgres: PostgresServer
  let proxy: RoundRobin
  let portal: E2ePortal
  let one: BrokerProcess
  let two: BrokerProcess
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-instances-'))

  before(async () => {
    ;[redis, postgres] = await Promise.all([startRedisServer(PERSISTENT), startPostgresServer()])
    const targets: number[] = []
    proxy = await startRoundRobin(targets)
    const env = {
      PUBLIC_URL: proxy.url,
      DATA_DIR: folder,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
    }
    await migrateStore(loadConfig(env))
    ;[one, two] = await Promise.all([startBrokerProcess(env), startBrokerProcess(env)])
    targets.push(one.port, two.port)
    portal = await e2ePortal(proxy, { name: 'aachen', attributes: [GIVEN_NAME] })
    const file = join(folder, 'metadata.xml')
    writeFileSync(file, portal.metadata)
    await one.servicekonto(['sp', 'import', file])
    await one.servicekonto(['account', 'create', '--username', 'jana', '--given-name', 'Jana'], PASSWORD)
    await sleep(2500)
  })
  after(async () => {
    await Promise.all([one?.end(), two?.end()])
    await proxy?.close()
    await Promise.all([redis?.remove(), postgres?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  /** The logins that were answered, by the audit: each as often as it was. */
  const answered = async (): Promise<readonly string[]> => {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      const { rows } = await client.query(`SELECT "after" FROM audit_entries WHERE action = 'login.answered'`)
      return rows.map(({ after }) => String(JSON.parse(String(after)).login))
    } finally {
      await client.end()
    }
  }
  let starting: Promise<void> = Promise.resolve()
  /** The killed one comes back while the other goes on. */
  const kill = async (place: number): Promise<void> => {
    const victim = place === 0 ? one : two
    await victim.kill()
    starting = victim.start()
  }
  const expectJana = async (page: WebPage): Promise<void> => {
    expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
  }
  const ready = async (): Promise<void> => {
    for (const { url } of [one, two]) while ((await fetch(`${url}/health/ready`)).status !== 200) await sleep(50)
  }
  /** A login from the portal to the portal; `disturb` comes before each stage, and once after the last. */
  const logIn = async (disturb: (stage: number) => Promise<void>): Promise<void> => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const [index, stage] of STAGES.entries()) {
      await disturb(index)
      page = await stage(client, page, 'jana')
    }
    await disturb(STAGES.length)
    await expectJana(page)
    const again = await portal.login(client)
    expect(again.find('[name="decision"][value="confirm"]'), 'the session is still there').not.to.equal(null)
  }

  for (const stage of [0, 1, 2, 3]) {
    it(`take a login to its end although the one that served step ${stage} is killed after it`, async () => {
      await starting
      const before = await answered()
      await logIn(async (at) => (at === stage ? kill(proxy.last()) : undefined))
      expect(await answered()).to.have.length(before.length + 1)
    })
  }

  it('take a login to its end although Redis and PostgreSQL are restarted between all of its steps', async () => {
    await starting
    const before = await answered()
    await logIn(async () => {
      await Promise.all([redis.restart(), postgres.kill().then(() => postgres.start())])
      await ready()
    })
    expect(await answered()).to.have.length(before.length + 1)
  })

  // The version of a login rises when it is confirmed, when it is taken for its one answer, when that is kept.
  for (const rises of [1, 2, 3]) {
    it(`give one answer or none, and say how to go on, when the answering one is killed at write ${rises}`, async () => {
      await starting
      const client = createWebClient()
      let page = await portal.login(client)
      for (const stage of STAGES.slice(0, CONFIRM)) page = await stage(client, page, 'jana')
      const login = /\/login\/([^/]+)/.exec(page.url)?.[1] ?? ''
      const confirm = async () => STAGES[CONFIRM]?.(client, page, 'jana') ?? expect.fail()
      const version = async () =>
        Number((await redis.command('HGET', `servicekonto:login:${login}`, 'version')).split('\r\n')[1])
      const [before, place] = [await version(), (proxy.last() + 1) % 2]
      const cut = confirm()
      let over = false
      void cut.finally(() => (over = true))
      while (!over && (await version()) < before + rises);
      await kill(place)
      const [first, second] = [await cut, await confirm()]
      const given = [first, second].flatMap((each) => each.find('[name="SAMLResponse"]')?.attributes.get('value') ?? [])
      expect([...new Set(given)]).to.have.length.at.most(1)
      const audited = (await answered()).filter((each) => each === login)
      expect(audited).to.have.length.within(given.length > 0 ? 1 : 0, 1)
      if (given.length === 0) expect(second.find('[data-testid="error"]'), second.text).not.to.equal(null)
      const again = await portal.login(client)
      expect(again.find('[name="decision"][value="confirm"]'), 'the citizen can go on').not.to.equal(null)
    })
  }

  it('lose no login and refuse no request while one after the other is taken out, ended and started again', async () => {
    await starting
    const before = await answered()
    let logins = 0
    const { rounds, failures } = await whileLoaded(
      [
        async () => void expect((await portal.login(createWebClient())).status).to.equal(200),
        async () => void expect((await createWebClient().get(`${proxy.url}/saml/metadata`)).status).to.equal(200),
        async () => {
          await logIn(() => sleep(100))
          logins += 1
        },
      ],
      async () => {
        for (const [place, instance] of [one, two].entries()) {
          proxy.skip(place, true)
          expect(await instance.end()).to.equal(0)
          await instance.start()
          proxy.skip(place, false)
        }
      },
    )
    expect(failures).to.deep.equal([])
    expect(rounds).to.be.greaterThan(20)
    expect(await answered()).to.have.length(before.length + logins)
  })

  it('have answered no login twice', async () => {
    const all = await answered()
    expect(new Set(all).size).to.equal(all.length)
  })
})
