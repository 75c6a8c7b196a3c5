import { expect } from 'chai'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { entityId, loginId, sessionId } from '../../src/domain/ids.js'
import type { LogoutPart } from '../../src/domain/logout.js'
import type { AskedLogout } from '../../src/domain/ports/logout-messages.js'
import type { BrowserSession } from '../../src/domain/session.js'
import { tellStored } from '../../src/logout/back-channel.js'
import { beginForBrowser } from '../../src/logout/begin-logout.js'
import { endAsked, type EndedByRequest } from '../../src/logout/end-sessions.js'
import { logoutKeyOfRequest } from '../../src/logout/logout-keys.js'
import type { LogoutPorts } from '../../src/logout/logout-ports.js'
import { nameKeyOf } from '../../src/sessions/session-names.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { sampleSession } from '../contracts/samples.js'
import { flowWorld, type FlowWorld } from '../support/flow-world.js'
import { rejectionOf } from '../support/saml-errors.js'

const SERVICE = entityId('https://portal.example/sp')
const SOAP = entityId('https://soap.example/sp')

describe('a request to log out that comes again', () => {
  let world: FlowWorld
  let ports: LogoutPorts
  /** The services that were told by the back channel. */
  const told: string[] = []

  beforeEach(async () => {
    world = await flowWorld()
    told.length = 0
    const { clock, digest, random } = world.ports
    ports = {
      ...createMemoryStores({ clock }),
      clock,
      digest,
      random,
      requestIds: { seal: (_place: string, text: string) => text },
      registry: { find: (id: string) => id },
      messages: {
        wayTo: (service: string) => (service === SOAP ? 'soap' : 'redirect'),
        tell: ({ service }: { readonly service: string }) => Promise.resolve((told.push(service), 'done')),
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      meter: { serviceLoggedOut: () => undefined },
    } as unknown as LogoutPorts
  })

  const part = (service: typeof SERVICE, nameId: string) => ({
    service,
    login: loginId('l'),
    nameId,
    nameIdFormat: 'f',
    sessionIndex: '_i',
    nameKey: nameKeyOf(ports.digest, service, nameId),
    since: 0,
  })
  const opened = async (id: string, startedAt = world.clock.now()): Promise<BrowserSession> => {
    const participations = [part(SERVICE, 'erika'), part(SOAP, 'somebody')].map((each) => ({
      ...each,
      sessionIndex: `_${id}`,
    }))
    const session = { ...sampleSession(id), startedAt, participations }
    await ports.sessions.create(session, world.clock.now() + 3_600_000)
    return session
  }
  const asked = (change: Partial<AskedLogout> = {}): AskedLogout => ({
    service: SERVICE,
    requestId: '_r',
    fingerprint: 'same',
    relayState: null,
    binding: 'redirect',
    subject: { nameId: 'erika', format: null },
    sessionIndexes: [],
    ...change,
  })
  const ends = (by: AskedLogout, on: LogoutPorts) => endAsked(by, logoutKeyOfRequest(by, on), on)
  const begins = ({ prepared, sessions, ended }: EndedByRequest) =>
    beginForBrowser(prepared, sessions, { asker: null, ended }, ports, { begin: () => undefined })
  const idsOf = (sessions: readonly BrowserSession[]) => sessions.map(({ id }) => id)
  const failing = (broken: Partial<LogoutPorts['sessions']>): LogoutPorts => ({
    ...ports,
    sessions: { ...ports.sessions, ...broken },
  })
  const unavailable = () => Promise.reject(new BrokerError('unavailable'))

  it('goes on where the store failed before anything had ended', async () => {
    await opened('s1')
    expect(await rejectionOf(ends(asked(), failing({ findByName: unavailable })))).to.equal('unavailable')
    world.clock.pass(30_000)
    const ended = await ends(asked(), ports)
    expect(idsOf(ended.sessions)).to.deep.equal(['s1'])
    await begins(ended)
    expect(await rejectionOf(ends(asked(), ports))).to.equal('saml-replay')
  })

  it('goes on with what is left where the store failed half way, and nobody of the rest is forgotten', async () => {
    await opened('s1')
    await opened('s2')
    const broken = failing({ end: (id) => (id === 's2' ? unavailable() : ports.sessions.end(id)) })
    expect(await rejectionOf(ends(asked(), broken))).to.equal('unavailable')
    expect(await ports.sessions.find(sessionId('s1'))).to.equal(null)
    const again = await ends(asked(), ports)
    expect(idsOf(again.sessions)).to.deep.equal(['s2'])
    expect([...again.ended].sort()).to.deep.equal(['s1', 's2'])
    const logout = await begins(again)
    expect(logout.parts.map(({ service, session }) => [service, session])).to.have.deep.members([
      [SOAP, 's1'],
      [SOAP, 's2'],
    ])
  })

  it('is gone on with by the same bytes where it broke off after all had ended, once, and by no others', async () => {
    await opened('s1')
    const { prepared } = await ends(asked(), ports)
    expect(await rejectionOf(ends(asked({ fingerprint: 'other' }), ports))).to.equal('saml-replay')
    const again = await ends(asked(), ports)
    expect([again.sessions, again.ended]).to.deep.equal([[], ['s1']])
    expect(again.prepared.stored).to.deep.equal(prepared.stored)
    const logout = await begins(again)
    expect(logout.parts.map(({ service }) => service)).to.deep.equal([SOAP])
    expect(await rejectionOf(ends(asked(), ports))).to.equal('saml-replay')
  })

  it('is noted of each service, though one could not be noted at once', async () => {
    const partOf = (name: string): LogoutPart => ({
      service: entityId(name),
      nameId: name,
      nameIdFormat: 'f',
      sessionIndex: '_i',
      requestId: `_${name}`,
      way: 'soap',
      state: 'waiting',
    })
    const now = world.clock.now()
    const kept = {
      browserKey: 'b',
      asker: null,
      answered: null,
      tellUntil: now,
      tellings: 1,
      version: 1,
      keepUntil: now + 60_000,
    }
    const logout = { ...kept, id: 'l1', parts: ['a', 'b'].map(partOf) }
    await ports.logouts.create(logout)
    let isFirst = true
    const find: LogoutPorts['logouts']['find'] = (id) => {
      const fails = isFirst
      isFirst = false
      return fails ? unavailable() : ports.logouts.find(id)
    }
    const messages = { ...ports.messages, tell: () => Promise.resolve('done' as const) }
    await tellStored(logout, { ...ports, messages, logouts: { ...ports.logouts, find } })
    expect((await ports.logouts.find('l1'))?.parts.map(({ state }) => state)).to.deep.equal(['done', 'done'])
  })

  it('is refused with other bytes under its ID, though nothing has ended yet', async () => {
    await opened('s1')
    await rejectionOf(ends(asked(), failing({ findByName: unavailable })))
    expect(await rejectionOf(ends(asked({ fingerprint: 'other' }), ports))).to.equal('saml-replay')
    expect(await ports.sessions.find(sessionId('s1'))).not.to.equal(null)
  })

  it('ends no session that began after it came first', async () => {
    await rejectionOf(ends(asked(), failing({ findByName: unavailable })))
    world.clock.pass(3_001)
    await opened('later')
    expect(await rejectionOf(ends(asked(), ports))).to.equal('saml-replay')
    expect(await ports.sessions.find(sessionId('later'))).not.to.equal(null)
  })

  it('ends a session that began before it by a clock that is ahead', async () => {
    await rejectionOf(ends(asked(), failing({ findByName: unavailable })))
    await opened('ahead', world.clock.now() + 3_000)
    expect(idsOf((await ends(asked(), ports)).sessions)).to.deep.equal(['ahead'])
  })

  it('names nobody, and is over at once', async () => {
    expect((await ends(asked({ subject: null }), ports)).sessions).to.deep.equal([])
    expect(await rejectionOf(ends(asked({ subject: null }), ports))).to.equal('saml-replay')
  })

  it('leaves out of what is to be told the participation that it named, and no other', async () => {
    const session = await opened('s1')
    const [ended] = (await ends(asked(), ports)).sessions
    expect(ended?.participations).to.deep.equal(session.participations.slice(1))
  })
})
