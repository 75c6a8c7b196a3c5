import { expect } from 'chai'
import { boundMethod, soleMethod } from '../../src/domain/account.js'
import { methodId } from '../../src/domain/ids.js'
import { seconds } from '../../src/domain/instant.js'
import { liveSession } from '../../src/login/facts.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import { takeProof } from '../../src/login/take-proof.js'
import { goOn } from '../../src/login/visit.js'
import { begin, jana as holder, worldWithCards } from '../support/card-world.js'
import { loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'

const PASS = methodId('pass')

describe('an account that is blocked', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('pass', 'substantiell')])
  })

  const block = () => world.has(citizen('Jana', { blockedAt: world.clock.now(), sessionsEndedAt: world.clock.now() }))

  it('is not logged in to by any method, and the citizen is told why', async () => {
    const jana = world.has(citizen('Jana', { blockedAt: world.clock.now() }))
    for (const method of ['password', 'pass']) {
      const { login } = await world.begun()
      const { facts } = pageOf(await goOn(login, null, world.ports))
      // The method proves her, as if it knew nothing of the account.
      const ended = await prove(world, facts, jana, method).catch((error: unknown) => error)
      expect(String(ended), method).to.include('login is aborted')
    }
    expect(world.failures).to.deep.equal(['account-blocked', 'account-blocked'])
    expect(world.audit.map(({ after }) => after)).to.deep.include({
      service: 'https://portal.example/sp',
      reason: 'account-blocked',
    })
  })

  it('has no method, whatever is bound to it', () => {
    const password = { method: methodId('password'), instance: '' }
    expect(boundMethod(citizen('Jana', { blockedAt: null }), password)).not.to.equal(undefined)
    expect(boundMethod(citizen('Jana', { blockedAt: START }), password)).to.equal(undefined)
  })

  it('ends the login that stands at its last page, with a word of it', async () => {
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    world.clock.pass(seconds(5))
    block()
    const after = await goOn(openOne(await world.stored(visit.login)), session, world.ports)
    expect(after.end.kind).to.equal('answer')
    expect(world.failures).to.deep.equal(['account-blocked'])
    expect(world.successes).to.deep.equal([])
  })

  it('has no session, so that a new login begins as if nobody were signed in', async () => {
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    world.clock.pass(seconds(5))
    block()
    expect(await liveSession(world.ports, session)).to.equal(null)
    const { login } = await world.begun()
    const { step, facts } = pageOf(await goOn(login, session, world.ports))
    expect([step, facts.account, facts.session]).to.deep.equal(['choose-method', null, null])
  })

  it('does not get sessions back that were ended, once it is unblocked', async () => {
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    world.clock.pass(seconds(5))
    const ended = world.clock.now()
    world.has(citizen('Jana', { sessionsEndedAt: ended }))
    expect(await liveSession(world.ports, session)).to.equal(null)
    world.clock.pass(seconds(3) + 1)
    const again = await loggedIn(world, citizen('Jana'), {}, session)
    expect(again.session).not.to.equal(session)
    expect(await liveSession(world.ports, again.session)).not.to.equal(null)
  })

  it('asks again in a login that is open, where its sessions alone were ended', async () => {
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    world.clock.pass(seconds(5))
    world.has(citizen('Jana', { sessionsEndedAt: world.clock.now() }))
    const after = await goOn(openOne(await world.stored(visit.login)), session, world.ports)
    expect(pageOf(after).step).to.equal('choose-method')
    expect(world.successes).to.deep.equal([])
  })
})

describe('a method that is switched off', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('pass', 'normal')])
  })

  const set = async (enabled: boolean, method = 'password') => {
    const at = world.clock.now()
    const action = enabled ? 'method.enabled' : 'method.disabled'
    const audit = { at, actor: 'cli:x', action, subject: method, before: null, after: null } as const
    await world.switches.store.set({ method: methodId(method), enabled, disabledAt: enabled ? null : at }, audit)
    await world.switches.refresh()
  }

  it('is offered nowhere, and says why; others are', async () => {
    await set(false)
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    expect(
      methodOffers(facts, world.ports).map(({ method, notOffered }) => [method.id, notOffered?.kind]),
    ).to.deep.equal([
      ['password', 'switched-off'],
      [PASS, undefined],
    ])
  })

  it('proves nothing in a login that was at its page', async () => {
    const jana = world.has(citizen('Jana'))
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    await set(false)
    const ended = await prove(world, facts, jana, 'password').catch((error: unknown) => error)
    expect(String(ended)).to.include('method-not-offered')
  })

  it('proves nothing where it was switched off while it proved', async () => {
    const jana = world.has(citizen('Jana'))
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const subject = { kind: 'account', account: jana.id } as const
    const proof = { method: methodId('password'), instance: '', level: 'normal', at: facts.now, subject } as const
    await set(false)
    expect((await takeProof(facts, proof, world.ports)).session).to.equal(undefined)
    expect(world.failures).to.deep.equal(['authn-failed'])
  })

  it('leaves no card waiting for an account that it had read', async () => {
    world = await worldWithCards()
    const browser = await begin(world)
    await browser.card('card-1', holder)
    expect((await browser.page()).step).to.equal('link-or-create-account')
    await set(false, 'eid')
    expect((await browser.page()).step).to.equal('choose-method')
  })

  it('leaves nothing to a login that it had proved: another one is asked for', async () => {
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    await set(false)
    const after = await goOn(openOne(await world.stored(visit.login)), session, world.ports)
    expect(pageOf(after).step).to.equal('choose-method')
    expect(session && (await world.ports.sessions.find(session))).to.equal(null)
  })

  it('ends a login without a session that rests on it', async () => {
    const jana = world.has(citizen('Jana'))
    const { visit } = await loggedIn(world, jana, { pseudonymous: true })
    await set(false)
    const after = await goOn(openOne(await world.stored(visit.login)), null, world.ports)
    expect(after.end.kind).to.equal('answer')
    expect(world.failures).to.deep.equal(['proof-gone'])
  })

  it('leaves sessions alone that rest on another one too', async () => {
    const methods = ['password', 'pass'].map((id) => soleMethod(methodId(id), 'normal', START))
    const jana = world.has(citizen('Jana', { methods }))
    const { session } = await loggedIn(world, jana)
    const { login } = await world.begun({ forceAuthn: true })
    const { facts } = pageOf(await goOn(login, session, world.ports))
    const both = await prove(world, facts, jana, 'pass')
    await set(false)
    const left = await liveSession(world.ports, both.session)
    expect(left?.evidence.map(({ method }) => method)).to.deep.equal(['pass'])
  })

  it('brings no proof back once it is on again: only what it proves from then on counts', async () => {
    const jana = world.has(citizen('Jana'))
    const { session } = await loggedIn(world, jana)
    world.clock.pass(seconds(5))
    await set(false)
    await set(true)
    expect(await liveSession(world.ports, session)).to.equal(null)
    world.clock.pass(seconds(1))
    const again = await loggedIn(world, jana)
    expect(await liveSession(world.ports, again.session)).not.to.equal(null)
  })
})
