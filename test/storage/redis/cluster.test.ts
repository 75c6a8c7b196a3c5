import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { loginId } from '../../../src/domain/ids.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import type { RedisStores } from '../../../src/storage/redis/redis-stores.js'
import { sampleLogin } from '../../contracts/samples.js'
import { PERSISTENT } from '../../support/redis-server.js'
import { type RedisCluster, startRedisCluster } from '../../support/redis-cluster.js'
import { openTestStores } from './redis-world.js'

const IDS = Array.from({ length: 30 }, (_, index) => loginId(`l${index}`))

describe('a Redis Cluster that loses a node', () => {
  let cluster: RedisCluster
  let stores: RedisStores
  before(async () => {
    cluster = await startRedisCluster(PERSISTENT)
    stores = await openTestStores(cluster.url, { answerWithin: 500 })
    for (const id of IDS) await stores.logins.replace(sampleLogin(id, Date.now() + 600_000))
  })
  after(async () => {
    await stores.close()
    await cluster.remove()
  })

  /** What each login is met with. */
  const met = (): Promise<readonly string[]> =>
    Promise.all(
      IDS.map((id) =>
        stores.logins.find(id).then(
          (login) => (login === null ? 'gone' : 'there'),
          (error: unknown) => (error instanceof BrokerError ? error.code : String(error)),
        ),
      ),
    )

  for (const place of [0, 1, 2]) {
    it(`serves what the others hold, and all again when node ${place} is back`, async () => {
      expect(new Set(await met())).to.deep.equal(new Set(['there']))
      await cluster.nodes[place]?.kill()
      expect(new Set(await met())).to.deep.equal(new Set(['there', 'unavailable']))
      await cluster.nodes[place]?.start()
      const end = performance.now() + 20_000
      while ((await met()).some((each) => each !== 'there') && performance.now() < end) await sleep(100)
      expect(new Set(await met())).to.deep.equal(new Set(['there']))
    })
  }
})
