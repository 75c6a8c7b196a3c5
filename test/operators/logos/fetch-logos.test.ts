import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { hours, days, minutes } from '../../../src/domain/instant.js'
import { LARGEST_LOGO } from '../../../src/domain/logo.js'
import { OutgoingError } from '../../../src/domain/outgoing-error.js'
import type { OutgoingAnswer, OutgoingCall } from '../../../src/domain/ports/outgoing.js'
import type { Service } from '../../../src/domain/service.js'
import { fetchLogos } from '../../../src/operators/logos/fetch-logos.js'
import { pngOf } from '../../support/pictures.js'
import { testService } from '../../support/saml-service.js'
import { openParts } from '../../support/world.js'

const [FIRST, SECOND] = ['https://aachen.example/logo.png', 'https://aachen.example/neu.png']
const named = (url: string | null): Service =>
  testService(url === null ? {} : { metadata: { logo: { url, width: 120, height: 40 } } })

async function world() {
  const { lasting, clock } = await openParts()
  const { logos } = lasting.stores
  const calls: OutgoingCall[] = []
  const told: unknown[] = []
  const answers = new Map<string, Buffer | OutgoingError | number>([[FIRST, pngOf(120, 40)]])
  const callOut = (call: OutgoingCall): Promise<OutgoingAnswer> => {
    calls.push(call)
    const answer = answers.get(call.url) ?? 404
    if (answer instanceof OutgoingError) return Promise.reject(answer)
    const [status, body] = typeof answer === 'number' ? [answer, Buffer.alloc(0)] : [200, answer]
    return Promise.resolve({ status, headers: { 'content-type': 'text/html' }, body })
  }
  const deps = { logos, callOut, clock, told: (_: Service, fault: unknown) => void told.push(fault) }
  const run = (...services: readonly Service[]) => fetchLogos(services, deps, new AbortController().signal)
  const known = () => logos.find(testService().entityId)
  return { run, known, logos, calls, told, answers, clock }
}

describe('the logos of services', () => {
  it('are fetched once, kept under the digest of their bytes, and given back as they came', async () => {
    const { run, known, logos, calls, clock } = await world()
    const png = pngOf(120, 40)
    const digest = createHash('sha256').update(png).digest('hex')
    expect(await run(named(FIRST))).to.equal(clock.now() + days(7))
    expect(await known()).to.include({ digest, width: 120, height: 40, fault: null, failures: 0 })
    const kept = await logos.image(digest)
    expect(kept && { type: kept.type, same: png.equals(kept.bytes) }).to.deep.equal({ type: 'image/png', same: true })
    await run(named(FIRST))
    expect(calls.map(({ url, maxBytes, redirects }) => [url, maxBytes, redirects])).to.deep.equal([
      [FIRST, LARGEST_LOGO, 0],
    ])
  })

  it('are not fetched for who names none, and forgotten when the metadata name none any more', async () => {
    const { run, known, logos, calls } = await world()
    await run(named(null))
    expect(calls).to.deep.equal([])
    await run(named(FIRST))
    const digest = (await known())?.digest ?? ''
    await run(named(null))
    expect([await known(), await logos.image(digest)]).to.deep.equal([null, null])
    await run(named(FIRST))
    await run()
    expect(await known()).to.equal(null)
  })

  const faults: readonly (readonly [string, Buffer | OutgoingError | number, string])[] = [
    ['whose server does not give it', 404, 'status'],
    ['that leads elsewhere', 302, 'status'],
    ['that is too large', new OutgoingError('size', 'too large'), 'size'],
    ['that does not come in time', new OutgoingError('time', 'late'), 'time'],
    ['in a network that is not called', new OutgoingError('address', 'private'), 'address'],
    ['that is SVG, whatever its server calls it', Buffer.from('<svg/>'), 'type'],
    ['that is too wide', pngOf(1001, 1), 'pixels'],
  ]
  for (const [what, answer, fault] of faults) {
    it(`are not kept of one ${what}: it says why, and is tried again later and later`, async () => {
      const { run, known, answers, clock, told } = await world()
      answers.set(FIRST, answer)
      expect(await run(named(FIRST))).to.equal(clock.now() + hours(1))
      expect(await known()).to.include({ digest: null, fault, failures: 1 })
      clock.pass(minutes(61))
      expect(await run(named(FIRST))).to.equal(clock.now() + hours(2))
      clock.pass(days(1))
      for (let tries = 0; tries < 5; tries += 1, clock.pass(days(1))) await run(named(FIRST))
      expect((await known())?.failures).to.equal(7)
      expect((await known())?.dueAt).to.equal(((await known())?.at ?? 0) + hours(24))
      expect(told).to.deep.equal(Array(7).fill(fault))
    })
  }

  it('stay as they were where a later look fails, but not under another address', async () => {
    const { run, known, logos, answers, clock } = await world()
    await run(named(FIRST))
    const digest = (await known())?.digest ?? ''
    answers.set(FIRST, 500)
    clock.pass(days(8))
    await run(named(FIRST))
    expect(await known()).to.include({ digest, width: 120, fault: 'status' })
    expect(await logos.image(digest)).not.to.equal(null)
    await run(named(SECOND))
    expect(await known()).to.include({ digest: null, fault: 'status', failures: 1 })
    expect(await logos.image(digest)).to.equal(null)
  })

  it('are taken out of the metadata where they stand in them, under the same rules', async () => {
    const { run, known, calls } = await world()
    const data = (bytes: Buffer) => `data:image/svg+xml;base64,${bytes.toString('base64')}`
    const embedded = async (url: string) => {
      await run(named(url))
      return (await known())?.fault ?? (await known())?.width
    }
    expect(await embedded(data(pngOf(64, 64)))).to.equal(64)
    expect(await embedded(data(Buffer.from('<svg/>')))).to.equal('type')
    expect(await embedded('data:image/png;base64,%%%')).to.equal('data')
    expect(await embedded(data(Buffer.concat([pngOf(8, 8), Buffer.alloc(LARGEST_LOGO)])))).to.equal('size')
    expect(calls).to.deep.equal([])
  })
})
