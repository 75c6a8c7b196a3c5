import { expect } from 'chai'
import { keepAccount, switchAccount } from '../../src/login/steps/switch-account.js'
import { goOn } from '../../src/login/visit.js'
import { confirmed, loggedIn, openOne, pageOf } from '../support/flow-walk.js'
import { citizen, flowWorld } from '../support/flow-world.js'

describe('a passive login', () => {
  const world = async () => {
    const made = await flowWorld()
    return { made, jana: made.has(citizen('Jana')) }
  }

  it('without a session is told NoPassive', async () => {
    const { made } = await world()
    const visit = await goOn((await made.begun({ isPassive: true })).login, null, made.ports)
    expect(visit.end.kind).to.equal('answer')
    expect(made.failures).to.deep.equal(['no-passive'])
  })

  it('with an unconfirmed release is told NoPassive', async () => {
    const { made, jana } = await world()
    const { session } = await loggedIn(made, jana)
    await goOn((await made.begun({ isPassive: true })).login, session, made.ports)
    expect(made.failures).to.deep.equal(['no-passive'])
  })

  it('with a missing required attribute is told NoPassive', async () => {
    const { made, jana } = await world()
    const { session } = await loggedIn(made, jana)
    await goOn(
      (await made.begun({ isPassive: true, attributes: { required: ['street'], optional: [] } })).login,
      session,
      made.ports,
    )
    expect(made.failures).to.deep.equal(['no-passive'])
  })

  it('with ForceAuthn is told NoPassive, and without it is answered where all is remembered', async () => {
    const { made, jana } = await world()
    const first = await loggedIn(made, jana)
    await confirmed(made, first.visit, first.session, true)
    await goOn((await made.begun({ isPassive: true, forceAuthn: true })).login, first.session, made.ports)
    expect(made.failures).to.deep.equal(['no-passive'])
    await goOn((await made.begun({ isPassive: true })).login, first.session, made.ports)
    expect(made.successes).to.have.length(2)
  })
})

describe('two accounts in one browser', () => {
  it('release nothing of the one proved until the citizen has decided', async () => {
    const world = await flowWorld()
    const [jana, omar] = [world.has(citizen('Jana')), world.has(citizen('Omar'))]
    const { session } = await loggedIn(world, jana)
    const { visit } = await loggedIn(world, omar, { forceAuthn: true }, session)
    const page = pageOf(visit)
    expect(page.step).to.equal('switch-account')

    const switched = await switchAccount(page.facts, world.ports)
    expect(switched.login).to.deep.include({ state: 'identified', account: omar.id })
    expect(session && (await world.ports.sessions.find(session))).to.equal(null)
  })

  it('leave the first one in place where the citizen turns back', async () => {
    const world = await flowWorld()
    const [jana, omar] = [world.has(citizen('Jana')), world.has(citizen('Omar'))]
    const { session } = await loggedIn(world, jana)
    const { visit } = await loggedIn(world, omar, { forceAuthn: true }, session)
    const { login } = await keepAccount(pageOf(visit).facts, world.ports)
    const next = pageOf(await goOn(openOne(login), session, world.ports))
    expect(next.step).to.equal('choose-method')
    expect(next.facts.account?.id).to.equal(jana.id)
  })

  it('make an open login ask again when another tab changed the session', async () => {
    const world = await flowWorld()
    const [jana, omar] = [world.has(citizen('Jana')), world.has(citizen('Omar'))]
    const first = await loggedIn(world, jana)
    const other = await loggedIn(world, omar)
    const page = pageOf(await goOn(openOne(first.visit.login), other.session, world.ports))
    expect(page).to.have.property('step', 'confirm-identity')
    expect(page.facts.account?.id).to.equal(omar.id)
  })
})
