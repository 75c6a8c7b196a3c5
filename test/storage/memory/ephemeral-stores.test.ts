import { expect } from 'chai'
import { accountId, loginId, methodId, sessionId } from '../../../src/domain/ids.js'
import { hours, minutes } from '../../../src/domain/instant.js'
import { ANSWER_LIFETIME, LOGIN_LIFETIME, type Login, type ReceivedLogin } from '../../../src/domain/login.js'
import {
  aborted,
  answered,
  authenticated,
  confirmed,
  identified,
  methodStarted,
  wished,
  aborting,
  answering,
} from '../../../src/domain/transitions.js'
import type { EphemeralStores } from '../../../src/storage/ephemeral-stores.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { attemptCounterContract } from '../../contracts/attempt-counter.contract.js'
import { expectUnavailable, type MakeEphemeral } from '../../contracts/harness.js'
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
untoldLogoutsContract(
  'this process',
  inMemory((stores) => stores.untoldLogouts),
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
placesContract(
  'this process',
  inMemory((stores) => stores.places),
  { breaksDown: false },
)
cardInquiryContract(
  'this process',
  inMemory((stores) => stores.cardInquiries),
)
logoutContract(
  'this process',
  inMemory((stores) => stores.logouts),
)
artifactContract(
  'this process',
  inMemory((stores) => stores.artifacts),
)
upstreamAnswerContract(
  'this process',
  inMemory((stores) => stores.upstreamAnswers),
)

describe('a full in-process store', () => {
  let now = NOON
  let stores: EphemeralStores
  beforeEach(() => {
    now = NOON
    stores = createMemoryStores({ clock: { now: () => now }, capacity: 2 })
  })
  afterEach(() => stores.close())

  const begun = (id: string) => ({ ...sampleLogin(id, NOON + 60_000), startedAt: NOON })

  const opened = (login: Login) => methodStarted(login, methodId('eid'), {})
  const proved = (login: ReceivedLogin) =>
    authenticated(login, {
      method: methodId('eid'),
      instance: 'key',
      level: 'hoch',
      at: NOON,
      subject: { kind: 'key', key: 'key' },
    })

  it('refuses a new login and keeps those in which somebody has proved something', async () => {
    const one = proved(begun('l1'))
    const other = opened(wished(proved(begun('l2')), 'link-account'))
    for (const login of [one, other]) await stores.logins.replace({ ...login, version: 1 })
    await expectUnavailable(stores.logins.replace(begun('l3')))
    for (const login of [one, other]) expect(await stores.logins.replace({ ...login, version: 2 })).to.equal(true)
  })

  describe('of logins that somebody else begins, and opens a method in', () => {
    const CAPACITY = 100
    const flood = async (first: number, count: number, act: (login: Login) => Login = opened) => {
      for (let turn = first; turn < first + count; turn++) {
        const login = begun(`flood-${turn}`)
        await stores.logins.replace(login)
        await stores.logins.replace(act(login))
      }
    }
    beforeEach(async () => {
      await stores.close()
      stores = createMemoryStores({ clock: { now: () => now }, capacity: CAPACITY })
      await flood(0, CAPACITY)
    })
    const has = async (id: string) => (await stores.logins.find(loginId(id))) !== null

    it('lets a citizen in, who may think for as long as anybody', async () => {
      const citizens = begun('citizen')
      await stores.logins.replace(citizens)
      await flood(CAPACITY, CAPACITY / 2)
      expect(await has('citizen'), 'on the first page').to.equal(true)
      await stores.logins.replace(opened(citizens))
      await flood(2 * CAPACITY, CAPACITY - 1)
      expect(await has('citizen'), 'with a method open').to.equal(true)
      await flood(3 * CAPACITY, 1)
      expect(await has('citizen'), 'the oldest of all').to.equal(false)
    })

    it('keeps what a citizen proves', async () => {
      const citizens = begun('citizen')
      await stores.logins.replace(citizens)
      const known = proved(citizens)
      await stores.logins.replace(known)
      await flood(CAPACITY, 2 * CAPACITY)
      expect(await stores.logins.find(citizens.id)).to.deep.equal(known)
    })

    it('lets a citizen in also where a session, and no proof of its own, has gone into each', async () => {
      const bySession = (login: Login) => identified(login, accountId('mallory'), sessionId('s'))
      await flood(CAPACITY, CAPACITY, bySession)
      await stores.logins.replace(begun('citizen'))
      await flood(2 * CAPACITY, CAPACITY - 1, bySession)
      expect(await has('citizen')).to.equal(true)
    })
  })

  it('forgets no login whose end is decided: its audit entry may be there', async () => {
    const given = aborting(begun('given up'), 'authn-failed', null, NOON)
    await stores.close()
    stores = createMemoryStores({ clock: { now: () => now }, capacity: 3 })
    await stores.logins.replace({ ...given, version: 1 })
    for (let count = 0; count < 6; count++) await stores.logins.replace(begun(`stranger-${count}`))
    expect(await stores.logins.find(given.id)).to.include({ state: 'aborting' })
  })

  it('forgets first a login that is over, once its answer is not delivered again', async () => {
    const begin = (id: string) => ({ ...begun(id), expiresAt: NOON + LOGIN_LIFETIME })
    const isThere = async (id: string) => (await stores.logins.find(loginId(id))) !== null
    const release = { attributes: [], level: 'normal' } as const
    const confirmedBy = (login: Login) => confirmed(identified(login, accountId('erika'), null), release)
    const decided = { method: methodId('eid'), authnInstant: NOON, reached: 'normal' } as const
    const ends = [
      aborted(aborting(begin('given up'), 'authn-failed', null, NOON), null),
      answered(answering(confirmedBy(begin('answered')), decided, NOON), { kind: 'stay', path: '/' }, NOON),
    ]
    for (const over of ends) {
      now = NOON
      await stores.close()
      stores = createMemoryStores({ clock: { now: () => now }, capacity: 2 })
      await stores.logins.replace(begin('first'))
      await stores.logins.replace({ ...over, version: 1 })
      now += ANSWER_LIFETIME - 1
      await stores.logins.replace(begin('second'))
      expect(await isThere(over.id), 'its answer can be asked for').to.equal(true)
      now += 1
      await stores.logins.replace(begin('third'))
      expect([await isThere(over.id), await isThere('second')]).to.deep.equal([false, true])
    }
  })

  it('forgets a claim for a new one only when it is not needed any more', async () => {
    for (const id of ['_1', '_2']) await stores.replay.claim(id, 'a', 60_000, 10_000)
    now += 9_999
    await expectUnavailable(stores.replay.claim('_3', 'c', 60_000, 10_000))
    expect(await stores.replay.claim('_1', 'b', 60_000, 10_000)).to.equal('a')
    now += 1
    expect(await stores.replay.claim('_3', 'c', 60_000, 10_000)).to.equal(null)
    expect(await stores.replay.claim('_2', 'b', 60_000, 10_000)).to.equal('a')
  })

  it('lets a new session take the place of one that is kept for a logout alone, and of no other', async () => {
    const lastAction = (id: string, lastActionAt: number) => ({ ...sampleSession(id), lastActionAt })
    for (const id of ['s1', 's2']) await stores.sessions.create(lastAction(id, NOON), NOON + hours(12))
    now = NOON + minutes(90) - 1
    await expectUnavailable(stores.sessions.create(lastAction('s3', now), NOON + hours(12)))
    now += 1
    await stores.sessions.create(lastAction('s3', now), NOON + hours(12))
    const alive = await Promise.all(['s1', 's2', 's3'].map((id) => stores.sessions.find(sessionId(id))))
    expect(alive.map((each) => each !== null)).to.deep.equal([false, true, true])
  })

  it('refuses a new session, yet renews one and ends one', async () => {
    const [s1, s2] = ['s1', 's2'].map((id) => ({ ...sampleSession(id), lastActionAt: NOON }))
    await stores.sessions.create(s1 ?? sampleSession('s1'), NOON + 60_000)
    await stores.sessions.create(s2 ?? sampleSession('s2'), NOON + 60_000)
    await expectUnavailable(stores.sessions.create(sampleSession('s3'), NOON + 60_000))
    expect(
      await stores.sessions.renew(
        sampleSession('s1'),
        () => sampleSession('s3'),
        () => NOON + 60_000,
      ),
    ).not.to.equal(null)
    expect(await stores.sessions.endAllOf(accountId('erika'))).to.have.length(2)
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
