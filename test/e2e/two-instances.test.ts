import { expect } from 'chai'
import { packageVersion } from '../../src/config/package-version.js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { PERSISTENT, type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const GIVEN_NAME = '2.5.4.42'

describe('two instances on one database and one Redis', () => {
  let redis: RedisServer
  let proxy: RoundRobin
  let portal: E2ePortal
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-shared-'))
  const instances: RunningTestBroker[] = []

  before(async () => {
    redis = await startRedisServer(PERSISTENT)
    const targets: number[] = []
    proxy = await startRoundRobin(targets)
    for (let count = 0; count < 2; count++) {
      const shared = { PUBLIC_URL: proxy.url, DATA_DIR: dataDir, REDIS_URL: redis.url }
      const instance = await startBroker('', shared)
      instances.push(instance)
      targets.push(Number(new URL(instance.url).port))
    }
    const [broker] = instances
    if (!broker) return expect.fail()
    portal = await e2ePortal({ ...broker, url: proxy.url }, { name: 'aachen', attributes: [GIVEN_NAME] })
    await broker.register(portal.metadata)
    for (const name of ['jana', 'lena', 'omar']) await broker.citizen(name, PASSWORD, ['--given-name', name])
  })
  after(async () => {
    for (const instance of instances) await instance.stop()
    await proxy.close()
    await redis.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const ready = async (): Promise<void> => {
    const end = performance.now() + 15_000
    for (const { url } of instances) {
      while ((await fetch(`${url}/health/ready`)).status !== 200) {
        if (performance.now() > end) throw new Error('an instance does not get ready')
        await sleep(50)
      }
    }
  }
  const stateOf = async ({ url }: RunningTestBroker): Promise<unknown> => (await fetch(`${url}/health/ready`)).json()

  it('are ready, and say so of each dependency', async () => {
    for (const instance of instances) {
      const dependencies = { database: 'ok', registry: 'ok', keys: 'ok', redis: 'ok' }
      expect(await stateOf(instance)).to.deep.equal({ status: 'ok', version: packageVersion(), dependencies })
    }
  })

  it('take a login to its end, each step at the other instance, and single sign-on after it', async () => {
    const client = createWebClient()
    const before = [...proxy.served]
    let page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'jana')
    const [one = 0, two = 0] = proxy.served.map((count, place) => count - (before[place] ?? 0))
    expect(one).to.be.greaterThan(2)
    expect(Math.abs(one - two)).to.be.at.most(1)
    const again = await portal.login(client)
    expect(again.find('[name="decision"][value="confirm"]')).not.to.equal(null)
  })

  it('take a login to its end whichever instance begins, the other being gone from then on', async () => {
    for (const gone of [0, 1]) {
      const client = createWebClient()
      proxy.skip(1 - gone, true)
      let page = await portal.login(client)
      proxy.skip(1 - gone, false)
      proxy.skip(gone, true)
      for (const stage of STAGES) page = await stage(client, page, 'jana')
      expect((await portal.read(page)).nameID).to.be.a('string')
      proxy.skip(gone, false)
    }
  })

  it('answer one request once, whichever instance gets it again', async () => {
    const client = createWebClient()
    const url = await portal.requestUrl()
    const first = await client.get(url, { from: portal.page })
    expect((await client.get(url, { from: portal.page })).url).to.equal(first.url)
    const stranger = await createWebClient().get(url, { from: portal.page })
    expect(stranger.find('[data-testid="error"]')).not.to.equal(null)
  })

  it('deliver the same answer to a double click that reaches both', async () => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const stage of STAGES.slice(0, 2)) page = await stage(client, page, 'lena')
    const confirm = page
    const both = await Promise.all(
      [1, 2].map(() => client.submit(confirm, { button: '[name="decision"][value="confirm"]' })),
    )
    const answers = both.map((each) => each.find('[name="SAMLResponse"]')?.attributes.get('value') ?? null)
    const given = new Set(answers.filter((answer) => answer !== null))
    expect(given.size).to.equal(1)
    for (const each of both) if (each.status !== 200) expect(each.find('[data-testid="error"]')).not.to.equal(null)
  })

  it('let nobody in by a method that is switched off, in logins and sessions that are open, within 5 s', async () => {
    const [client, open] = [createWebClient(), createWebClient()]
    let page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    let waiting = await portal.login(open)
    for (const stage of STAGES.slice(0, 2)) waiting = await stage(open, waiting, 'lena')
    const [first, second] = instances
    if (!first || !second) return expect.fail()
    expect(await first.cli(['method', 'disable', 'password'])).to.deep.equal({
      code: 0,
      out: 'disabled password\n',
      err: '',
    })
    await second.settled()
    for (const { url } of instances) {
      const choice = await portal.login(client)
      expect(choice.find('[data-method-missing="password"]'), url).not.to.equal(null)
      expect([
        choice.find('[data-method="password"]'),
        choice.find('[name="decision"][value="confirm"]'),
      ]).to.deep.equal([null, null])
      const still = await open.submit(waiting, { button: '[name="decision"][value="confirm"]' })
      expect(still.find('[name="SAMLResponse"]')).to.equal(null)
    }
    await second.cli(['method', 'enable', 'password'])
    await first.settled()
    for (const { url } of instances) {
      expect((await portal.login(client)).find('[data-method="password"]'), url).not.to.equal(null)
    }
    page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    expect((await portal.read(page)).nameID).to.be.a('string')
  })

  it('have nobody in an account that a command has blocked, although it knows no store of sessions', async () => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    const who = ['--username', 'jana', '--reason', 'Anruf']
    expect(await instances[0]?.cli(['account', 'block', ...who])).to.include({ code: 0 })
    for (const { url } of instances) {
      const asked = await portal.login(client)
      expect(asked.find('[data-method="password"]'), url).not.to.equal(null)
    }
    page = await portal.login(client)
    for (const stage of STAGES.slice(0, 2)) page = await stage(client, page, 'jana')
    expect(page.text).to.include('Ihr Konto ist gesperrt')
    await instances[1]?.cli(['account', 'unblock', ...who])
    page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    expect((await portal.read(page)).nameID).to.be.a('string')
  })

  it('count failed passwords together', async () => {
    const client = createWebClient()
    let page = await portal.login(client)
    let last = page
    for (let tries = 0; tries < 11; tries++) {
      if (!page.find('[name="username"]'))
        page = await client.click(await portal.login(client), '[data-method="password"]')
      last = await client.submit(page, { fields: { username: 'omar', password: `falsch und lang ${tries}` } })
      page = last
    }
    expect(last.status).to.equal(429)
  })

  for (const stop of [0, 1, 2, 3]) {
    it(`take a login to its end although Redis is restarted after step ${stop}`, async () => {
      const client = createWebClient()
      let page = await portal.login(client)
      for (const [index, stage] of STAGES.entries()) {
        if (index === stop) {
          await redis.restart()
          await ready()
        }
        page = await stage(client, page, 'jana')
      }
      if (stop === STAGES.length) {
        await redis.restart()
        await ready()
        const again = await portal.login(client)
        expect(again.find('[name="decision"][value="confirm"]'), 'the session is still there').not.to.equal(null)
      }
      expect((await portal.read(page)).nameID).to.be.a('string')
    })
  }

  it('say 503 and when to come back while Redis is gone; the same form works when it is there again', async () => {
    const client = createWebClient()
    const chooser = await portal.login(client)
    const form = await client.click(chooser, '[data-method="password"]')
    await redis.kill()
    const from = performance.now()
    const failed = await client.submit(form, { fields: { username: 'jana', password: PASSWORD } })
    expect(performance.now() - from).to.be.below(5000)
    expect(failed.status).to.equal(503)
    expect(failed.headers['retry-after']).to.equal('10')
    expect(failed.find('[data-testid="error"]')).not.to.equal(null)
    for (const instance of instances) {
      const dependencies = { database: 'ok', registry: 'ok', keys: 'ok', redis: 'unavailable' }
      expect(await stateOf(instance)).to.deep.equal({
        status: 'unavailable',
        version: packageVersion(),
        dependencies,
      })
      expect((await fetch(`${instance.url}/health/live`)).status).to.equal(200)
    }
    expect((await portal.login(createWebClient())).status).to.equal(503)
    await redis.start()
    await ready()
    const confirm = await client.submit(form, { fields: { username: 'jana', password: PASSWORD } })
    const page = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect((await portal.read(page)).nameID).to.be.a('string')
  })
})
