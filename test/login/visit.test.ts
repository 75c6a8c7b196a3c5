import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { methodId } from '../../src/domain/ids.js'
import { hours, minutes } from '../../src/domain/instant.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import { noteAction } from '../../src/sessions/session-policy.js'
import { answerAgain, findLogin, goOn } from '../../src/login/visit.js'
import { confirmed, loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'

describe('one login', () => {
  let world: FlowWorld
  let jana: Account
  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
  })

  it('leads from the method page over the proof and the confirm page to one answer', async () => {
    const { login } = await world.begun()
    expect(pageOf(await goOn(login, null, world.ports)).step).to.equal('choose-method')
    const { visit, session } = await loggedIn(world, jana)
    expect(pageOf(visit).step).to.equal('confirm-identity')
    const end = await confirmed(world, visit, session)
    expect(end.end.kind).to.equal('answer')
    expect(world.successes).to.have.length(1)
    expect(world.successes[0]?.result.release).to.deep.include({ level: 'normal' })
  })

  it('releases nothing to a browser that has the login but not the session that the proof opened', async () => {
    const { visit } = await loggedIn(world, jana)
    const elsewhere = await goOn(openOne(visit.login), null, world.ports)
    expect(pageOf(elsewhere).step).to.equal('choose-method')
  })

  it('asks no method in a second service while the session holds, but shows what is released', async () => {
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session)
    const { login } = await world.begun({ service: 'https://other.example' as never })
    const page = pageOf(await goOn(login, first.session, world.ports))
    expect(page.step).to.equal('confirm-identity')
    expect(page.facts.account?.id).to.equal(jana.id)
  })

  it('opens a session under a new id at each proof and ends the old one', async () => {
    const first = await loggedIn(world, jana)
    const second = await loggedIn(world, jana, { forceAuthn: true }, first.session)
    expect(second.session).not.to.equal(first.session)
    expect(first.session && (await world.ports.sessions.find(first.session))).to.equal(null)
  })

  it('asks for a method again when the service wants a fresh proof, and takes the fresh AuthnInstant', async () => {
    const first = await loggedIn(world, jana)
    world.clock.pass(minutes(3))
    const second = await loggedIn(world, jana, { forceAuthn: true }, first.session)
    await confirmed(world, second.visit, second.session)
    expect(world.successes[0]?.result.authnInstant).to.equal(world.clock.now())
  })

  it('asks for a method again where the service takes no part in single sign-on', async () => {
    const { session } = await loggedIn(world, jana)
    const { login } = await world.begun({ singleSignOn: false })
    expect(pageOf(await goOn(login, session, world.ports)).step).to.equal('choose-method')
  })

  it('asks for a method again after 60 min without action, and after 12 h in any case', async () => {
    const { session } = await loggedIn(world, jana)
    world.clock.pass(minutes(59))
    expect(pageOf(await goOn((await world.begun()).login, session, world.ports)).step).to.equal('confirm-identity')
    world.clock.pass(minutes(1))
    expect(pageOf(await goOn((await world.begun()).login, session, world.ports)).step).to.equal('choose-method')
    world.clock.pass(hours(12))
    expect(pageOf(await goOn((await world.begun()).login, session, world.ports)).step).to.equal('choose-method')
  })

  it('counts idle time from the last own action, and what has aged by then stays aged', async () => {
    world = await flowWorld([fakeMethod('eid', 'hoch')])
    jana = world.has(
      citizen('Jana', {
        proofing: { level: 'hoch', origin: 'eid', at: 0 },
        methods: [soleMethod(methodId('eid'), 'hoch', 0)],
      }),
    )
    const asked = { attributes: { required: [], optional: [] } }
    const { login } = await world.begun(asked)
    const facts = pageOf(await goOn(login, null, world.ports)).facts
    const { session: id } = await prove(world, facts, jana, 'eid')
    const reached = async () => {
      const page = pageOf(await goOn((await world.begun(asked)).login, id, world.ports))
      return page.facts.reached
    }
    const act = async () => {
      const session = id && (await world.ports.sessions.find(id))
      if (session) await noteAction(session, world.ports)
    }
    world.clock.pass(minutes(4))
    await act()
    world.clock.pass(minutes(4))
    expect(await reached()).to.equal('hoch')
    world.clock.pass(minutes(2))
    expect(await reached()).to.equal('substantiell')
    await act()
    expect(await reached()).to.equal('substantiell')
  })

  it('counts no method that the service does not allow', async () => {
    const { session } = await loggedIn(world, jana)
    const { login } = await world.begun({ allowedMethods: [methodId('eid')] })
    const page = pageOf(await goOn(login, session, world.ports))
    expect(page.step).to.equal('choose-method')
    const refused = await resumeMethod(
      methodId('password'),
      { fields: {}, returned: false, address: '' },
      page.facts,
      'de',
      world.ports,
    ).catch((error: unknown) => error)
    expect(refused).to.have.property('code', 'method-not-offered')
  })

  it('asks for a stronger method where the session is below the level', async () => {
    const { session } = await loggedIn(world, jana)
    const { login } = await world.begun({ registeredLevel: 'substantiell' })
    expect(pageOf(await goOn(login, session, world.ports)).step).to.equal('choose-method')
  })

  it('steps up in the same session and counts both proofs', async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
    jana = world.has(
      citizen('Jana', {
        proofing: { level: 'hoch', origin: 'eid', at: 0 },
        methods: ['password', 'eid'].map((id) => soleMethod(methodId(id), 'hoch', 0)),
        identity: {},
      }),
    )
    const first = await loggedIn(world, jana, { attributes: { required: [], optional: [] } })
    const { login } = await world.begun({ registeredLevel: 'hoch', attributes: { required: [], optional: [] } })
    const page = pageOf(await goOn(login, first.session, world.ports))
    const proof = await prove(world, page.facts, jana, 'eid')
    const stepped = await goOn(proof.login, proof.session, world.ports)
    expect(pageOf(stepped).facts.asserted).to.equal('hoch')
    const stored = proof.session && (await world.ports.sessions.find(proof.session))
    expect(stored?.evidence.map(({ method }) => method)).to.have.members(['password', 'eid'])
  })

  it('is answered at once, with no page, where the citizen asked to be remembered', async () => {
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    const again = await goOn((await world.begun()).login, first.session, world.ports)
    expect(again.end.kind).to.equal('answer')
    expect(world.successes).to.have.length(2)
  })

  it('asks again when the service requests one more attribute', async () => {
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    const { login } = await world.begun({ attributes: { required: ['givenName', 'familyName'], optional: [] } })
    expect(pageOf(await goOn(login, first.session, world.ports)).step).to.equal('confirm-identity')
  })

  it('asks again when a remembered value has changed', async () => {
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    world.has({ ...jana, identity: { givenName: { value: 'Jane', origin: 'self-declared', level: 'basis', at: 0 } } })
    expect(pageOf(await goOn((await world.begun()).login, first.session, world.ports)).step).to.equal(
      'confirm-identity',
    )
  })

  it('remembers what was unticked, and releases it neither now nor next time', async () => {
    const phone = { value: '+49 201 1', origin: 'self-declared', level: 'basis', at: 0 } as const
    world.has({ ...jana, identity: { ...jana.identity, phone } })
    const asked = { attributes: { required: ['givenName'], optional: ['phone'] } } as const
    const first = await loggedIn(world, jana, asked)
    const { login } = await confirmIdentity(
      pageOf(first.visit).facts,
      { ticked: new Set(), remember: true },
      world.ports,
    )
    await goOn(openOne(login), first.session, world.ports)
    const again = await goOn((await world.begun(asked)).login, first.session, world.ports)
    expect(again.end.kind).to.equal('answer')
    for (const { result } of world.successes) {
      expect(result.release.attributes.map(({ name }) => name)).to.deep.equal(['givenName'])
    }
  })

  it('says before the return which required attribute is missing', async () => {
    const { visit } = await loggedIn(world, jana, { attributes: { required: ['street'], optional: [] } })
    expect(pageOf(visit).step).to.equal('complete-profile')
  })
})

const blocked = (method: Account['methods'][number]) => ({ ...method, blocked: true })

describe('the end of a login', () => {
  for (const [cause, happens] of [
    ['the account is gone', (world, jana) => world.forget(jana.id)],
    ['the method was blocked', (world, jana) => void world.has({ ...jana, methods: jana.methods.map(blocked) })],
  ] satisfies [string, (world: FlowWorld, jana: Account) => void][]) {
    it(`tells AuthnFailed where ${cause} by then, and the citizen before that`, async () => {
      const world = await flowWorld()
      const jana = world.has(citizen('Jana'))
      const { visit, session } = await loggedIn(world, jana)
      happens(world, jana)
      const { end } = await goOn(openOne(visit.login), session, world.ports)
      expect(world.failures).to.deep.equal(['proof-gone'])
      expect(end).to.have.nested.property('answer.notice', 'proof-gone')
    })
  }

  it('tells AuthnFailed without a page where the request forbids pages', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    world.forget(jana.id)
    const login = openOne(visit.login)
    const passive = { ...login, requirements: { ...login.requirements, isPassive: true } }
    const { end } = await goOn(passive, session, world.ports)
    expect(world.failures).to.deep.equal(['proof-gone'])
    expect(end).to.have.nested.property('answer.notice', null)
  })

  it('lets no answer out where the audit cannot be written', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    world.faults.audit = true
    const fault = await confirmed(world, visit, session).catch((error: unknown) => error)
    expect(fault).to.have.property('code', 'unavailable')
    expect(await world.stored(visit.login)).to.have.property('state', 'answering')
  })

  it('writes no login into the audit that did not happen', async () => {
    for (const success of ['unknown-principal', 'saml-acs-gone'] as const) {
      const world = await flowWorld()
      const jana = world.has(citizen('Jana'))
      const { visit, session } = await loggedIn(world, jana)
      world.faults.success = success
      await confirmed(world, visit, session).catch(() => null)
      expect(world.audit.map(({ action }) => action)).not.to.include('login.answered')
    }
  })

  it('lets no status out either where the audit cannot be written', async () => {
    const world = await flowWorld()
    const { login } = await world.begun({ isPassive: true })
    world.faults.audit = true
    expect(await goOn(login, null, world.ports).catch((error: unknown) => error)).to.have.property(
      'code',
      'unavailable',
    )
    expect(await world.stored(login)).to.have.property('state', 'aborting')
  })

  it('becomes a status where the answer itself cannot be what was asked', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    world.faults.success = 'unknown-principal'
    await confirmed(world, visit, session)
    expect(world.failures).to.deep.equal(['unknown-principal'])
  })

  it('gives the same answer again to a second click, to its own session and for two minutes only', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    const end = await confirmed(world, visit, session)
    const over = await world.stored(visit.login)
    const again = await answerAgain(over, session, world.ports)
    expect({ kind: 'answer', answer: again }).to.deep.equal(end.end)
    expect(world.successes).to.have.length(1)
    const isOver = async (whose: typeof session): Promise<void> => {
      const thrown: unknown = await answerAgain(over, whose, world.ports).catch((error: unknown) => error)
      expect(thrown).to.be.instanceOf(BrokerError).with.property('code', 'login-over')
    }
    await isOver(null)
    world.clock.pass(minutes(2) + 1)
    await isOver(session)
  })

  it('gives no answer again once its session has ended, whatever cookie the browser still has', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    await confirmed(world, visit, session)
    const over = await world.stored(visit.login)
    await world.ports.sessions.end(session ?? expect.fail())
    expect(await answerAgain(over, session, world.ports).catch((error: unknown) => error))
      .to.be.instanceOf(BrokerError)
      .with.property('code', 'login-over')
  })

  it('gives the answer of a login without a session again, whoever signs in meanwhile in another tab', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana, { pseudonymous: true })
    expect(session).to.equal(null)
    const end = await confirmed(world, visit, null)
    const other = await loggedIn(world, world.has(citizen('Omar')))
    const again = await answerAgain(await world.stored(visit.login), other.session, world.ports)
    expect({ kind: 'answer', answer: again }).to.deep.equal(end.end)
  })

  it('is one, however many confirm at the same time', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    const results = await Promise.allSettled([1, 2, 3].map(() => confirmed(world, visit, session)))
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    expect(world.successes).to.have.length(1)
  })

  it('keeps the time and the place of the service in the session', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    await confirmed(world, visit, session)
    const stored = session && (await world.ports.sessions.find(session))
    expect(stored?.participations.map(({ sessionIndex }) => sessionIndex)).to.deep.equal([
      world.successes[0]?.result.session?.sessionIndex,
    ])
  })
})

describe('a login in a browser', () => {
  it('needs its own cookie', async () => {
    const world = await flowWorld()
    const { login, secret } = await world.begun()
    expect(await findLogin(login.id, { loginSecret: secret, sessionSecret: null }, world.ports)).to.deep.equal(login)
    for (const loginSecret of [null, 'another']) {
      const fault = await findLogin(login.id, { loginSecret, sessionSecret: null }, world.ports).catch(
        (error: unknown) => error,
      )
      expect(fault).to.have.property('code', 'login-cookie')
    }
  })

  it('ends after 30 min', async () => {
    const world = await flowWorld()
    const { login, secret } = await world.begun()
    world.clock.pass(minutes(30))
    const fault = await findLogin(login.id, { loginSecret: secret, sessionSecret: null }, world.ports).catch(
      (error: unknown) => error,
    )
    expect(fault).to.have.property('name', 'BrokerError')
  })

  it('carries a second proof of a double click forward', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    await prove(world, facts, jana, 'password')
    const second = await prove(world, facts, jana, 'password')
    const visit = await goOn(second.login, second.session, world.ports)
    expect(pageOf(visit).step).to.equal('confirm-identity')
  })
})
