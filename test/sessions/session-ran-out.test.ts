import { expect } from 'chai'
import { sessionId, type SessionId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import type { OpenLogin } from '../../src/domain/login.js'
import { beginAccountLogin } from '../../src/login/kit/begin-account-login.js'
import { noteAction, sessionRanOut } from '../../src/sessions/session-policy.js'
import { goOn } from '../../src/login/visit.js'
import { loggedIn, openOne, pageOf } from '../support/flow-walk.js'
import { citizen, flowWorld, type FlowWorld } from '../support/flow-world.js'

describe('a session that runs out', () => {
  let world: FlowWorld
  let session: SessionId
  beforeEach(async () => {
    world = await flowWorld()
    const held = (await loggedIn(world, world.has(citizen('Jana')))).session
    if (!held) throw new Error('no session')
    session = held
  })
  const ranOut = (login: OpenLogin, id: SessionId | null = session) => sessionRanOut(id, login, world.ports)

  it('in a login is told of as long as the login is open, by whatever it asks again', async () => {
    world.clock.pass(minutes(50))
    const { login } = await world.begun()
    const visit = await goOn(login, session, world.ports)
    expect(pageOf(visit).step).to.equal('confirm-identity')
    expect(await ranOut(openOne(visit.login))).to.equal(false)
    world.clock.pass(minutes(10))
    const after = await goOn(openOne(visit.login), session, world.ports)
    expect(pageOf(after).step).to.equal('choose-method')
    expect(after.sessionChanges).to.deep.equal([])
    expect(await ranOut(openOne(after.login))).to.equal(true)
    world.clock.pass(minutes(19))
    expect(await ranOut(openOne(after.login))).to.equal(true)
  })

  it('of age is told of too, however active the citizen is', async () => {
    for (let passed = 0; passed < 12 * 60 - 10; passed += 10) {
      const found = await world.ports.sessions.find(session)
      if (found) await noteAction(found, world.ports)
      world.clock.pass(minutes(10))
    }
    const { login } = await world.begun()
    expect(await ranOut(login)).to.equal(false)
    world.clock.pass(minutes(10))
    expect(await ranOut(login)).to.equal(true)
    world.clock.pass(minutes(19))
    expect(await ranOut(login)).to.equal(true)
  })

  it('before a login is nothing that it has to do with, unless a page of the citizen’s own asked for the session', async () => {
    world.clock.pass(minutes(60) + 1)
    expect(await ranOut((await world.begun()).login)).to.equal(false)
    expect(await ranOut(beginAccountLogin('/konto/geraete', 'basis', world.ports).login)).to.equal(true)
  })

  it('is no other one: none that somebody ended, none that goes on, none that nobody knows', async () => {
    const own = () => beginAccountLogin('/konto/geraete', 'basis', world.ports).login
    expect(await ranOut(own()), 'goes on').to.equal(false)
    world.clock.pass(minutes(61))
    expect(await ranOut(own(), null)).to.equal(false)
    expect(await ranOut(own(), sessionId('planted'))).to.equal(false)
    await world.ports.sessions.end(session)
    expect(await ranOut(own()), 'signed out').to.equal(false)
  })
})
