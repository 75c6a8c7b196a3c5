import { expect } from 'chai'
import { abort } from '../../src/login/abort.js'
import { beginAccountLogin } from '../../src/login/kit/begin-account-login.js'
import { sessionEndsAt } from '../../src/sessions/session-policy.js'
import { storeLogin } from '../../src/login/store-login.js'
import { findLogin, goOn } from '../../src/login/visit.js'
import { accountId, methodId, type LoginId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import { authenticated, methodStarted } from '../../src/domain/transitions.js'
import { openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { rejectionOf } from '../support/saml-errors.js'

describe('a login to one’s own account', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
  })

  it('opens a session, releases nothing, and leads back to the page that asked', async () => {
    const jana = world.has(citizen('jana'))
    const { login } = beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const first = pageOf(await goOn(login, null, world.ports))
    expect(first.step).to.equal('choose-method')
    const proof = await prove(world, first.facts, jana, 'password')
    const visit = await goOn(proof.login, proof.session, world.ports)
    expect(visit.end).to.deep.equal({ kind: 'answer', answer: { kind: 'stay', path: '/konto/geraete' } })
    expect(world.successes).to.deep.equal([])
    expect(world.audit.map(({ action }) => action)).to.deep.equal(['account.signed-in'])
    const session = proof.session && (await world.ports.sessions.find(proof.session))
    expect(session).to.deep.include({ account: jana.id, participations: [] })
  })

  it('asks nothing where the session is good enough, and for a better method where it is not', async () => {
    const jana = world.has(citizen('jana'))
    const { login } = beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { session } = await prove(world, pageOf(await goOn(login, null, world.ports)).facts, jana, 'password')
    const again = beginAccountLogin('/konto/geraete', 'normal', world.ports)
    expect((await goOn(again.login, session, world.ports)).end.kind).to.equal('answer')
    const more = beginAccountLogin('/konto/geraete', 'hoch', world.ports)
    expect(pageOf(await goOn(more.login, session, world.ports)).step).to.equal('choose-method')
  })

  it('leads to the start page when the citizen turns back', async () => {
    const { login } = beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { answer } = await abort(login, 'authn-failed', world.ports)
    expect(answer).to.deep.equal({ kind: 'stay', path: '/' })
    expect(world.failures).to.deep.equal([])
  })
})

describe('a login to one’s own account that nobody has acted in', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal')])
  })
  const begun = () => beginAccountLogin('/konto/geraete?a=b c', 'hoch', world.ports, { forceAuthn: true })
  const found = (id: LoginId, loginSecret: string | null) =>
    findLogin(id, { loginSecret, sessionSecret: null }, world.ports)

  it('lies in its cookie alone, as long as a login is open, and is the same at every visit', async () => {
    const { login, secret } = begun()
    const visit = await goOn(await found(login.id, secret).then(openOne), null, world.ports)
    expect(visit.login).to.deep.equal(login)
    expect(login.requirements).to.deep.include({ registeredLevel: 'hoch', forceAuthn: true })
    expect(login.reply).to.deep.equal({ kind: 'account', returnTo: '/konto/geraete?a=b c' })
    expect(await world.ports.logins.find(login.id)).to.equal(null)
    world.clock.pass(minutes(30))
    expect(await rejectionOf(found(login.id, secret))).to.equal('login-expired')
  })

  it('opens by its own cookie alone', async () => {
    const [{ login, secret }, other] = [begun(), begun()]
    for (const cookie of [null, '', other.secret, `${secret.slice(0, -2)}AA`]) {
      expect(await rejectionOf(found(login.id, cookie)), String(cookie)).to.equal('login-unknown')
    }
  })

  it('is stored by its first change, and is that one from then on', async () => {
    const { login, secret } = begun()
    const started = await storeLogin(methodStarted(login, methodId('password'), {}), world.ports)
    expect(await found(login.id, secret)).to.deep.equal(started)
    expect(await rejectionOf(storeLogin(methodStarted(login, methodId('password'), {}), world.ports))).to.equal(
      'login-moved-on',
    )
    const subject = { kind: 'account', account: accountId('jana') } as const
    const evidence = { method: methodId('password'), instance: '', level: 'normal', at: START, subject } as const
    const elsewhere = { ...authenticated(started, evidence), browserKey: 'of another cookie' }
    await storeLogin(elsewhere, world.ports)
    expect(await rejectionOf(found(login.id, secret))).to.equal('login-cookie')
  })
})

describe('the end of a session', () => {
  it('is the last moment at which any of its evidence holds, if the citizen does nothing more', async () => {
    const world = await flowWorld([fakeMethod('password', 'normal')])
    const jana = world.has(citizen('jana'))
    const { login } = beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { session } = await prove(world, pageOf(await goOn(login, null, world.ports)).facts, jana, 'password')
    const stored = session && (await world.ports.sessions.find(session))
    expect(stored && sessionEndsAt(stored, world.ports)).to.equal(START + minutes(60))
  })
})
