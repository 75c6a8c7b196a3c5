import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createValueSeal } from '../../../src/crypto/value-seal.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { accountId, methodId, sessionId } from '../../../src/domain/ids.js'
import type { Login } from '../../../src/domain/login.js'
import {
  aborted,
  aborting,
  answered,
  answering,
  confirmed,
  identified,
  authenticated,
  methodStarted,
} from '../../../src/domain/transitions.js'
import type { RedisStores } from '../../../src/storage/redis/redis-stores.js'
import { eachWith, rejectionOf } from '../../contracts/harness.js'
import { sampleLogin, sampleSession } from '../../contracts/samples.js'
import { type RedisServer, startRedisServer } from '../../support/redis-server.js'
import { keptLog } from '../../support/kept-log.js'
import { openTestStores, SEAL } from './redis-world.js'

const soon = (): number => Date.now() + 60_000

describe('what lies in Redis', () => {
  let redis: RedisServer
  before(async () => {
    redis = await startRedisServer()
  })
  after(() => redis.remove())
  const house = eachWith(async (): Promise<RedisStores> => {
    await redis.command('FLUSHALL')
    return openTestStores(redis.url)
  })

  const expectInternal = async (work: Promise<unknown>, secret = 'geheim'): Promise<void> => {
    const error = await rejectionOf(work)
    expect(error).to.be.instanceOf(BrokerError)
    expect(error).to.have.property('code', 'internal')
    expect(String(error)).not.to.include(secret)
  }

  it('is a login in each of its states, as it was', async () => {
    const received = sampleLogin('l1', soon())
    const [evidence] = sampleSession('s1').evidence
    if (!evidence) return expect.fail()
    const proved = authenticated(received, evidence)
    const known = identified(proved, accountId('erika'), sessionId('s1'))
    const agreed = confirmed(known, {
      attributes: [{ name: 'givenName', value: 'Åsa "Ḫ" 😀\u2028', level: 'basis', required: true }],
      level: 'normal',
    })
    const chosen = { ...agreed, remember: { digest: 'd', declined: ['phone'] as const }, ticked: ['email'] as const }
    const decided = { method: methodId('password'), authnInstant: soon(), reached: 'hoch' } as const
    const taken = answering(agreed, decided, soon())
    const given = aborting(received, 'authn-failed', 'proof-gone', soon())
    const fields = { SAMLResponse: 'x', RelayState: '' }
    const states: readonly Login[] = [
      received,
      methodStarted(received, methodId('eid'), { nested: { list: [1, null, 'x'], yes: true } }),
      proved,
      known,
      { ...known, session: null },
      agreed,
      chosen,
      taken,
      answered(taken, { kind: 'post', action: 'https://a.example', fields, notice: null }, soon()),
      given,
      aborted(given, null),
    ]
    for (const [index, login] of states.entries()) {
      const own = { ...login, id: sampleLogin(`l${index}`, soon()).id, version: 1 }
      await house().logins.replace(own)
      expect(await house().logins.find(own.id), own.state).to.deep.equal(own)
    }
  })

  it('is a session with the services that took part', async () => {
    const { requirements, id } = sampleLogin('l1', soon())
    const part = {
      service: requirements.service,
      login: id,
      nameId: 'n',
      nameIdFormat: 'f',
      sessionIndex: '_s',
      nameKey: 'name-key',
      since: 1,
    }
    const session = { ...sampleSession('s1'), participations: [part] }
    await house().sessions.create(session, soon())
    expect(await house().sessions.find(session.id)).to.deep.equal(session)
  })

  it('says nothing to whoever reads Redis, its files or its backups', async () => {
    const { logins, sessions } = house()
    await logins.replace(sampleLogin('l1', soon()))
    await sessions.create(sampleSession('s1'), soon())
    for (const key of ['servicekonto:login:l1', 'servicekonto:{sessions}:session:s1']) {
      const held = await redis.command('HGET', key, 'value')
      expect(held).to.match(/\r\ns1\.[\w-]{200,}\r\n$/)
      for (const way of ['latin1', 'base64url'] as const) {
        expect(Buffer.from(held.split('s1.')[1] ?? '', way).toString('latin1')).not.to.match(
          /portal|erika|password|level/,
        )
      }
    }
  })

  it('is absent for an instance with another SECRET_KEY, which says so once, and not for every value', async () => {
    const kept = keptLog()
    const seal = createValueSeal(createSecretKey(randomBytes(32)))
    const stranger = await openTestStores(redis.url, { seal, log: kept.log })
    for (const id of ['1', '2', '3']) {
      await house().logins.replace(sampleLogin(`l${id}`, soon()))
      await house().sessions.create(sampleSession(`s${id}`), soon())
      expect(await stranger.logins.find(sampleLogin(`l${id}`, 0).id)).to.equal(null)
      expect(await stranger.sessions.find(sessionId(`s${id}`))).to.equal(null)
    }
    await stranger.close()
    expect(kept.lines).to.have.length(2)
    expect(kept.lines[0]).to.match(/^error redis\.sealed a login does not open: .* SECRET_KEY/)
    expect(kept.lines[1]).to.match(/^error redis\.sealed a session does not open: .* SECRET_KEY/)
    expect(await house().logins.find(sampleLogin('l1', 0).id)).not.to.equal(null)
  })

  for (const [what, value] of [
    ['no sealed value', 'geheim'],
    ['the plain value', JSON.stringify(sampleSession('s1'))],
    ['cut off', 's1.AAAA'],
  ] as const) {
    it(`is absent where it is ${what}: nobody but an instance makes a login or session`, async () => {
      await redis.command('HSET', 'servicekonto:login:l1', 'version', '1', 'value', value)
      await redis.command('HSET', 'servicekonto:{sessions}:session:s1', 'version', '1', 'value', value)
      expect(await house().logins.find(sampleLogin('l1', 0).id)).to.equal(null)
      expect(await house().sessions.find(sessionId('s1'))).to.equal(null)
    })
  }

  it('is absent where it is another one’s: a session copied under a chosen id opens nothing', async () => {
    await house().sessions.create(sampleSession('s1'), soon())
    const held = (await redis.command('HGET', 'servicekonto:{sessions}:session:s1', 'value')).split('\r\n')[1] ?? ''
    await redis.command('HSET', 'servicekonto:{sessions}:session:s2', 'version', '1', 'value', held)
    expect(await house().sessions.find(sessionId('s2'))).to.equal(null)
    expect(await house().sessions.find(sessionId('s1'))).not.to.equal(null)
  })

  it('is refused where an instance wrote it in another shape, and not quoted', async () => {
    const value = SEAL.seal('login l1', '{"id":"l1","state":"confirmed","browserKey":"geheim"}')
    await redis.command('HSET', 'servicekonto:login:l1', 'version', '1', 'value', value)
    await expectInternal(house().logins.find(sampleLogin('l1', 0).id))
  })

  it('is a login too that a version before this one began', async () => {
    const now = sampleLogin('l1', soon())
    const { attributesByMetadata, ...before } = now.requirements
    expect(attributesByMetadata).not.to.deep.equal([])
    const value = SEAL.seal('login l1', JSON.stringify({ ...now, requirements: before }))
    await redis.command('HSET', 'servicekonto:login:l1', 'version', '1', 'value', value)
    const requirements = { ...before, attributesByMetadata: [] }
    expect(await house().logins.find(now.id)).to.deep.equal({ ...now, requirements })
  })

  it('is refused where it is of another kind', async () => {
    await redis.command('SET', 'servicekonto:login:l1', 'geheim')
    await expectInternal(house().logins.find(sampleLogin('l1', 0).id))
    await expectInternal(house().logins.replace({ ...sampleLogin('l1', soon()), version: 2 }))
  })

  it('all ends by itself: no key is without an end, and a list of sessions goes with the last of them', async () => {
    const { logins, sessions, replay, attempts } = house()
    await logins.replace(sampleLogin('l1', soon()))
    await sessions.create(sampleSession('s1'), soon())
    await sessions.create(sampleSession('s2'), soon() + 60_000)
    await sessions.change(sampleSession('s1'), (session) => session, soon)
    await sessions.renew(sampleSession('s1'), () => sampleSession('s3'), soon)
    await replay.claim('_1', 'x', 60_000)
    await attempts.add('erika', 60_000, 'x')
    await attempts.add('erika', 60_000)
    const keys = (await redis.command('KEYS', '*')).split('\r\n').filter((line) => line.startsWith('servicekonto:'))
    expect(keys).to.have.length(7)
    for (const key of keys) {
      const left = Number((await redis.command('PTTL', key)).slice(1))
      const most = key.includes('account') || key.endsWith('s2') ? 120_000 : 60_000
      expect(left, key).to.be.within(most - 5000, most)
    }
    expect(await sessions.endAllOf(accountId('erika'))).to.have.length(2)
    expect(await redis.command('EXISTS', 'servicekonto:{sessions}:account:erika')).to.equal(':0\r\n')
  })

  it('counts a member again only when more than a thousand are told apart', async () => {
    const { attempts } = house()
    for (let index = 0; index < 1000; index += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, step) => attempts.add('p', 60_000, `m${index + step}`)))
    }
    expect(await attempts.add('p', 60_000, 'm7')).to.equal(1000)
    expect(await attempts.add('p', 60_000, 'late')).to.equal(1001)
    expect(await attempts.add('p', 60_000, 'late')).to.equal(1002)
    expect(await attempts.add('p', 60_000, 'm7')).to.equal(1002)
  })

  it('has keys of bounded length, whatever a stranger sends', async () => {
    await house().replay.claim(`request ${'{x}'.repeat(20_000)}`, 'x', 60_000)
    expect((await redis.command('KEYS', '*')).length).to.be.below(200)
  })

  it('is asked in one round trip for each operation', async () => {
    const { logins, sessions, replay, attempts } = house()
    const login = sampleLogin('l1', soon())
    const operations: readonly (() => Promise<unknown>)[] = [
      () => logins.replace(login),
      () => logins.find(login.id),
      () => logins.replace({ ...login, version: 2 }),
      () => sessions.create(sampleSession('s1'), soon()),
      () => sessions.find(sessionId('s1')),
      () => sessions.change(sampleSession('s1'), (session) => session, soon),
      () => sessions.renew({ ...sampleSession('s1'), version: 2 }, () => sampleSession('s2'), soon),
      () => sessions.renewedAs(sessionId('s1')),
      () => sessions.endAllOf(accountId('erika')),
      () => sessions.end(sessionId('s2')),
      () => replay.claim('_1', 'x', 1000),
      () => attempts.add('erika', 1000),
      () => attempts.read('erika'),
      () => attempts.clear('erika'),
    ]
    const reads = async (): Promise<number> =>
      Number(/total_reads_processed:(\d+)/.exec(await redis.command('INFO', 'stats'))?.[1])
    for (const operation of operations) await operation()
    await redis.command('FLUSHALL')
    const readsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = await reads()
      await work()
      return (await reads()) - before
    }
    // The question itself is read as well.
    const none = await readsOf(() => Promise.resolve())
    for (const [index, operation] of operations.entries()) {
      expect((await readsOf(operation)) - none, `operation ${index}`).to.equal(1)
    }
  })
})
