import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientHand } from '../support/client-hand.js'
import { startRedisServer } from '../support/redis-server.js'
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js'
import { type RunningTestBroker, startBroker } from '../support/running-broker.js'
import { freshDatabase } from '../support/shared-postgres.js'
import { walkOne, walkTwo } from '../support/walk.js'
import { virtualPhone } from '../support/walk-phone.js'
import { type StartBrokers, startWalkWorld, type WalkWorld } from '../support/walk-world.js'

describe('a citizen who walks through the demo on two instances', () => {
  const endings: (() => Promise<void> | void)[] = []
  let proxy: RoundRobin
  let world: WalkWorld

  /** Two brokers on one PostgreSQL and one Redis; every request goes to another one than the request before it. */
  const startTwo: StartBrokers = async (settings, clock) => {
    const [database, redis] = [await freshDatabase('migrated'), await startRedisServer()]
    const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-two-'))
    endings.push(
      () => database.drop(),
      () => redis.remove(),
      () => rmSync(dataDir, { recursive: true, force: true }),
    )
    const targets: number[] = []
    proxy = await startRoundRobin(targets)
    const shared = {
      PUBLIC_URL: proxy.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      DATA_DIR: dataDir,
      SECRET_KEY: randomBytes(32).toString('base64'),
    }
    const instances: RunningTestBroker[] = []
    for (let count = 0; count < 2; count++) {
      const instance = await startBroker(settings, shared, clock)
      instances.push(instance)
      targets.push(Number(new URL(instance.url).port))
    }
    const [first] = instances
    if (!first) return expect.fail()
    return {
      ...first,
      url: proxy.url,
      async stop() {
        for (const instance of instances) await instance.stop()
        await proxy.close()
      },
    }
  }

  before(async () => {
    world = await startWalkWorld(startTwo)
  })
  after(async () => {
    await world?.stop()
    for (const end of endings) await end()
  })

  /** Pages, the eID client's way to the token and the phone's requests: none is answered by the one before. */
  const alternating = async (walk: () => Promise<void>): Promise<void> => {
    const before = [...proxy.served]
    await walk()
    const [one = 0, two = 0] = proxy.served.map((count, place) => count - (before[place] ?? 0))
    expect(Math.min(one, two)).to.be.greaterThan(10)
    expect(Math.abs(one - two)).to.be.at.most(1)
  }

  it('makes an account by card, pairs a phone, logs in by it, and is asked for the card where it alone suffices', () =>
    alternating(() => walkOne({ world, hand: clientHand(), language: 'de', card: 'complete' }, virtualPhone())))

  it('is asked for the card again six minutes after the last action, not four', () =>
    alternating(() => walkTwo({ world, hand: clientHand(), language: 'en', card: 'letters' }, virtualPhone())))
})
