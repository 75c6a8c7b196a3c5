import { expect } from 'chai'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { minutes } from '../../../src/domain/instant.js'
import type { RequestKind } from '../../../src/domain/ports/meter.js'
import { type AdmissionOptions, createAdmission, kindOf } from '../../../src/http/admission/admission.js'
import { createDoor } from '../../../src/http/admission/door.js'
import { createPace } from '../../../src/http/admission/pace.js'
import { waitAside } from '../../../src/http/admission/places.js'

/** In ms; two of them are more than a new login may wait, and no more than a known browser may. */
const SLOW = 600

/** A server that lets in one request at a time; its answers wait until a test gives them. */
async function setUp(options: Partial<AdmissionOptions> = {}) {
  const pace = { perPlace: () => SLOW, took: () => undefined }
  const admission = createAdmission({ loopDelay: () => 0, pace, inWork: 1, worksFor: minutes(5), ...options })
  const begun: { readonly path: string; readonly response: ServerResponse }[] = []
  const server = createServer((request, response) => {
    const [, kind = '', cookie] = (request.url ?? '').split('/')
    const work = () => void begun.push({ path: request.url ?? '', response })
    const arrival = { request, response, kind: kind as RequestKind, cookie: cookie ?? null, work }
    if (!admission.admit(arrival)) response.writeHead(503).end()
  })
  // No connection ends by itself, which would end the places on it.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  /** Sends requests of these kinds over one connection, each `kind` or `kind/cookie`. */
  const send = (...kinds: readonly string[]) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')))
    socket.on('error', () => undefined)
    for (const kind of kinds) socket.write(`GET /${kind} HTTP/1.1\r\nHost: a.example\r\n\r\n`)
    return { socket, statuses: () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)) }
  }
  const until = async (check: () => boolean): Promise<void> => {
    while (!check()) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  /** Sends one, and waits until it was begun. */
  const sendAndBegin = async (kind: string) => {
    const sent = send(kind)
    const before = begun.length
    await until(() => begun.length > before)
    return { ...sent, response: begun[before]?.response }
  }
  const gone = async (socket: Socket): Promise<void> => {
    socket.destroy()
    await once(socket, 'close')
  }
  return {
    admission,
    begun,
    send,
    sendAndBegin,
    until,
    gone,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('what a process lets in', () => {
  let gate: Awaited<ReturnType<typeof setUp>>
  afterEach(() => gate.close())

  it('is at once what it has room for, in turn what it answers in time, and nothing else', async () => {
    gate = await setUp({ pace: { perPlace: () => 400, took: () => undefined } })
    const first = await gate.sendAndBegin('new')
    const second = gate.send('new')
    await gate.until(() => !gate.admission.isFree())
    const third = gate.send('new')
    await gate.until(() => third.statuses().length > 0 || second.statuses().length > 0)
    const shed = second.statuses().length > 0 ? second : third
    expect(shed.statuses()).to.deep.equal([503])
    expect(gate.begun).to.have.length(1)
    first.response?.end()
    await gate.until(() => gate.begun.length === 2)
    gate.begun[1]?.response.end()
    await gate.until(() => [...second.statuses(), ...third.statuses()].includes(200))
  })

  it('is a known browser where new logins find no room any more', async () => {
    gate = await setUp()
    const held = await gate.sendAndBegin('new')
    const [fresh, phone] = [gate.send('new'), gate.send('follow-up')]
    await gate.until(() => fresh.statuses().length + phone.statuses().length === 2)
    expect([fresh.statuses(), phone.statuses()]).to.deep.equal([[503], [503]])
    const known = gate.send('known/cookie')
    held.response?.end()
    await gate.until(() => gate.begun.some(({ path }) => path.startsWith('/known')))
    expect(known.statuses()).to.deep.equal([])
  })

  it('is a phone, which shows nothing, after a known browser and before a new login', async () => {
    gate = await setUp({ pace: { perPlace: () => 550, took: () => undefined } })
    await gate.sendAndBegin('new')
    const fresh = gate.send('new')
    await gate.until(() => fresh.statuses().length === 1)
    const phone = gate.send('follow-up')
    const [known, late] = [gate.send('known/cookie'), gate.send('known/other')]
    await gate.until(() => known.statuses().length + late.statuses().length === 2)
    expect(phone.statuses()).to.deep.equal([])
  })

  it('is a service that fetches an answer, as a phone is: its citizen has logged in already', () => {
    expect(kindOf('/saml/artifact', null)).to.equal('follow-up')
    expect(kindOf('/saml/slo/soap', null)).to.equal('follow-up')
    expect(kindOf('/api/v1/pass/challenges', null)).to.equal('follow-up')
    for (const path of ['/saml/sso', '/saml/slo', '/saml/artifact/more']) expect(kindOf(path, null)).to.equal('new')
    expect(kindOf('/saml/sso', 'secret')).to.equal('known')
  })

  it('is with one cookie no more than a browser asks for at once', async () => {
    gate = await setUp({ inWork: 10, pace: { perPlace: () => 85, took: () => undefined } })
    for (let count = 0; count < 8; count++) await gate.sendAndBegin('known/cookie')
    await gate.sendAndBegin('new')
    await gate.sendAndBegin('new')
    const waits = [gate.send('new'), gate.send('known/cookie'), gate.send('known/other')]
    await gate.until(() => waits.filter(({ statuses }) => statuses()[0] === 503).length >= 1)
    const ninth = gate.send('known/cookie')
    await gate.until(() => ninth.statuses().length === 1)
    expect(ninth.statuses()).to.deep.equal([503])
    const other = gate.send('known/third')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(other.statuses()).to.deep.equal([])
  })

  it('counts the wait in the event loop, and that of a crowd at the door', async () => {
    let late = 0
    gate = await setUp({ loopDelay: () => late, pace: { perPlace: () => 10, took: () => undefined } })
    await gate.sendAndBegin('new')
    late = 1300
    const first = gate.send('known/cookie')
    await new Promise((resolve) => setTimeout(resolve, 200))
    late = 1395
    const other = gate.send('known/cookie')
    await gate.until(() => other.statuses().length === 1)
    expect([first.statuses(), other.statuses()]).to.deep.equal([[], [503]])
  })

  it('has a bound, whatever the requests wait for', async () => {
    gate = await setUp({ inWork: 10, openAtMost: 2, pace: { perPlace: () => 0, took: () => undefined } })
    await gate.sendAndBegin('new')
    await gate.sendAndBegin('new')
    const third = gate.send('known/cookie')
    await gate.until(() => third.statuses().length === 1)
    expect(third.statuses()).to.deep.equal([503])
  })

  it('is let go by an answer, by a connection that ends, in work, in the line and in a pipeline', async () => {
    gate = await setUp()
    const { response } = await gate.sendAndBegin('new')
    response?.end()
    await gate.until(() => gate.admission.isFree())

    const working = await gate.sendAndBegin('new')
    const waiting = gate.send('known/cookie')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await gate.gone(waiting.socket)
    await gate.gone(working.socket)
    await gate.until(() => gate.admission.isFree())
    expect(gate.begun).to.have.length(2)
  })

  it('is let go by all requests of a pipeline whose connection ends', async () => {
    gate = await setUp({ inWork: 3 })
    const pipeline = gate.send('new', 'new', 'new')
    await gate.until(() => gate.begun.length === 3)
    expect(gate.admission.isFree()).to.equal(false)
    await gate.gone(pipeline.socket)
    gate.send('new', 'new', 'new')
    await gate.until(() => gate.begun.length === 6)
  })

  it('is more while a request only waits for a phone, or for long for somebody else', async () => {
    gate = await setUp({ worksFor: 50 })
    const { response } = await gate.sendAndBegin('new')
    if (response) waitAside(response)
    expect(gate.admission.isFree()).to.equal(true)
    await gate.sendAndBegin('new')
    await gate.until(() => gate.admission.isFree())
    await gate.sendAndBegin('new')
    expect(gate.begun).to.have.length(3)
  })
})

describe('the pace of a process', () => {
  it('is learnt from answers, soon', () => {
    const pace = createPace(6)
    expect(pace.perPlace()).to.equal(6)
    for (let place = 1; place <= 50; place++) pace.took(place * 20, place)
    expect(pace.perPlace()).to.be.within(18, 20)
    for (let place = 1; place <= 50; place++) pace.took(place, place)
    expect(pace.perPlace()).to.be.within(1, 6)
  })
})

describe('the door of a process', () => {
  it('is busy while connections come one after the other, and says so when nobody comes any more', async () => {
    const door = createDoor()
    expect([door.isBusy(), door.busyFor()]).to.deep.equal([false, 0])
    const clear = new Promise<void>((resolve) => door.onClear(resolve))
    const end = performance.now() + 30
    while (performance.now() < end) {
      door.taken()
      await new Promise((resolve) => setImmediate(resolve))
      expect(door.isBusy()).to.equal(true)
    }
    expect(door.busyFor()).to.be.within(25, 10_000)
    await clear
    expect([door.isBusy(), door.busyFor()]).to.deep.equal([false, 0])
  })
})
