import { expect } from 'chai'
import { accountId, methodId, sessionId } from '../../../src/domain/ids.js'
import { methodStarted } from '../../../src/domain/transitions.js'
import { attemptCounterContract } from '../../contracts/attempt-counter.contract.js'
import { eachWith } from '../../contracts/harness.js'
import { loginStoreContract } from '../../contracts/login-store.contract.js'
import { placesContract } from '../../contracts/places.contract.js'
import { replayCacheContract } from '../../contracts/replay-cache.contract.js'
import { sampleLogin, sampleSession } from '../../contracts/samples.js'
import { sessionStoreContract } from '../../contracts/session-store.contract.js'
import { untoldLogoutsContract } from '../../contracts/untold-logouts.contract.js'
import {
  cardInquiryContract,
  artifactContract,
  upstreamAnswerContract,
  logoutContract,
  passChallengeContract,
  passPairingContract,
} from '../../contracts/versioned-store.contract.js'
import { type RedisCluster, startRedisCluster } from '../../support/redis-cluster.js'
import { freshPrefix, sharedRedisUrl } from '../../support/shared-redis.js'
import { inRedis, openTestStores } from './redis-world.js'

/** All contracts on one kind of Redis. */
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
  passChallengeContract(
    name,
    inRedis(url, (stores) => stores.passChallenges),
  )
  passPairingContract(
    name,
    inRedis(url, (stores) => stores.passPairings),
  )
  placesContract(
    name,
    inRedis(url, (stores) => stores.places),
  )
  cardInquiryContract(
    name,
    inRedis(url, (stores) => stores.cardInquiries),
  )
  logoutContract(
    name,
    inRedis(url, (stores) => stores.logouts),
  )
  untoldLogoutsContract(
    name,
    inRedis(url, (stores) => stores.untoldLogouts),
  )
  artifactContract(
    name,
    inRedis(url, (stores) => stores.artifacts),
  )
  upstreamAnswerContract(
    name,
    inRedis(url, (stores) => stores.upstreamAnswers),
  )
}

contracts('Redis', sharedRedisUrl)

describe('five instances on one Redis', () => {
  const soon = (): number => Date.now() + 60_000
  const house = eachWith(async () => {
    const prefix = freshPrefix()
    const url = await sharedRedisUrl()
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => openTestStores(url, { prefix })))
    const [first] = all
    if (!first) return expect.fail()
    return { all, first, close: async () => void (await Promise.all(all.map((stores) => stores.close()))) }
  })
  const ROUNDS = Array.from({ length: 50 }, (_, round) => round)

  it('have one winner in each of many races for a login', async () => {
    const { all, first } = house()
    for (const round of ROUNDS) {
      const login = sampleLogin(`l${round}`, soon())
      await first.logins.replace(login)
      const won = await Promise.all(
        all.map((stores, tab) => stores.logins.replace(methodStarted(login, methodId('password'), { tab }))),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      const found = await first.logins.find(login.id)
      expect(found).to.deep.include({ methodState: { tab: won.indexOf(true) } })
    }
  })

  it('let no session escape the end of all by being renewed at that moment', async () => {
    const { all, first } = house()
    for (const round of ROUNDS) {
      const old = sampleSession(`old-${round}`)
      await first.sessions.create(old, soon())
      await Promise.all(
        all.map((stores, place) =>
          place === round % 5
            ? stores.sessions.endAllOf(accountId('erika'))
            : stores.sessions.renew(old, () => sampleSession(`new-${round}-${place}`), soon),
        ),
      )
      const ids = [0, 1, 2, 3, 4].map((place) => sessionId(`new-${round}-${place}`))
      const alive = await Promise.all([old.id, ...ids].map((id) => first.sessions.find(id)))
      expect(alive.filter((session) => session !== null)).to.deep.equal([])
    }
  })
})

describe('in a Redis Cluster of three nodes, which refuses a script over keys of two slots', () => {
  let cluster: RedisCluster
  before(async () => {
    cluster = await startRedisCluster()
  })
  after(() => cluster.remove())

  contracts('a cluster', () => Promise.resolve(cluster.url))
})
