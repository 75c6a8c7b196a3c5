import { expect } from 'chai'
import { createUseCases } from '../../src/compose/use-cases.js'
import { goOn } from '../../src/login/visit.js'
import { confirmed, loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld } from '../support/flow-world.js'

describe('an account that is deleted while it is in use', () => {
  const signedIn = async () => {
    const world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    return { world, jana, visit, session, deleted: () => createUseCases(world.ports).deleteAccount(jana.id, 'citizen') }
  }

  it('ends its sessions, and the login that is about to be confirmed ends without an answer', async () => {
    const { world, visit, session, deleted } = await signedIn()
    expect(await deleted()).to.equal(true)
    expect(session && (await world.ports.sessions.find(session))).to.equal(null)
    const after = await goOn(openOne(visit.login), session, world.ports)
    expect(after.login).to.include({ state: 'aborted', reason: 'proof-gone' })
    expect(world.failures).to.deep.equal(['proof-gone'])
    expect(world.successes).to.deep.equal([])
  })

  it('gives no answer either where the citizen has confirmed at the same moment', async () => {
    const { world, visit, session, deleted } = await signedIn()
    await deleted()
    const after = await confirmed(world, visit, session)
    expect(after.login).to.include({ state: 'aborted', reason: 'proof-gone' })
    expect(world.successes).to.deep.equal([])
  })

  it('asks who this is where a proof of it waits for the citizen', async () => {
    const { world, jana, session } = await signedIn()
    const omar = world.has(citizen('Omar'))
    const { login } = await world.begun({ forceAuthn: true })
    const { facts } = pageOf(await goOn(login, session, world.ports))
    const proof = await prove(world, facts, omar, 'password')
    await createUseCases(world.ports).deleteAccount(omar.id, 'citizen')
    const visit = await goOn(proof.login, session, world.ports)
    expect(pageOf(visit).step).to.equal('choose-method')
    expect(pageOf(visit).facts.account).to.equal(null)
    expect(world.accounts.has(jana.id)).to.equal(true)
  })

  it('leaves nobody’s session in the way of the next citizen, were one opened at that very moment', async () => {
    const { world, jana, session } = await signedIn()
    const omar = world.has(citizen('Omar'))
    world.forget(jana.id)
    const { login } = await world.begun({ forceAuthn: true })
    const { facts } = pageOf(await goOn(login, session, world.ports))
    expect(facts.session).to.equal(null)
    const proof = await prove(world, facts, omar, 'password')
    expect(proof.login).to.include({ state: 'identified', account: omar.id })
  })

  it('is no account to go on from: a login that another one proves asks nothing about it', async () => {
    const { world, jana, session } = await signedIn()
    const omar = world.has(citizen('Omar'))
    const { login } = await world.begun({ forceAuthn: true })
    const { facts } = pageOf(await goOn(login, session, world.ports))
    const waiting = await prove(world, facts, omar, 'password')
    world.forget(jana.id)
    const visit = await goOn(waiting.login, session, world.ports)
    expect(visit.login).to.include({ state: 'identified', account: omar.id })
  })
})
