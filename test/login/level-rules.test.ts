import { expect } from 'chai'
import { soleMethod, type Account, type BoundMethod } from '../../src/domain/account.js'
import { methodId, type SessionId } from '../../src/domain/ids.js'
import { hours, minutes } from '../../src/domain/instant.js'
import type { Requirements } from '../../src/domain/requirements.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { resumeMethod, startMethod } from '../../src/login/authenticate.js'
import { liveSession } from '../../src/login/facts.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import { switchAccount } from '../../src/login/steps/switch-account.js'
import { noteAction } from '../../src/sessions/session-policy.js'
import { findLogin, goOn } from '../../src/login/visit.js'
import { fakeCard } from '../support/fake-card.js'
import { confirmed, openOne, pageOf, prove, sessionAfter } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { rejectionOf } from '../support/saml-errors.js'
import { shownBy } from '../support/shown-by.js'
import { blankPage } from '../support/blank-page.js'

const THREE = [fakeMethod('password', 'normal'), fakeMethod('pass', 'substantiell'), fakeMethod('eid', 'hoch')]
const bound = (method: string, cap: TrustLevel, changes: Partial<BoundMethod> = {}): BoundMethod => ({
  ...soleMethod(methodId(method), cap, START),
  ...changes,
})
const byEid = { level: 'hoch', origin: 'eid', at: START } as const
const nothing = { attributes: { required: [], optional: [] } } as const

describe('the levels of a login, by name', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld(THREE)
  })

  const has = (methods: readonly BoundMethod[], changes: Partial<Account> = {}) =>
    world.has(citizen('Jana', { methods, proofing: byEid, ...changes }))
  const page = async (requirements: Partial<Requirements>, session: SessionId | null = null) =>
    pageOf(await goOn((await world.begun(requirements)).login, session, world.ports))
  /** Proves the account in a login of its own. */
  const logIn = async (
    account: Account,
    method: string,
    requirements: Partial<Requirements> = nothing,
    session: SessionId | null = null,
  ) => {
    const proof = await prove(world, (await page(requirements, session)).facts, account, method)
    const visit = await goOn(proof.login, proof.session ?? session, world.ports)
    return { visit, session: sessionAfter(visit, proof.session ?? session), login: proof.login }
  }
  const logged = () => world.audit.filter(({ action }) => action === 'login.answered').map(({ after }) => after)

  it('asserts substantiell to exact substantiell although an eID reached hoch, caps attributes, and logs both', async () => {
    const givenName = { value: 'JANA', origin: 'eid', level: 'hoch', at: START } as const
    const account = has([bound('eid', 'hoch')], { identity: { givenName } })
    const { visit, session } = await logIn(account, 'eid', {
      requestedLevels: { comparison: 'exact', levels: ['substantiell'] },
      attributes: { required: ['givenName'], optional: [] },
    })
    await confirmed(world, visit, session)
    expect(world.successes[0]?.result.release).to.deep.equal({
      level: 'substantiell',
      attributes: [{ name: 'givenName', value: 'JANA', level: 'substantiell', required: true }],
    })
    expect(logged()[0]).to.include({ level: 'substantiell', reached: 'hoch' })
  })

  it('logs the level that was reached, not that of the method', async () => {
    const account = has([bound('pass', 'substantiell')], {
      proofing: { level: 'normal', origin: 'self-declared', at: START },
    })
    const { visit, session } = await logIn(account, 'pass', { attributes: { required: ['givenName'], optional: [] } })
    await confirmed(world, visit, session)
    expect(logged()[0]).to.include({ method: 'pass', level: 'normal', reached: 'normal' })
  })

  it('names the proof that counts for most here, not one that its cap holds down', async () => {
    const account = has([bound('pass', 'basis'), bound('password', 'normal')])
    const first = await logIn(account, 'password')
    world.clock.pass(minutes(1))
    const second = await logIn(
      account,
      'pass',
      { ...nothing, forceAuthn: true, registeredLevel: 'basis' },
      first.session,
    )
    const { login } = await world.begun(nothing)
    await confirmed(world, await goOn(login, second.session, world.ports), second.session)
    expect(world.successes[0]?.result).to.include({ method: 'password', authnInstant: START })
  })

  it('names the newest of proofs that count for the same', async () => {
    const account = has([bound('pass', 'normal'), bound('password', 'normal')])
    const first = await logIn(account, 'pass')
    world.clock.pass(minutes(1))
    const { visit, session } = await logIn(account, 'password', { ...nothing, forceAuthn: true }, first.session)
    await confirmed(world, visit, session)
    const { login } = await world.begun(nothing)
    await confirmed(world, await goOn(login, session, world.ports), session)
    expect(world.successes.map(({ result }) => result.method)).to.deep.equal(['password', 'password'])
  })

  it('hold in the login that a proof was given in until it ends, although in the session they age', async () => {
    const account = has([bound('eid', 'hoch')])
    const hoch = { ...nothing, registeredLevel: 'hoch' } as const
    const { visit, session } = await logIn(account, 'eid', hoch)
    world.clock.pass(minutes(29))
    expect((await page(hoch, session)).step).to.equal('choose-method')
    const late = await goOn(openOne(visit.login), session, world.ports)
    expect(pageOf(late).step).to.equal('confirm-identity')
    await confirmed(world, late, session)
    expect(world.successes[0]?.result.release.level).to.equal('hoch')
  })

  it('are asked for again where all that counted has grown too old meanwhile, and the login goes on', async () => {
    const account = has([bound('pass', 'hoch'), bound('password', 'hoch')])
    const first = await logIn(account, 'pass')
    for (let acts = 0; acts < 14; acts++) {
      world.clock.pass(hours(11.9) / 14)
      const live = await liveSession(world.ports, first.session)
      if (!live) throw new Error('no session')
      await noteAction(live, world.ports)
    }
    const { session } = await logIn(account, 'password', { ...nothing, forceAuthn: true }, first.session)
    const allowed = { ...nothing, allowedMethods: [methodId('pass')] }
    const shown = await goOn((await world.begun(allowed)).login, session, world.ports)
    expect(pageOf(shown).step).to.equal('confirm-identity')
    world.clock.pass(minutes(10))
    const late = pageOf(await goOn(openOne(shown.login), session, world.ports))
    expect(late.step).to.equal('choose-method')
    const proof = await prove(world, late.facts, account, 'pass')
    expect(pageOf(await goOn(proof.login, proof.session, world.ports)).step).to.equal('confirm-identity')
  })

  it('tell the service until when the level that is asserted may serve', async () => {
    const account = has([bound('eid', 'hoch')])
    for (const [registeredLevel, age] of [
      ['normal', minutes(30)],
      ['hoch', minutes(30)],
    ] as const) {
      const { visit, session } = await logIn(account, 'eid', { ...nothing, registeredLevel })
      await confirmed(world, visit, session)
      expect(world.successes.at(-1)?.result.sessionNotOnOrAfter).to.equal(START + age)
    }
    const exact = { comparison: 'exact', levels: ['normal'] } as const
    const { visit, session } = await logIn(account, 'eid', { ...nothing, requestedLevels: exact })
    await confirmed(world, visit, session)
    expect(world.successes.at(-1)?.result.sessionNotOnOrAfter).to.equal(START + hours(12))
  })

  describe('on the method page', () => {
    const offers = async (requirements: Partial<Requirements>, session: SessionId | null) => {
      const { facts } = await page(requirements, session)
      return methodOffers(facts, world.ports).map(({ method, notOffered }) => [
        method.id,
        notOffered?.kind ?? 'offered',
      ])
    }

    it('are told of every method: it is offered, or it is said why not', async () => {
      expect(
        await offers({ registeredLevel: 'substantiell', allowedMethods: ['password', 'pass'].map(methodId) }, null),
      ).to.deep.equal([
        ['password', 'level-too-low'],
        ['pass', 'offered'],
        ['eid', 'not-allowed-by-service'],
      ])
    })

    it('send nobody to pair a phone that could reach no more than the proofing of their account', async () => {
      const wayOf = async (session: SessionId | null) => {
        const { facts } = await page({ registeredLevel: 'substantiell' }, session)
        const found = methodOffers(facts, world.ports).find(({ method }) => method.id === 'password')
        return found?.notOffered?.kind === 'level-too-low' ? (found.notOffered.way?.by ?? null) : undefined
      }
      expect(await wayOf(null)).to.equal('pass')
      for (const [level, way] of [
        ['normal', null],
        ['hoch', 'pass'],
      ] as const) {
        const account = has([bound('password', 'normal')], { proofing: { level, origin: 'eid', at: START } })
        const { session } = await logIn(account, 'password')
        expect(await wayOf(session), level).to.equal(way)
      }
    })

    it('leave out what the citizen has blocked, all of it, and keep what is left of it', async () => {
      const phones = (second: boolean) => [
        bound('password', 'normal'),
        bound('pass', 'hoch', { instance: 'phone-1', blocked: true }),
        bound('pass', 'hoch', { instance: 'phone-2', blocked: second }),
      ]
      const account = has(phones(false))
      const { session } = await logIn(account, 'password')
      const fresh = { ...nothing, forceAuthn: true }
      expect(await offers(fresh, session)).to.deep.include(['pass', 'offered'])
      has(phones(true))
      expect(await offers(fresh, session)).to.deep.include(['pass', 'blocked'])
      const { facts } = await page(fresh, session)
      expect(await rejectionOf(startMethod(methodId('pass'), facts, 'de', world.ports))).to.equal('method-not-offered')
    })

    it('keep the card, whichever card was blocked: a new one proves its person', async () => {
      world = await flowWorld([fakeMethod('password', 'normal'), fakeCard('eid', 'hoch')])
      const card = bound('eid', 'hoch', { instance: 'card-1', key: 'card-1', blocked: true })
      const { session } = await logIn(has([bound('password', 'normal'), card]), 'password')
      expect(await offers({ ...nothing, registeredLevel: 'hoch' }, session)).to.deep.include(['eid', 'offered'])
    })

    it('let whoever has begun with a method that is blocked meanwhile come back to it, to be told', async () => {
      const pass = { ...fakeMethod('pass', 'substantiell') }
      world = await flowWorld([
        fakeMethod('password', 'normal'),
        {
          ...pass,
          start: () => Promise.resolve({ kind: 'page', page: () => blankPage('pass'), state: { begun: true } }),
          resume: () => Promise.resolve({ kind: 'page', page: () => blankPage('blocked') }),
        },
      ])
      const account = has([bound('password', 'normal'), bound('pass', 'hoch')])
      const { session } = await logIn(account, 'password')
      const { facts } = await page({ ...nothing, forceAuthn: true }, session)
      await startMethod(methodId('pass'), facts, 'de', world.ports)
      has([bound('password', 'normal'), bound('pass', 'hoch', { blocked: true })])
      const waiting = pageOf(await goOn(openOne(await world.stored(facts.login)), session, world.ports))
      const input = { fields: {}, returned: false, address: '' }
      const answer = await resumeMethod(methodId('pass'), input, waiting.facts, 'de', world.ports)
      expect(answer.kind === 'method' && shownBy(answer.outcome)).to.deep.equal({ name: 'blocked' })
    })
  })

  describe('at a service for pseudonyms alone', () => {
    const alone = { ...nothing, pseudonymous: true }

    it('open no session, and tell the service of none', async () => {
      const account = has([bound('pass', 'substantiell')])
      const { visit, session } = await logIn(account, 'pass', alone)
      expect(session).to.equal(null)
      await confirmed(world, visit, null)
      expect(world.successes[0]?.result).to.deep.include({ sessionNotOnOrAfter: null })
      expect(world.successes[0]?.result.release).to.deep.equal({ attributes: [], level: 'substantiell' })
    })

    it('go on under a new cookie: who knew the one before has nothing of the proof', async () => {
      const account = has([bound('pass', 'substantiell')])
      const { login, secret } = await world.begun(alone)
      const { facts } = pageOf(await goOn(login, null, world.ports))
      await prove(world, facts, account, 'pass')
      const opened = findLogin(login.id, { loginSecret: secret, sessionSecret: null }, world.ports)
      expect(await rejectionOf(opened)).to.equal('login-cookie')
    })

    it('take no part in a session that another tab opened meanwhile', async () => {
      const [account, omar] = [has([bound('pass', 'substantiell')]), world.has(citizen('Omar'))]
      const { visit } = await logIn(account, 'pass', alone)
      const other = await logIn(omar, 'password')
      const late = await goOn(openOne(visit.login), other.session, world.ports)
      await confirmed(world, late, other.session)
      expect(world.successes[0]?.result).to.include({ method: 'pass', sessionNotOnOrAfter: null })
      const stored = other.session && (await world.ports.sessions.find(other.session))
      expect(stored).to.deep.include({ account: omar.id, participations: [] })
    })

    it('go on in the session that is there', async () => {
      const account = has([bound('pass', 'substantiell'), bound('password', 'normal')])
      const first = await logIn(account, 'password')
      const { visit, session } = await logIn(
        account,
        'pass',
        { ...alone, registeredLevel: 'substantiell' },
        first.session,
      )
      expect(session).not.to.equal(null)
      await confirmed(world, visit, session)
      expect(world.successes[0]?.result.sessionNotOnOrAfter).to.equal(START + hours(2))
    })

    it('end the session of another where the citizen goes on as themselves, and open none', async () => {
      const [account, omar] = [has([bound('pass', 'substantiell')]), world.has(citizen('Omar'))]
      const first = await logIn(omar, 'password')
      const { visit } = await logIn(account, 'pass', { ...alone, forceAuthn: true }, first.session)
      const { step, facts } = pageOf(visit)
      expect(step).to.equal('switch-account')
      const { login, session } = await switchAccount(facts, world.ports)
      expect(session).to.deep.equal({ kind: 'ended' })
      expect(first.session && (await world.ports.sessions.find(first.session))).to.equal(null)
      expect(login).to.include({ state: 'identified', account: account.id, session: null })
    })
  })
})
