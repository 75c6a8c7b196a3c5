import { expect } from 'chai'
import { accountId } from '../../../src/domain/ids.js'
import type { EphemeralStores } from '../../../src/storage/ephemeral-stores.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { attemptCounterContract } from '../../contracts/attempt-counter.contract.js'
import { expectUnavailable, type MakeEphemeral } from '../../contracts/harness.js'
import { loginStoreContract } from '../../contracts/login-store.contract.js'
import { replayCacheContract } from '../../contracts/replay-cache.contract.js'
import { sampleLogin, sampleSession } from '../../contracts/samples.js'
import { sessionStoreContract } from '../../contracts/session-store.contract.js'
import { passChallengeContract, passPairingContract } from '../../contracts/versioned-store.contract.js'

const NOON = Date.parse('2026-05-04T12:00:00Z')

function inMemory<Store>(pick: (stores: EphemeralStores) => Store): MakeEphemeral<Store> {
  return () => {
    let now = NOON
    const stores = createMemoryStores({ clock: { now: () => now } })
    const store = pick(stores)
    return Promise.resolve({
      store,
      other: store,
      now: () => now,
      pass: (time) => {
        now += time
        return Promise.resolve()
      },
      breakDown: () => Promise.reject(new Error('what lives in this process always answers')),
      close: () => stores.close(),
    })
  }
}

loginStoreContract(
  'this process',
  inMemory((stores) => stores.logins),
  { breaksDown: false },
)
sessionStoreContract(
  'this process',
  inMemory((stores) => stores.sessions),
  { breaksDown: false },
)
replayCacheContract(
  'this process',
  inMemory((stores) => stores.replay),
  { breaksDown: false },
)
attemptCounterContract(
  'this process',
  inMemory((stores) => stores.attempts),
  { breaksDown: false },
)
passChallengeContract(
  'this process',
  inMemory((stores) => stores.passChallenges),
  { breaksDown: false },
)
passPairingContract(
  'this process',
  inMemory((stores) => stores.passPairings),
)

describe('a full in-process store', () => {
  let now = NOON
  let stores: EphemeralStores
  beforeEach(() => {
    now = NOON
    stores = createMemoryStores({ clock: { now: () => now }, capacity: 2 })
  })
  afterEach(() => stores.close())

  it('refuses a new login and keeps those under way', async () => {
    const [one, two, three] = ['l1', 'l2', 'l3'].map((id) => sampleLogin(id, NOON + 60_000))
    if (!one || !two || !three) return expect.fail()
    await stores.logins.create(one)
    await stores.logins.create(two)
    await expectUnavailable(stores.logins.create(three))
    expect(await stores.logins.replace({ ...one, version: 2 })).to.equal(true)
    expect(await stores.logins.find(two.id)).to.deep.equal(two)
  })

  it('refuses a new session, yet renews one and ends one', async () => {
    await stores.sessions.create(sampleSession('s1'), NOON + 60_000)
    await stores.sessions.create(sampleSession('s2'), NOON + 60_000)
    await expectUnavailable(stores.sessions.create(sampleSession('s3'), NOON + 60_000))
    expect(await stores.sessions.renew(sampleSession('s1'), sampleSession('s3'), NOON + 60_000)).to.equal(true)
    expect(await stores.sessions.endAllOf(accountId('erika'))).to.equal(2)
  })

  it('forgets no claim: a replay is refused, and so is a new claim', async () => {
    await stores.replay.claim('_1', 'a', 60_000)
    await stores.replay.claim('_2', 'b', 60_000)
    await expectUnavailable(stores.replay.claim('_3', 'c', 60_000))
    expect(await stores.replay.claim('_1', 'c', 60_000)).to.equal('a')
  })

  it('forgets no failure', async () => {
    await stores.attempts.add('erika', 60_000)
    await stores.attempts.add('max', 60_000)
    await expectUnavailable(stores.attempts.add('nobody', 60_000))
    expect(await stores.attempts.add('erika', 60_000)).to.equal(2)
  })

  it('has room again when something has ended', async () => {
    await stores.replay.claim('_1', 'a', 500)
    await stores.replay.claim('_2', 'b', 60_000)
    now += 1500
    expect(await stores.replay.claim('_3', 'c', 60_000)).to.equal(null)
  })
})
