import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { startRedisServer, type RedisServer } from '../support/redis-server.js'
import { startRoundRobin, type RoundRobin } from '../support/round-robin.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const newSecret = (): string => randomBytes(32).toString('base64')

describe('a change of SECRET_KEY on two instances', () => {
  const [former, present] = [newSecret(), newSecret()]
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-secret-'))
  const targets: number[] = []
  const instances = new Map<string, RunningTestBroker>()
  let redis: RedisServer
  let proxy: RoundRobin
  let portal: E2ePortal

  /** An instance with these secrets, in the place of the one of this name. */
  const start = async (name: 'one' | 'two', secrets: Record<string, string>): Promise<RunningTestBroker> => {
    await instances.get(name)?.stop()
    instances.delete(name)
    const shared = { PUBLIC_URL: proxy.url, DATA_DIR: dataDir, REDIS_URL: redis.url }
    const instance = await startBroker('', { ...shared, ...secrets })
    instances.set(name, instance)
    targets.splice(0, 2, ...[...instances.values()].map(({ url }) => Number(new URL(url).port)))
    return instance
  }
  /** The identifier that the portal gets of a login of Jana, each step of which another instance takes. */
  const nameIdOf = async (): Promise<string | undefined> => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    return (await portal.read(page)).nameID
  }

  before(async () => {
    redis = await startRedisServer()
    proxy = await startRoundRobin(targets)
  })
  after(async () => {
    for (const instance of instances.values()) await instance.stop()
    await proxy.close()
    await redis.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('leaves logins, pseudonyms and passwords as they are, from one secret to the other', async () => {
    const first = await start('one', { SECRET_KEY: former })
    await start('two', { SECRET_KEY: former })
    portal = await e2ePortal({ ...first, url: proxy.url }, { name: 'aachen' })
    await first.register(portal.metadata, ['--set', 'nameIdFormat=persistent'])
    await first.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Winterberg'])
    const nameId = await nameIdOf()
    expect(nameId).to.be.a('string').and.have.length.greaterThan(20)

    const both = { SECRET_KEY: present, SECRET_KEY_PREVIOUS: former }
    const second = await start('two', both)
    expect(await nameIdOf(), 'one of each').to.equal(nameId)
    const { code, out } = await second.cli(['keys', 'rewrap', '--json'])
    expect([code, JSON.parse(out)]).to.deep.equal([0, { rewrapped: 9, keys: 9 }])
    expect(await nameIdOf(), 'one that was started with the former').to.equal(nameId)
    await start('one', { SECRET_KEY: present })
    await start('two', { SECRET_KEY: present })
    expect(await nameIdOf(), 'the present one alone').to.equal(nameId)
  })

  it('is over then: the former secret starts no broker', async () => {
    const failed = await start('two', { SECRET_KEY: former }).catch((error: unknown) => error)
    expect(failed).to.have.property('rule', 'secret-key-wrong')
  })
})
