import { expect } from 'chai'
import { abort } from '../../src/flow/abort.js'
import { beginAccountLogin } from '../../src/flow/begin-account-login.js'
import { sessionEndsAt } from '../../src/flow/session-policy.js'
import { goOn } from '../../src/flow/visit.js'
import { minutes } from '../../src/domain/instant.js'
import { pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, START, type FlowWorld } from '../support/flow-world.js'

describe('a login to one’s own account', () => {
  let world: FlowWorld
  beforeEach(() => {
    world = flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
  })

  it('opens a session, releases nothing, and leads back to the page that asked', async () => {
    const jana = world.has(citizen('jana'))
    const { login } = await beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const first = pageOf(await goOn(login, null, world.ports))
    expect(first.step).to.equal('choose-method')
    const proof = await prove(world, first.facts, jana, 'password')
    const visit = await goOn(proof.login, proof.session, world.ports)
    expect(visit.end).to.deep.equal({ kind: 'answer', answer: { action: '/konto/geraete', fields: {} } })
    expect(world.successes).to.deep.equal([])
    expect(world.audit.map(({ action }) => action)).to.deep.equal(['account.signed-in'])
    const session = proof.session && (await world.ports.sessions.find(proof.session))
    expect(session).to.deep.include({ account: jana.id, participations: [] })
  })

  it('asks nothing where the session is good enough, and for a better method where it is not', async () => {
    const jana = world.has(citizen('jana'))
    const { login } = await beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { session } = await prove(world, pageOf(await goOn(login, null, world.ports)).facts, jana, 'password')
    const again = await beginAccountLogin('/konto/geraete', 'normal', world.ports)
    expect((await goOn(again.login, session, world.ports)).end.kind).to.equal('answer')
    const more = await beginAccountLogin('/konto/geraete', 'hoch', world.ports)
    expect(pageOf(await goOn(more.login, session, world.ports)).step).to.equal('choose-method')
  })

  it('leads to the start page when the citizen turns back', async () => {
    const { login } = await beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { answer } = await abort(login, 'authn-failed', world.ports)
    expect(answer).to.deep.equal({ action: '/', fields: {} })
    expect(world.failures).to.deep.equal([])
  })
})

describe('the end of a session', () => {
  it('is the last moment at which any of its evidence holds, if the citizen does nothing more', async () => {
    const world = flowWorld([fakeMethod('password', 'normal')])
    const jana = world.has(citizen('jana'))
    const { login } = await beginAccountLogin('/konto/geraete', 'normal', world.ports)
    const { session } = await prove(world, pageOf(await goOn(login, null, world.ports)).facts, jana, 'password')
    const stored = session && (await world.ports.sessions.find(session))
    expect(stored && sessionEndsAt(stored, world.ports)).to.equal(START + minutes(60))
  })
})
