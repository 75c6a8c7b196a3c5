import { expect } from 'chai'
import { hours } from '../../src/domain/instant.js'
import type { Participation } from '../../src/domain/session.js'
import { entityId, loginId, type SessionId } from '../../src/domain/ids.js'
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
    const world = flowWorld([fakeMethod('password', 'normal'), fakeMethod('eid', 'hoch')])
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
    const change = await sessionAfterProof(jana.id, [], session, ports)
    expect((await liveOf(world, change.session.id)).participations).to.deep.equal([part()])
    expect(await world.ports.sessions.find(session.id)).to.equal(null)
  })

  it('is the one that a service takes part in whose answer was under way', async () => {
    const { world, jana, visit, session } = await signedIn()
    let renewed = session.id
    const ports = overtaken(world.ports, async () => {
      for (let times = 0; times < 2; times++) {
        const change = await sessionAfterProof(jana.id, [], await liveOf(world, renewed), world.ports)
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
    const change = await sessionAfterProof(jana.id, [], { ...session, participations: [part()] }, ports)
    expect(change.session).to.deep.include({ evidence: [], participations: [] })
  })
})
