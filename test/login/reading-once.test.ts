import { expect } from 'chai'
import { readingOnce } from '../../src/login/facts.js'
import { noteAction } from '../../src/sessions/session-policy.js'
import { goOn } from '../../src/login/visit.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { confirmed, loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, flowWorld } from '../support/flow-world.js'

/** The same ports, and how often each store was asked. */
function counted(ports: LoginPorts) {
  const asked = { sessions: 0, accounts: 0, consents: 0 }
  const { sessions, accounts, consents } = ports
  const counting: LoginPorts = {
    ...ports,
    sessions: { ...sessions, find: (id) => (asked.sessions++, sessions.find(id)) },
    accounts: { ...accounts, find: (id) => (asked.accounts++, accounts.find(id)) },
    consents: { ...consents, find: (account, service) => (asked.consents++, consents.find(account, service)) },
  }
  return { asked, counting }
}

describe('what a request reads', () => {
  it('is read once where the broker goes on by itself to the answer, and anew in the next request', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    const { asked, counting } = counted(world.ports)
    for (const requests of [1, 2]) {
      const visit = await goOn((await world.begun()).login, first.session, counting)
      expect(visit.end.kind).to.equal('answer')
      // The session once more, before the answer leaves: a logout may have ended it.
      expect(asked).to.deep.equal({ sessions: 2 * requests, accounts: requests, consents: requests })
    }
  })

  it('is the account as it is by then: one that has gone since the last request gets nothing', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    const { login } = await world.begun()
    world.forget(jana.id)
    expect(pageOf(await goOn(login, first.session, world.ports)).step).to.equal('choose-method')
    expect(world.successes).to.have.length(1)
  })

  it('is read anew after a step that has changed more than the login', async () => {
    const world = await flowWorld()
    const [jana, kim] = [world.has(citizen('Jana')), world.has(citizen('Kim'))]
    const first = await loggedIn(world, jana)
    const { login } = await world.begun({ forceAuthn: true })
    const { facts } = pageOf(await goOn(login, first.session, world.ports))
    const proof = await prove(world, facts, kim, 'password')
    const { asked, counting } = counted(world.ports)
    const page = pageOf(await goOn(proof.login, null, counting))
    expect(page.facts.session?.account).to.equal(kim.id)
    // For the step, and for the page after it.
    expect(asked.accounts).to.equal(2)
  })

  it('is not what the request has just written itself: a session that it opened, or in which it noted an action', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    const { facts } = pageOf(visit)
    const { asked, counting } = counted(world.ports)
    const noted = facts.session && (await noteAction(facts.session, counting))
    const page = pageOf(await goOn(openOne(visit.login), session, counting, readingOnce(counting, noted)))
    expect(page.facts.session).to.deep.equal(session && (await world.ports.sessions.find(session)))
    expect(asked.sessions).to.equal(0)
    // Another tab was faster: the action is noted in the session as that one left it.
    const again = facts.session && (await noteAction(facts.session, counting))
    expect(again?.version).to.equal((noted?.version ?? 0) + 1)
    await goOn(openOne(visit.login), session, counting, readingOnce(counting, null))
    expect(asked.sessions).to.equal(1)
  })
})
