import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { accountOf } from '../../src/domain/evidence.js'
import { methodId } from '../../src/domain/ids.js'
import { hours, minutes } from '../../src/domain/instant.js'
import { resumeMethod, startMethod } from '../../src/login/authenticate.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import { finishStep } from '../../src/login/steps/finish.js'
import { gatherFacts, liveSession } from '../../src/login/facts.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import { switchAccount } from '../../src/login/steps/switch-account.js'
import { noteAction } from '../../src/sessions/session-policy.js'
import { findLogin, goOn } from '../../src/login/visit.js'
import { fakeCard } from '../support/fake-card.js'
import { loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { rejectionOf } from '../support/saml-errors.js'

describe('what has ended', () => {
  let world: FlowWorld
  let jana: Account
  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
  })

  it('is a login after 30 min, also in a store that still holds it', async () => {
    const { login, secret } = await world.begun()
    const keeping = { ...world.ports, logins: { ...world.ports.logins, find: () => Promise.resolve(login) } }
    const open = () => findLogin(login.id, { loginSecret: secret, sessionSecret: null }, keeping)
    world.clock.pass(minutes(30) - 1)
    expect(await open()).to.equal(login)
    world.clock.pass(1)
    expect(await rejectionOf(open())).to.equal('login-expired')
  })

  it('is a session none of whose proofs holds, also in a store that still holds it', async () => {
    const { session } = await loggedIn(world, jana)
    const held = await liveSession(world.ports, session)
    const keeping = { ...world.ports, sessions: { ...world.ports.sessions, find: () => Promise.resolve(held) } }
    world.clock.pass(minutes(59))
    expect(await liveSession(keeping, session)).to.equal(held)
    world.clock.pass(hours(12))
    expect(await liveSession(keeping, session)).to.equal(null)
  })

  it('is a session in which nobody acts any more: it takes up no place, as often as somebody logs in', async () => {
    const { session } = await loggedIn(world, jana)
    world.clock.pass(minutes(30))
    const live = await liveSession(world.ports, session)
    if (!live) return expect.fail('no session')
    await noteAction(live, world.ports)
    // The half hour after its end it is kept to say so, and proves nothing.
    world.clock.pass(minutes(90) - 1)
    expect(await world.ports.sessions.find(live.id)).not.to.equal(null)
    expect(await liveSession(world.ports, session)).to.equal(null)
    world.clock.pass(1)
    expect(await world.ports.sessions.find(live.id)).to.equal(null)
  })

  it('is the first session where the citizen goes on as another, although the new one has another id', async () => {
    const omar = world.has(citizen('Omar'))
    const { session } = await loggedIn(world, jana)
    const { visit } = await loggedIn(world, omar, { forceAuthn: true }, session)
    await switchAccount(pageOf(visit).facts, world.ports)
    expect(session && (await world.ports.sessions.find(session))).to.equal(null)
  })
})

describe('a session that a proof opens', () => {
  it('holds no proof of another account that the login had before', async () => {
    const world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
    const methods = ['password', 'eid'].map((id) => soleMethod(methodId(id), 'hoch', 0))
    const [jana, omar] = [world.has(citizen('Jana', { methods })), world.has(citizen('Omar', { methods }))]
    const { login } = await world.begun()
    const first = pageOf(await goOn(login, null, world.ports))
    await prove(world, first.facts, omar, 'eid')
    const facts = await gatherFacts(openOne(await world.stored(login)), null, world.ports)
    const input = { fields: { account: jana.id }, returned: false, address: '' }
    const answer = await resumeMethod(methodId('password'), input, facts, 'de', world.ports)
    const opened = answer.kind === 'step' ? answer.result.session : null
    if (opened?.kind !== 'opened') throw new Error('no session was opened')
    expect(opened.session.account).to.equal(jana.id)
    expect(opened.session.evidence.map(({ method }) => method)).to.deep.equal(['password'])
  })
})

describe('proofs that a login rests on', () => {
  const eid = () => flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
  const bound = (method: string, cap: 'normal' | 'hoch') => soleMethod(methodId(method), cap, 0)

  it('are those of its account alone, although the login holds another’s', async () => {
    const world = await eid()
    const methods = [bound('password', 'hoch'), bound('eid', 'hoch')]
    const [jana, omar] = [world.has(citizen('Jana', { methods })), world.has(citizen('Omar', { methods }))]
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    for (const [method, account] of [
      ['eid', omar],
      ['password', jana],
    ] as const) {
      const input = { fields: { account: account.id }, returned: false, address: '' }
      await resumeMethod(methodId(method), input, facts, 'de', world.ports)
    }
    const gathered = await gatherFacts(openOne(await world.stored(login)), null, world.ports)
    expect(gathered.account?.id).to.equal(jana.id)
    expect(gathered.evidence.map(accountOf)).to.deep.equal([jana.id])
  })

  it('are fresh where the service asks for it: the session’s do not serve, and its page is the method page', async () => {
    const world = await flowWorld()
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    const { login } = await world.begun({ forceAuthn: true })
    expect(pageOf(await goOn(login, session, world.ports)).step).to.equal('choose-method')
  })

  it('lead back to the method page where they end below the level that is needed', async () => {
    const world = await eid()
    const methods = [bound('password', 'normal'), bound('eid', 'hoch')]
    const jana = world.has(citizen('Jana', { methods }))
    const { login } = await world.begun({ registeredLevel: 'substantiell' })
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const proved = await prove(world, facts, jana, 'eid')
    const visit = await goOn(proved.login, proved.session, world.ports)
    expect(visit.login.state, 'her identity is proofed at normal').to.equal('identified')
    expect(pageOf(visit).step).to.equal('choose-method')
    expect(world.successes).to.deep.equal([])
  })

  it('make one answer, however often the last step is taken at once', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    const { login } = await confirmIdentity(pageOf(visit).facts, { ticked: new Set(), remember: false }, world.ports)
    const facts = await gatherFacts(openOne(login), await liveSession(world.ports, session), world.ports)
    const taken = await Promise.allSettled([1, 2, 3].map(() => finishStep.run(facts, world.ports)))
    expect(taken.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    expect(world.audit.filter(({ action }) => action === 'login.answered')).to.have.length(1)
  })
})

describe('a method that is not offered', () => {
  const methods = [fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')]

  it('is told by its reason', async () => {
    const world = await flowWorld(methods)
    const { login } = await world.begun({ allowedMethods: [methodId('eid')] })
    const { facts } = pageOf(await goOn(login, null, world.ports))
    expect(methodOffers(facts, world.ports).map(({ notOffered }) => notOffered?.kind ?? null)).to.deep.equal([
      'not-allowed-by-service',
      null,
    ])
  })

  it('neither opens nor proves anything, whoever posts to it', async () => {
    const world = await flowWorld(methods)
    const jana = world.has(citizen('Jana'))
    for (const asks of [{ allowedMethods: [methodId('eid')] }, { registeredLevel: 'hoch' } as const]) {
      const { login } = await world.begun(asks)
      const facts = await gatherFacts(login, null, world.ports)
      const input = { fields: { account: jana.id }, returned: false, address: '127.0.0.1' }
      const password = methodId('password')
      expect(await rejectionOf(startMethod(password, facts, 'de', world.ports))).to.equal('method-not-offered')
      expect(await rejectionOf(resumeMethod(password, input, facts, 'de', world.ports))).to.equal('method-not-offered')
      expect(await world.stored(login)).to.have.property('state', 'received')
    }
  })

  it('proves nothing with a proof of before it was taken out of the configuration', async () => {
    const world = await flowWorld(methods)
    const jana = world.has(citizen('Jana'))
    const { session } = await loggedIn(world, jana)
    const { login } = await world.begun()
    const without = { ...world.ports, methods: new Map([...world.ports.methods].slice(1)) }
    expect(pageOf(await goOn(login, session, without)).step).to.equal('choose-method')
  })
})

describe('a method that seems not to work', () => {
  it('is not opened, but takes back whoever has begun it', async () => {
    let works = true
    const card: Authenticator = {
      ...fakeCard('eid', 'hoch'),
      usable: () => (works ? { usable: true } : { usable: false, reason: 'down' }),
    }
    const world = await flowWorld([fakeMethod('password', 'normal'), card])
    const { login } = await world.begun()
    const first = pageOf(await goOn(login, null, world.ports))
    await startMethod(card.id, first.facts, 'de', world.ports)
    works = false
    const { facts } = pageOf(await goOn(openOne(await world.stored(login)), null, world.ports))
    const input = { fields: { key: 'card-1' }, returned: true, address: '' }
    expect((await resumeMethod(card.id, input, facts, 'de', world.ports)).kind).to.equal('step')
    expect(await rejectionOf(startMethod(card.id, first.facts, 'de', world.ports))).to.equal('method-not-offered')
  })
})
