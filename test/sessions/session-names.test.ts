import { expect } from 'chai'
import { entityId, loginId } from '../../src/domain/ids.js'
import type { Participation } from '../../src/domain/session.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { goOn } from '../../src/login/visit.js'
import { joinedBy, nameKeyOf, sessionNames, takesPart } from '../../src/sessions/session-names.js'
import { changeSession, sessionAfterProof } from '../../src/sessions/session-policy.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { citizen, flowWorld, type FlowWorld } from '../support/flow-world.js'

const OTHER = entityId('https://other.example')

describe('what a service knows a session by', () => {
  async function answered(
    world: FlowWorld,
    session: Awaited<ReturnType<typeof loggedIn>>['session'],
    service?: typeof OTHER,
  ) {
    const { login } = await world.begun(service ? { service } : {})
    await confirmed(world, await goOn(login, session, world.ports), session)
    return world.successes.at(-1)?.result.session ?? expect.fail('no session was named')
  }
  async function signedIn() {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { visit, session } = await loggedIn(world, jana)
    await confirmed(world, visit, session)
    const first = world.successes[0]?.result.session ?? expect.fail('no session was named')
    return { world, jana, session, first }
  }
  const live = async ({ ports }: FlowWorld, id: Awaited<ReturnType<typeof loggedIn>>['session']) =>
    (id && (await ports.sessions.find(id))) ?? expect.fail('the session has ended')

  it('is one SessionIndex and one transient NameID, however often it is answered', async () => {
    const { world, session, first } = await signedIn()
    expect(first.sessionIndex)
      .to.match(/^_[\w-]{20,}$/)
      .and.not.equal(first.transientId)
    expect(await answered(world, session)).to.deep.equal(first)
  })

  it('stays the same in a session that was renewed at a rise in level', async () => {
    const { world, jana, session, first } = await signedIn()
    const change = await sessionAfterProof(jana, [], await live(world, session), world.ports)
    expect(await answered(world, change.session.id)).to.deep.equal(first)
  })

  it('is another one for each child service that a portal asks for', async () => {
    const { world, session, first } = await signedIn()
    const live = (session && (await world.ports.sessions.find(session))) ?? expect.fail('the session has ended')
    const [service, child] = [entityId('https://portal.example/sp'), entityId('https://parken.example')]
    expect(sessionNames(live, { service }, world.ports.digest)).to.deep.equal(first)
    const names = [{ service }, { service, child }, { service, child: OTHER }, { service: child }].flatMap((asked) =>
      Object.values(sessionNames(live, asked, world.ports.digest)),
    )
    expect(new Set(names).size).to.equal(8)
  })

  it('is another one at another service, in another session, and without one none', async () => {
    const { world, jana, session, first } = await signedIn()
    const elsewhere = await answered(world, session, OTHER)
    expect(elsewhere.sessionIndex).not.to.equal(first.sessionIndex)
    expect(elsewhere.transientId).not.to.equal(first.transientId)
    const again = await loggedIn(world, jana)
    await confirmed(world, again.visit, again.session)
    expect(world.successes.at(-1)?.result.session?.sessionIndex).not.to.equal(first.sessionIndex)
    const none = await loggedIn(world, jana, { pseudonymous: true })
    await confirmed(world, none.visit, none.session)
    expect(world.successes.at(-1)?.result.session).to.equal(null)
  })

  it('is written in the session when it is new, and again only for a name that is new: the first one stays', async () => {
    const { world, session } = await signedIn()
    const before = await live(world, session)
    await answered(world, session)
    const same = await live(world, session)
    expect(same.participations).to.deep.equal(before.participations)
    const renamed: LoginPorts['messages'] = {
      ...world.ports.messages,
      success: async (...args) => ({ ...(await world.ports.messages.success(...args)), nameId: 'renamed' }),
    }
    const other = { ...world, ports: { ...world.ports, messages: renamed } }
    const { login } = await other.begun()
    await confirmed(other, await goOn(login, session, other.ports), session)
    const after = await live(world, session)
    expect(after.participations.map(({ nameId }) => nameId)).to.deep.equal(['name', 'renamed'])
    expect(new Set(after.participations.map(({ sessionIndex }) => sessionIndex)).size).to.equal(1)
  })

  it('is noted again where the service is told a later end, and kept at the latest', async () => {
    const part = (until: number): Participation => ({
      service: OTHER,
      login: loginId('l'),
      nameId: 'n',
      nameIdFormat: 'f',
      sessionIndex: '_i',
      nameKey: 'k',
      since: 0,
      until,
    })
    const { world, session } = await signedIn()
    const current = { ...(await live(world, session)), participations: [part(20)] }
    expect([takesPart(current, part(20)), takesPart(current, part(21))]).to.deep.equal([true, false])
    expect(joinedBy(current, part(21)).map(({ until }) => until)).to.deep.equal([21])
    expect(joinedBy(current, part(3)).map(({ until }) => until)).to.deep.equal([20])
  })

  it('are few names for one service, of which the oldest goes, and of the others none', async () => {
    const { world, session } = await signedIn()
    const part = (service: typeof OTHER, name: string): Participation => ({
      service,
      login: loginId('l'),
      nameId: name,
      nameIdFormat: 'f',
      sessionIndex: '_i',
      nameKey: name,
      since: 0,
    })
    let current = {
      ...(await live(world, session)),
      participations: [part(entityId('https://first.example'), 'first')],
    }
    for (let count = 0; count < 10; count++) {
      current = { ...current, participations: [...joinedBy(current, part(OTHER, `n${count}`))] }
    }
    expect(current.participations.map(({ nameId }) => nameId)).to.deep.equal([
      'first',
      ...['n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'n9'],
    ])
  })

  it('finds the session by service and NameID, and by those of no other service', async () => {
    const { world, session } = await signedIn()
    const { digest, sessions } = world.ports
    const [part] = (await live(world, session)).participations
    if (!part) expect.fail('nothing takes part')
    const found = await sessions.findByName(nameKeyOf(digest, part.service, part.nameId))
    expect(found.map(({ id }) => id)).to.deep.equal([session])
    expect(await sessions.findByName(nameKeyOf(digest, OTHER, part.nameId))).to.deep.equal([])
  })

  it('is found so from the next answer on, where it took part before there were such names', async () => {
    const { world, session } = await signedIn()
    const { digest, sessions } = world.ports
    const current = await live(world, session)
    const [part] = current.participations
    if (!part) expect.fail('nothing takes part')
    const older = { ...current, participations: [{ ...part, nameKey: '' }] }
    expect(await changeSession(current, () => older, world.ports)).not.to.equal(null)
    const name = nameKeyOf(digest, part.service, part.nameId)
    expect(await sessions.findByName(name)).to.deep.equal([])
    await answered(world, session)
    expect((await sessions.findByName(name)).map(({ id }) => id)).to.deep.equal([session])
  })
})
