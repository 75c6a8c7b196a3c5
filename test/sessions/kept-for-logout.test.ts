import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import type { Evidence } from '../../src/domain/evidence.js'
import { entityId, type SessionId } from '../../src/domain/ids.js'
import { hours, minutes } from '../../src/domain/instant.js'
import type { BrowserSession } from '../../src/domain/session.js'
import { liveSession } from '../../src/login/facts.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { goOn } from '../../src/login/visit.js'
import { countedSessions, endSession, sessionAfterProof, takeOver } from '../../src/sessions/session-policy.js'
import { confirmed, loggedIn, pageOf } from '../support/flow-walk.js'
import { citizen, flowWorld, type FlowWorld } from '../support/flow-world.js'

const OTHER = entityId('https://other.example')

describe('a session in which services take part', () => {
  let world: FlowWorld
  let jana: Account
  let session: SessionId
  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session)
    session = first.session ?? expect.fail('no session')
  })

  const stored = async (id = session): Promise<BrowserSession> =>
    (await world.ports.sessions.find(id)) ?? expect.fail('it is gone')
  const nameKey = async (): Promise<string> => (await stored()).participations[0]?.nameKey ?? expect.fail('no part')
  const named = async (key: string) => (await world.ports.sessions.findByName(key)).map(({ id }) => id)

  it('is found for a logout as long as the service was told that it lasts, and signs nobody in by then', async () => {
    const key = await nameKey()
    const told = world.successes[0]?.result.sessionNotOnOrAfter ?? expect.fail('nothing was told')
    expect((await stored()).participations.map(({ until }) => until)).to.deep.equal([told])
    world.clock.pass(hours(3))
    expect(await named(key)).to.deep.equal([session])
    expect(await liveSession(world.ports, session)).to.equal(null)
    const { login } = await world.begun()
    expect(pageOf(await goOn(login, session, world.ports)).step).to.equal('choose-method')
    const ended = await endSession({ id: session }, world.ports)
    expect(ended?.participations).to.have.length(1)
    expect(await named(key)).to.deep.equal([])
  })

  it('is forgotten when the last of them has it for ended', async () => {
    const key = await nameKey()
    const told = world.successes[0]?.result.sessionNotOnOrAfter ?? expect.fail('nothing was told')
    world.clock.pass(told - world.clock.now() - 1)
    expect(await named(key)).to.deep.equal([session])
    world.clock.pass(1)
    expect(await named(key)).to.deep.equal([])
  })

  it('is found for a logout where its only method was switched off since, and by nobody else', async () => {
    const key = await nameKey()
    const [{ method } = expect.fail('nothing proved')] = (await stored()).evidence
    const switched = new Map([[method, { method, enabled: false, disabledAt: null }]])
    const counted = countedSessions(world.ports.sessions, switched)
    expect(await counted.find(session)).to.equal(null)
    expect((await counted.findLeft(session))?.participations).to.have.length(1)
    expect((await counted.findByName(key)).map(({ id }) => id)).to.deep.equal([session])
    expect((await endSession({ id: session }, { sessions: counted }))?.participations).to.have.length(1)
  })

  describe('whose browser signs in again after it', () => {
    const over: { ended: SessionId[] } = { ended: [] }
    const ports = (): LoginPorts => ({
      ...world.ports,
      logOut: (each) => {
        over.ended.push(each.id)
        return world.ports.logOut(each)
      },
    })
    let proof: Evidence
    beforeEach(async () => {
      over.ended = []
      world.clock.pass(hours(2))
      const [old = expect.fail('nothing proved')] = (await stored()).evidence
      proof = { ...old, at: world.clock.now() }
    })

    it('leaves them to the next session of the same citizen, and is itself no more', async () => {
      const { session: next } = await sessionAfterProof(jana, [proof], null, world.ports)
      await takeOver(session, next, ports())
      expect((await stored(next.id)).participations.map(({ service }) => service)).to.deep.equal([
        'https://portal.example/sp',
      ])
      expect(await world.ports.sessions.find(session)).to.equal(null)
      expect(over.ended).to.deep.equal([])
    })

    it('leaves them to it also where its only method was switched off since', async () => {
      const [{ method } = expect.fail('nothing proved')] = (await stored()).evidence
      const sessions = countedSessions(
        world.ports.sessions,
        new Map([[method, { method, enabled: true, disabledAt: world.clock.now() - 1 }]]),
      )
      const { session: next } = await sessionAfterProof(jana, [proof], null, { ...world.ports, sessions })
      await takeOver(session, next, { ...ports(), sessions })
      expect((await stored(next.id)).participations).to.have.length(1)
    })

    it('ends where somebody else signs in, with its services told, and leaves them nothing', async () => {
      const omar = world.has(citizen('Omar'))
      const { session: next } = await sessionAfterProof(omar, [proof], null, world.ports)
      await takeOver(session, next, ports())
      expect((await stored(next.id)).participations).to.deep.equal([])
      expect(await world.ports.sessions.find(session)).to.equal(null)
      expect(over.ended).to.deep.equal([session])
    })
  })
})

describe('an answer that a logout overtakes', () => {
  /** The same ports, where a logout ends the session at the moment at which a service is to take part in it. */
  const overtaken = ({ ports }: FlowWorld, session: SessionId): LoginPorts => ({
    ...ports,
    sessions: {
      ...ports.sessions,
      change: async (...input) => {
        await ports.sessions.end(session)
        return ports.sessions.change(...input)
      },
    },
  })
  const entries = (world: FlowWorld) =>
    world.audit.filter(({ action }) => action.startsWith('login.')).map(({ action }) => action)

  it('does not leave: the service is told a status, and the audit that none left', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    if (!session) return expect.fail('no session')
    const { end, login } = await confirmed({ ...world, ports: overtaken(world, session) }, visit, session)
    expect([end.kind, login.state]).to.deep.equal(['answer', 'aborted'])
    expect(world.failures).to.have.length(1)
    expect(entries(world)).to.deep.equal(['login.not-answered'])
  })

  it('does not leave either where the service took part in the session before', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    if (!session) return expect.fail('no session')
    await confirmed(world, visit, session)
    world.clock.pass(minutes(1))
    const again = await goOn((await world.begun()).login, session, world.ports)
    const { end, login } = await confirmed({ ...world, ports: overtaken(world, session) }, again, session)
    expect([end.kind, login.state]).to.deep.equal(['answer', 'aborted'])
    expect(entries(world)).to.deep.equal(['login.answered', 'login.not-answered'])
  })

  it('leaves into the session that another tab has renewed meanwhile', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    await confirmed(world, visit, session)
    const { login } = await world.begun({ service: OTHER })
    const again = await goOn(login, session, world.ports)
    const live = (session && (await world.ports.sessions.find(session))) ?? expect.fail('no session')
    const renewed: SessionId[] = []
    const ports: LoginPorts = {
      ...world.ports,
      sessions: {
        ...world.ports.sessions,
        change: async (...input) => {
          if (renewed.length === 0) renewed.push((await sessionAfterProof(jana, [], live, world.ports)).session.id)
          return world.ports.sessions.change(...input)
        },
      },
    }
    const { end } = await confirmed({ ...world, ports }, again, session)
    expect(end.kind).to.equal('answer')
    const after = (renewed[0] && (await world.ports.sessions.find(renewed[0]))) ?? expect.fail('no session')
    expect(after.participations.map(({ service }) => service)).to.include(OTHER)
  })
})
