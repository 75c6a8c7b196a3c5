import { expect } from 'chai'
import { beganBefore } from '../../src/domain/session.js'
import { hours } from '../../src/domain/instant.js'
import type { Participation } from '../../src/domain/session.js'
import type { Evidence } from '../../src/domain/evidence.js'
import { entityId, loginId, methodId, sessionId, type SessionId } from '../../src/domain/ids.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { sessionAfterProof } from '../../src/sessions/session-policy.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'

const SHOP = entityId('https://shop.example/sp')

const part = (service = SHOP): Participation => ({
  service,
  login: loginId('of-another-tab'),
  nameId: 'name',
  nameIdFormat: 'persistent',
  sessionIndex: '_other',
  nameKey: 'name-key',
  since: 0,
})

const liveOf = async ({ ports }: FlowWorld, id: SessionId | null) => {
  const session = id && (await ports.sessions.find(id))
  return session ?? expect.fail('no session')
}

/** The same ports, where another tab acts at the moment at which the session is to be changed. */
const overtaken = (ports: LoginPorts, act: () => Promise<unknown>): LoginPorts => {
  const { sessions } = ports
  let isFirst = true
  const first = async () => {
    if (isFirst) ((isFirst = false), await act())
  }
  return {
    ...ports,
    sessions: {
      ...sessions,
      renew: async (...input) => (await first(), sessions.renew(...input)),
      change: async (...input) => (await first(), sessions.change(...input)),
    },
  }
}

describe('a session that is renewed', () => {
  const signedIn = async () => {
    const world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    return { world, jana, visit, session: await liveOf(world, session) }
  }

  it('keeps a service that came to take part in it at the same moment', async () => {
    const { world, jana, session } = await signedIn()
    const ports = overtaken(world.ports, () =>
      world.ports.sessions.change(
        session,
        (current) => ({ ...current, participations: [part()] }),
        () => world.clock.now() + hours(12),
      ),
    )
    const change = await sessionAfterProof(jana, [], session, ports)
    expect((await liveOf(world, change.session.id)).participations).to.deep.equal([part()])
    expect(await world.ports.sessions.find(session.id)).to.equal(null)
  })

  it('begins after an end of all sessions that its proof follows, however close', async () => {
    const { world, jana } = await signedIn()
    const end = world.clock.now()
    const before = await sessionAfterProof(jana, [], null, world.ports)
    expect(beganBefore(before.session, end)).to.equal(true)
    const after = await sessionAfterProof({ ...jana, sessionsEndedAt: end }, [], null, world.ports)
    expect(beganBefore(after.session, end)).to.equal(false)
  })

  it('is one in a browser whose tabs prove at the same moment: a logout ends it, with every service in it', async () => {
    const { world, jana, session } = await signedIn()
    await world.ports.sessions.change(
      session,
      (current) => ({ ...current, participations: [part()] }),
      () => world.clock.now() + hours(12),
    )
    let faster = session.id
    const ports = overtaken(world.ports, async () => {
      for (let times = 0; times < 2; times++) {
        const change = await sessionAfterProof(jana, [], await liveOf(world, faster), world.ports)
        faster = change.session.id
      }
    })
    const [proved] = session.evidence
    if (!proved) return expect.fail('nothing was proved')
    const card: Evidence = { ...proved, method: methodId('eid'), level: 'hoch' }
    const { session: slower } = await sessionAfterProof(jana, [card], session, ports)
    expect(await world.ports.sessions.find(faster)).to.equal(null)
    const now = await liveOf(world, slower.id)
    expect([now.handle, now.participations]).to.deep.equal([session.handle, [part()]])
    // What the other tab proved is its own: whoever planted the old id gains nothing.
    expect(now.evidence.map(({ method }) => method)).to.deep.equal(['eid'])
  })

  it('takes the place of nobody else’s, whom another tab signed in meanwhile', async () => {
    const { world, jana, session } = await signedIn()
    const max = world.has(citizen('Max'))
    let other: SessionId | null = null
    const ports = overtaken(world.ports, async () => {
      const renewed = await world.ports.sessions.renew(
        session,
        (old) => ({ ...old, id: sessionId('of-max'), account: max.id }),
        () => world.clock.now() + hours(12),
      )
      other = renewed?.id ?? null
    })
    await sessionAfterProof(jana, [], session, ports)
    expect((await liveOf(world, other)).account).to.equal(max.id)
  })

  it('is the one that a service takes part in whose answer was under way', async () => {
    const { world, jana, visit, session } = await signedIn()
    let renewed = session.id
    const ports = overtaken(world.ports, async () => {
      for (let times = 0; times < 2; times++) {
        const change = await sessionAfterProof(jana, [], await liveOf(world, renewed), world.ports)
        renewed = change.session.id
      }
    })
    const answered = await confirmed({ ...world, ports }, visit, session.id)
    expect(answered.end.kind).to.equal('answer')
    const { participations } = await liveOf(world, renewed)
    expect(participations.map(({ service }) => service)).to.deep.equal(['https://portal.example/sp'])
  })

  it('takes nothing of one that has ended meanwhile', async () => {
    const { world, jana, session } = await signedIn()
    const ports = overtaken(world.ports, () => world.ports.sessions.end(session.id))
    const change = await sessionAfterProof(jana, [], { ...session, participations: [part()] }, ports)
    expect(change.session).to.deep.include({ evidence: [], participations: [] })
  })
})
