import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { entityId, type SessionId } from '../../src/domain/ids.js'
import type { Service } from '../../src/domain/service.js'
import { begin } from '../../src/login/begin.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { createAccountRecall } from '../../src/storage/account-recall.js'
import { minutes } from '../../src/domain/instant.js'
import { movableClock } from '../support/movable-clock.js'
import { failingAt } from '../support/faulty-ports.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { rejectionOf } from '../support/saml-errors.js'
import { testService } from '../support/saml-service.js'
import { citizen, flowWorld, provenRequest, type FlowWorld } from '../support/flow-world.js'

const SERVICE = entityId('https://portal.example/sp')

describe('a login that a session answers, with its account in memory', () => {
  let world: FlowWorld
  let jana: Account
  let session: SessionId | null
  /** One instance with a memory of its own, and how often it has asked the stores. */
  const instance = () => {
    const asked = { accounts: 0, consents: 0 }
    const { accounts, consents } = world.ports
    const counted = {
      accounts: { find: (...id: Parameters<typeof accounts.find>) => (asked.accounts++, accounts.find(...id)) },
      consents: { find: (...of: Parameters<typeof consents.find>) => (asked.consents++, consents.find(...of)) },
    }
    const ports: LoginPorts = {
      ...world.ports,
      recall: createAccountRecall(counted.accounts, counted.consents, world.clock),
    }
    return { ports, asked, login: () => begin(provenRequest(), session, ports).then(({ kind }) => kind) }
  }
  const answers = () => world.audit.filter(({ action }) => action === 'login.answered').length

  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    session = first.session
    await confirmed(world, first.visit, session, true)
  })

  it('asks the stores for account and release once, however many logins follow', async () => {
    const { login, asked } = instance()
    for (let count = 0; count < 3; count++) expect(await login()).to.equal('answered')
    expect(asked).to.deep.equal({ accounts: 1, consents: 1 })
    expect(answers()).to.equal(4)
  })

  it('has no secret made for a cookie that no browser gets', async () => {
    const { ports } = instance()
    const unasked = (): never => expect.fail('a secret')
    const starts = { ...ports.starts, seal: unasked }
    const { kind } = await begin(provenRequest(), session, {
      ...ports,
      starts,
      random: { ...ports.random, secret: unasked },
    })
    expect(kind).to.equal('answered')
  })

  it('is answered with what holds where something changed that does not concern it', async () => {
    const { login, asked } = instance()
    expect(await login()).to.equal('answered')
    await world.ports.accounts.change(jana.id, (held) => held, sample())
    expect(await login()).to.equal('answered')
    expect(await login()).to.equal('answered')
    expect(asked, 'read anew once').to.deep.equal({ accounts: 2, consents: 2 })
    expect(answers()).to.equal(4)
  })

  it('is answered at once as soon as the citizen has asked to be remembered, where a page was needed before', async () => {
    const other = entityId('https://other.example/sp')
    const { ports } = instance()
    const atOther = () => begin(provenRequest({ service: other }), session, ports).then(({ kind }) => kind)
    expect(await atOther()).to.equal('started')
    const walk = await loggedIn(world, jana, { service: other }, session)
    session = walk.session
    await confirmed(world, walk.visit, session, true)
    expect(await atOther()).to.equal('answered')
  })

  it('is answered at once again after a method was blocked and is free again', async () => {
    const { login } = instance()
    const blocked = (is: boolean) =>
      world.ports.accounts.change(
        jana.id,
        (held) => ({ ...held, methods: held.methods.map((each) => ({ ...each, blocked: is })) }),
        sample(),
      )
    expect(await login()).to.equal('answered')
    await blocked(true)
    expect(await login()).to.equal('started')
    await blocked(false)
    expect(await login()).to.equal('answered')
  })

  /** Done at another instance, which tells this one nothing. */
  const ELSEWHERE: Readonly<Record<string, () => unknown>> = {
    'its method is blocked': () =>
      world.ports.accounts.change(
        jana.id,
        (held) => ({ ...held, methods: held.methods.map((each) => ({ ...each, blocked: true })) }),
        sample(),
      ),
    'its account is deleted': () => world.ports.accounts.delete(jana.id, sample),
    'a value is another': () =>
      world.ports.accounts.change(
        jana.id,
        (held) => ({
          ...held,
          identity: { ...held.identity, givenName: { value: 'Neu', origin: 'eid', level: 'hoch', at: 0 } },
        }),
        sample(),
      ),
    'what was to be remembered is something else': () =>
      world.ports.consents.remember(jana.id, SERVICE, { digest: 'another', declined: [] }, world.clock.now()),
  }
  for (const [what, happens] of Object.entries(ELSEWHERE)) {
    it(`is not answered where ${what} by then`, async () => {
      const { login } = instance()
      expect(await login()).to.equal('answered')
      await happens()
      expect(await login()).to.equal('started')
      expect(answers()).to.equal(2)
      expect(world.successes.length, 'no other answer was let out').to.be.at.most(3)
    })
  }

  describe('of which the service was changed at another instance', () => {
    /** An instance that knows the service as it was; `refreshed`: how often it has read the registry, and what it says. */
    const behind = () => {
      const before = world.registers(testService({ entityId: SERVICE }))
      const state = { service: before as Service | undefined, refreshed: 0, refresh: () => Promise.resolve() }
      const registry: LoginPorts['registry'] = {
        find: () => state.service,
        size: () => 1,
        refresh: () => (state.refreshed++, state.refresh()),
      }
      const { ports } = instance()
      return {
        before,
        state,
        login: () => begin(provenRequest(), session, { ...ports, registry }).then(({ kind }) => kind),
      }
    }
    const changed = (changes: Partial<Service>) =>
      world.registers({ ...testService({ entityId: SERVICE }), revision: 2, ...changes })

    it('is not answered where the service is switched off by then', async () => {
      const { state, login } = behind()
      expect(await login()).to.equal('answered')
      const byNow = changed({ active: false })
      state.refresh = async () => void (state.service = byNow)
      expect(await rejectionOf(login())).to.equal('saml-service-disabled')
      expect([answers(), state.refreshed]).to.deep.equal([2, 1])
    })

    it('is decided again from the registration as it is by then', async () => {
      const { before, state, login } = behind()
      const other = changed({ settings: { ...before.settings, trustLevel: 'hoch' } })
      state.refresh = async () => void (state.service = other)
      expect(await login()).to.equal('started')
      state.service = before
      const same = changed({ revision: 3 })
      state.refresh = async () => void (state.service = same)
      expect(await login()).to.equal('answered')
      expect([answers(), state.refreshed]).to.deep.equal([2, 2])
    })

    it('is not answered where the registry changes all the time, or cannot be read', async () => {
      const { state, login } = behind()
      changed({})
      expect(await rejectionOf(login())).to.equal('unavailable')
      expect(state.refreshed).to.be.within(1, 5)
      state.refresh = () => Promise.reject(new BrokerError('unavailable'))
      expect(await rejectionOf(login())).to.equal('unavailable')
      expect(answers()).to.equal(1)
    })
  })

  it('is not answered by a method that a passive request may not use any more, and that is told once', async () => {
    const { ports, login } = instance()
    expect(await login()).to.equal('answered')
    await ELSEWHERE['its method is blocked']?.()
    const passive = await begin(provenRequest({ isPassive: true }), session, ports)
    expect(passive.kind).to.equal('answered')
    expect(world.failures).to.have.length.greaterThan(0)
    expect(world.audit.filter(({ action }) => action === 'login.aborted')).to.have.length(1)
    expect(answers()).to.equal(2)
  })

  it('is told nothing of where the entry cannot be written, and goes on when it can', async () => {
    const { ports } = instance()
    const request = provenRequest()
    let number = 0
    for (; number < 10; number++) {
      const { ports: faulty, state } = failingAt(ports, number, 'not carried out')
      const result = await begin(request, session, faulty).catch((error: unknown) => error)
      if (state.failed === null) break
      expect(result).to.have.property('code', 'unavailable')
    }
    expect(number).to.be.greaterThan(0)
    expect(answers()).to.equal(2)
  })

  const sample = () => ({
    at: world.clock.now(),
    actor: 'citizen',
    action: 'account.refreshed' as const,
    subject: jana.id,
    before: null,
    after: { attributes: [] },
  })
})

describe('the memory of accounts', () => {
  const SOME = ['one', 'two', 'three'].map((name) => citizen(name))
  const kept = (most: number) => {
    const asked: string[] = []
    const find = (id: string) => {
      asked.push(id)
      return Promise.resolve(SOME.find((each) => each.id === id) ?? null)
    }
    const clock = movableClock()
    const consents = { find: () => Promise.resolve(null) }
    return { asked, clock, recall: createAccountRecall({ find }, consents, clock, most) }
  }

  it('holds so many at most, those that were asked for last', async () => {
    const { asked, recall } = kept(2)
    const [one, two, three] = SOME
    if (!one || !two || !three) return expect.fail('no accounts')
    for (const { id } of [one, two, one, three, one]) await recall.begin().account(id)
    expect(asked).to.deep.equal([one.id, two.id, three.id])
    await recall.begin().account(two.id)
    expect(asked).to.have.length(4)
  })

  it('keeps nobody for whom nobody has asked in a quarter of an hour', async () => {
    const { asked, clock, recall } = kept(5)
    const [one, two] = SOME
    if (!one || !two) return expect.fail('no accounts')
    for (const { id } of [one, two]) await recall.begin().account(id)
    clock.pass(minutes(10))
    await recall.begin().account(two.id)
    clock.pass(minutes(10))
    for (const { id } of [two, one]) await recall.begin().account(id)
    expect(asked).to.deep.equal([one.id, two.id, one.id])
  })

  it('keeps nobody who is not there, and none that turned out to be old', async () => {
    const { asked, recall } = kept(5)
    const gone = citizen('gone').id
    for (let time = 0; time < 2; time++) expect(await recall.begin().account(gone)).to.equal(null)
    expect(asked).to.have.length(2)
    const reading = recall.begin()
    const [one] = SOME
    if (!one) return expect.fail('no account')
    await reading.account(one.id)
    expect([...reading.basis()]).to.deep.equal([[one.id, one.version]])
    reading.forget()
    await recall.begin().account(one.id)
    expect(asked).to.have.length(4)
  })

  it('has whatever was read in the basis, also where a release alone was asked for', async () => {
    const { recall } = kept(5)
    const [one] = SOME
    if (!one) return expect.fail('no account')
    const reading = recall.begin()
    expect(await reading.consent(one.id, SERVICE)).to.equal(null)
    expect([...reading.basis().keys()]).to.deep.equal([one.id])
    expect([...recall.begin().basis()]).to.deep.equal([])
  })
})
