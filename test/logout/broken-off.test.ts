import { expect } from 'chai'
import type { AskedLogout } from '../../src/domain/ports/logout-messages.js'
import { isByBrowser, nextPart, type Logout } from '../../src/domain/logout.js'
import { beginForBrowser, beginWithoutBrowser, endWithoutBrowser } from '../../src/logout/begin-logout.js'
import { askerOf, endAsked } from '../../src/logout/end-sessions.js'
import { goOnWithLeft } from '../../src/logout/left-logouts.js'
import { logoutKeyOf, logoutKeyOfRequest } from '../../src/logout/logout-keys.js'
import type { LogoutPorts } from '../../src/logout/logout-ports.js'
import { goOnPrepared, prepareLogout } from '../../src/logout/prepare-logout.js'
import { endIn } from '../../src/logout/web/log-out.js'
import {
  ASKER,
  BY_BROWSER,
  BY_SOAP,
  ERIKA,
  failingAt,
  logoutParts,
  sessionNamed,
  type Fault,
  type LogoutParts,
} from '../support/logout-parts.js'

const SECRET = 'the secret of the session'
const NEVER = new AbortController().signal

/** A way in which a session ends, with what its browser or its service does once more where it failed. */
interface Way {
  readonly name: string
  readonly run: (parts: LogoutParts, ports: LogoutPorts) => Promise<unknown>
  readonly again: (parts: LogoutParts) => Promise<unknown>
  /** The logout that the browser then is in; undefined: no browser is in it. */
  readonly shown?: (parts: LogoutParts) => string
  /** A service waits for the answer. */
  readonly isAnswered?: true
}

const asked = (binding: AskedLogout['binding']): AskedLogout => ({
  service: ASKER,
  requestId: '_r',
  fingerprint: 'same',
  relayState: null,
  binding,
  subject: { nameId: 'erika', format: null },
  sessionIndexes: [],
})

const nothing = { begin: () => undefined }

async function byService(ports: LogoutPorts, binding: AskedLogout['binding']): Promise<void> {
  const key = logoutKeyOfRequest(asked(binding), ports)
  const { prepared, sessions, ended } = await endAsked(asked(binding), key, ports)
  if (binding === 'soap') await beginWithoutBrowser(prepared, sessions, ports)
  else await beginForBrowser(prepared, sessions, { asker: askerOf(asked(binding), 'redirect'), ended }, ports, nothing)
}

async function atHome({ ports: real }: LogoutParts, ports: LogoutPorts): Promise<void> {
  const session = await real.sessions.findLeft(sessionNamed('s1'))
  if (session) await endIn({ ports, telling: nothing }, { session, shown: SECRET })
}

async function withoutBrowser(ports: LogoutPorts): Promise<void> {
  const works: Promise<unknown>[] = []
  const end = () => ports.sessions.endAllOf(ERIKA)
  await endWithoutBrowser(await ports.sessions.allOf(ERIKA), end, ports, (work) => works.push(work))
  await Promise.all(works)
}

const WAYS: readonly Way[] = [
  {
    name: 'at /abmelden',
    run: atHome,
    again: (parts) => atHome(parts, parts.ports),
    shown: ({ ports }) => logoutKeyOf(SECRET, ports).id,
  },
  {
    name: 'by a service through the browser',
    run: (_, ports) => byService(ports, 'redirect'),
    again: ({ ports }) => byService(ports, 'redirect').catch(() => undefined),
    shown: ({ ports }) => logoutKeyOfRequest(asked('redirect'), ports).id,
    isAnswered: true,
  },
  {
    name: 'by a service over SOAP',
    run: (_, ports) => byService(ports, 'soap'),
    again: ({ ports }) => byService(ports, 'soap').catch(() => undefined),
  },
  {
    name: 'without a browser, as by an operator',
    run: (_, ports) => withoutBrowser(ports),
    again: ({ ports }) => withoutBrowser(ports),
  },
]

describe('a logout that breaks off', () => {
  /** What became of it once it was tried again, by somebody or by nobody, and the job has run. */
  const afterFault = async (way: Way, fault: Fault | null, isTriedAgain: boolean) => {
    const parts = await logoutParts()
    await parts.opened('s1')
    const broken = failingAt(parts.ports, fault)
    const failed = await way.run(parts, broken.ports).then(
      () => false,
      () => true,
    )
    if (isTriedAgain) await way.again(parts)
    parts.pass(20_000)
    await goOnWithLeft(parts.ports, NEVER)
    const stored = way.shown ? await parts.stored(way.shown(parts)) : null
    const logout = stored && (await goOnPrepared(stored, parts.ports, nothing))
    const isThere = (await parts.ports.sessions.findLeft(sessionNamed('s1'))) !== null
    return { parts, calls: broken.calls, failed, isThere, logout }
  }
  const ofBrowser = (logout: Logout | null) => logout?.parts.filter(isByBrowser).map(({ service }) => service) ?? []

  it('is nobody’s to go on in while its session has not ended', async () => {
    const parts = await logoutParts()
    const session = await parts.opened('s1')
    const key = logoutKeyOf(SECRET, parts.ports)
    const of = { ...key, askedBy: null, names: [] }
    const { stored } = await prepareLogout([session], of, parts.ports)
    const logout = stored ?? expect.fail('nothing is stored')
    const begun: Logout[] = []
    const telling = { begin: (each: Logout) => begun.push(each) }
    expect(await goOnPrepared(logout, parts.ports, telling)).to.equal(null)
    expect(begun).to.deep.equal([])
    await parts.ports.sessions.end(session.id)
    expect((await goOnPrepared(logout, parts.ports, telling))?.parts).to.deep.equal(logout.parts)
    expect(begun).to.have.length(1)
  })

  for (const way of WAYS) {
    it(`${way.name} forgets nobody, wherever the store fails, and is gone on with`, async () => {
      const { calls } = await afterFault(way, null, false)
      expect(calls.length).to.be.greaterThan(3)
      for (let at = 1; at <= calls.length; at += 1) {
        for (const when of ['before', 'after'] as const) {
          const where = `${calls[at - 1] ?? ''} ${at} ${when}`
          const { parts, isThere, logout } = await afterFault(way, { at, when }, true)
          expect(isThere, where).to.equal(false)
          expect(parts.told, where).to.include(BY_SOAP)
          if (way.shown) expect(ofBrowser(logout), where).to.include(BY_BROWSER)
          if (way.shown) expect(logout && nextPart(logout), where).not.to.equal(null)
          if (way.shown) expect(logout?.asker?.service, where).to.equal(way.isAnswered ? ASKER : undefined)
        }
      }
    }).timeout(60_000)

    it(`${way.name} tells everybody by SOAP though nobody comes again, of a session alone that has ended`, async () => {
      const { calls } = await afterFault(way, null, false)
      for (let at = 1; at <= calls.length; at += 1) {
        for (const when of ['before', 'after'] as const) {
          const { parts, isThere } = await afterFault(way, { at, when }, false)
          expect(parts.told.includes(BY_SOAP), `${calls[at - 1] ?? ''} ${at} ${when}`).to.equal(!isThere)
        }
      }
    }).timeout(60_000)
  }
})
