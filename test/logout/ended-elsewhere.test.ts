import { expect } from 'chai'
import { methodId } from '../../src/domain/ids.js'
import { SHIPPED_SESSION_LIMITS } from '../../src/domain/session-limits.js'
import type { MethodSwitch } from '../../src/domain/method-switch.js'
import type { SessionsToEnd } from '../../src/domain/ports/sessions-to-end.js'
import type { Evidence } from '../../src/domain/evidence.js'
import { tellOfEndedElsewhere, type EndedElsewherePorts } from '../../src/logout/ended-elsewhere.js'
import { goOnWithLeft } from '../../src/logout/left-logouts.js'
import type { LogoutPorts } from '../../src/logout/logout-ports.js'
import { sampleSession } from '../contracts/samples.js'
import {
  ASKER,
  BY_BROWSER,
  BY_SOAP,
  ERIKA,
  failingAt,
  logoutParts,
  sessionNamed,
  type LogoutParts,
} from '../support/logout-parts.js'

const NEVER = new AbortController().signal
const PASSWORD = methodId('password')
const PASS = methodId('pass')

describe('sessions that end where their store is not at hand', () => {
  let parts: LogoutParts
  let tasks: SessionsToEnd[]
  let switches: MethodSwitch[]
  beforeEach(async () => {
    parts = await logoutParts()
    tasks = []
    switches = []
  })

  const portsOn = (ports: LogoutPorts): EndedElsewherePorts => ({
    ...ports,
    sessionLimits: SHIPPED_SESSION_LIMITS,
    methodSwitches: { all: () => Promise.resolve(switches) },
    sessionsToEnd: {
      all: () => Promise.resolve([...tasks]),
      done: (task) => Promise.resolve(void tasks.splice(tasks.indexOf(task), 1)),
    },
  })
  const run = (ports = parts.ports) => tellOfEndedElsewhere(portsOn(ports), NEVER)
  const ended = (endedAt = parts.now()): SessionsToEnd => ({
    whose: 'account',
    subject: ERIKA,
    endedAt,
    why: 'account.blocked',
  })
  const switchedOff = (method = PASSWORD): SessionsToEnd => {
    switches.push({ method, enabled: false, disabledAt: parts.now() })
    return { whose: 'method', subject: method, endedAt: parts.now(), why: 'method.disabled' }
  }
  const left = (id: string) => parts.ports.sessions.findLeft(sessionNamed(id))
  const servicesOf = async (id: string) => (await left(id))?.participations.map(({ service }) => service)
  const proof = (method = PASSWORD): Evidence => ({ ...(sampleSession('x').evidence[0] ?? expect.fail()), method })

  it('are told by SOAP, and kept for their browser with nothing in them but whom it can tell', async () => {
    await parts.opened('s1')
    tasks.push(ended())
    await run()
    expect(parts.told).to.deep.equal([BY_SOAP])
    expect(await servicesOf('s1')).to.deep.equal([ASKER, BY_BROWSER])
    expect((await left('s1'))?.evidence).to.deep.equal([])
    expect(tasks).to.deep.equal([])
    await run()
    expect(parts.told).to.have.length(1)
  })

  it('are gone where nobody is left to tell', async () => {
    const { participations } = await parts.opened('s1')
    await parts.ports.sessions.end(sessionNamed('s1'))
    await parts.opened('s1', { participations: participations.filter(({ service }) => service === BY_SOAP) })
    await parts.opened('s2', { participations: [] })
    tasks.push(ended())
    await run()
    expect([await left('s1'), await left('s2'), parts.told]).to.deep.equal([null, null, [BY_SOAP]])
  })

  it('are those alone that began before, with clocks that are a few seconds apart', async () => {
    const endedAt = parts.now()
    await parts.opened('by a clock ahead', { startedAt: endedAt + 3_000 })
    await parts.opened('later', { startedAt: endedAt + 3_001 })
    tasks.push(ended(endedAt))
    await run()
    expect(await servicesOf('by a clock ahead')).to.deep.equal([ASKER, BY_BROWSER])
    expect(await servicesOf('later')).to.have.length(3)
    expect(parts.told).to.have.length(1)
  })

  it('are those of no other account', async () => {
    const other = sampleSession('x', 'omar').account
    await parts.opened('s1', { account: other })
    tasks.push(ended())
    await run()
    expect([await servicesOf('s1'), parts.told]).to.deep.equal([[ASKER, BY_SOAP, BY_BROWSER], []])
  })

  it('rest on the method that was switched off, and on no other that counts', async () => {
    await parts.opened('s1', { evidence: [proof()] })
    await parts.opened('both', { evidence: [proof(), proof(PASS)] })
    await parts.opened('other', { evidence: [proof(PASS)] })
    tasks.push(switchedOff())
    await run()
    expect(await servicesOf('s1')).to.deep.equal([ASKER, BY_BROWSER])
    expect(await servicesOf('both')).to.have.length(3)
    expect(await servicesOf('other')).to.have.length(3)
    tasks.push(switchedOff(PASS))
    await run()
    expect(await servicesOf('both')).to.deep.equal([ASKER, BY_BROWSER])
    expect(parts.told).to.have.length(3)
  })

  it('are told, each once or once more, wherever the store fails', async () => {
    await parts.opened('s1')
    tasks.push(ended())
    const { calls, ports: counting } = failingAt(parts.ports, null)
    await run(counting)
    expect(calls.length).to.be.greaterThan(4)
    for (let at = 1; at <= calls.length; at += 1) {
      for (const when of ['before', 'after'] as const) {
        parts = await logoutParts()
        await parts.opened('s1')
        tasks = [ended()]
        await run(failingAt(parts.ports, { at, when }).ports).catch(() => undefined)
        await run()
        parts.pass(20_000)
        await goOnWithLeft(parts.ports, NEVER)
        const where = `${calls[at - 1] ?? ''} ${at} ${when}`
        expect(parts.told.length, where).to.be.within(1, 2)
        expect(await servicesOf('s1'), where).to.deep.equal([ASKER, BY_BROWSER])
        expect(tasks, where).to.deep.equal([])
      }
    }
  })

  it('are told once by two instances at once', async () => {
    await parts.opened('s1')
    tasks.push(ended())
    await Promise.all([run(), run()])
    expect(parts.told).to.deep.equal([BY_SOAP])
  })

  it('are left for the next run where this one is to end', async () => {
    await parts.opened('s1')
    tasks.push(ended())
    await tellOfEndedElsewhere(portsOn(parts.ports), AbortSignal.abort())
    expect([tasks.length, parts.told]).to.deep.equal([1, []])
  })
})
