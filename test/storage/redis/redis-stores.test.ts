import { attemptCounterContract } from '../../contracts/attempt-counter.contract.js'
import { loginStoreContract } from '../../contracts/login-store.contract.js'
import { replayCacheContract } from '../../contracts/replay-cache.contract.js'
import { sessionStoreContract } from '../../contracts/session-store.contract.js'
import { type RedisServer, startRedisServer } from '../../support/redis-server.js'
import { sharedRedisUrl } from '../../support/shared-redis.js'
import { inRedis } from './redis-world.js'

/** All four contracts on one kind of Redis. */
function contracts(name: string, url: () => Promise<string>): void {
  loginStoreContract(
    name,
    inRedis(url, (stores) => stores.logins),
  )
  sessionStoreContract(
    name,
    inRedis(url, (stores) => stores.sessions),
  )
  replayCacheContract(
    name,
    inRedis(url, (stores) => stores.replay),
  )
  attemptCounterContract(
    name,
    inRedis(url, (stores) => stores.attempts),
  )
}

contracts('Redis', sharedRedisUrl)

describe('in a Redis Cluster, which refuses a script over keys of two slots', () => {
  let cluster: RedisServer
  before(async () => {
    cluster = await startRedisServer(['--cluster-enabled', 'yes'])
    await cluster.command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
    while (!(await cluster.command('CLUSTER', 'INFO')).includes('cluster_state:ok')) continue
  })
  after(() => cluster.remove())

  contracts('a cluster', () => Promise.resolve(`${cluster.url}?cluster=true`))
})
