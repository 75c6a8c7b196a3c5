import { expect } from 'chai'
import { OutgoingError } from '../../../src/domain/outgoing-error.js'
import type { OutgoingCall } from '../../../src/domain/ports/outgoing.js'
import type { UpstreamHealth } from '../../../src/domain/upstream.js'
import { createProbe } from '../../../src/operators/upstreams/probe-upstreams.js'
import { createUpstreamStore } from '../../../src/storage/sql/stores/upstream-store.js'
import { STAMP } from '../../contracts/sql-harness.js'
import { sampleAudit } from '../../contracts/samples.js'
import { sqliteHouse } from '../../storage/sql/support/sqlite-house.js'
import { sampleProvider, sampleUpstream } from '../../support/upstream-samples.js'

const URL_OF_HEALTH = 'https://konto.example/health'
const KONTO = sampleUpstream({ settings: { ...sampleUpstream().settings, healthUrl: URL_OF_HEALTH } })

/** Answers in turn: a status, or a fault of the call; the last one stays. */
type Answers = readonly (number | 'time')[]

describe('the probe of upstreams', () => {
  let sql: Awaited<ReturnType<typeof sqliteHouse>>
  beforeEach(async () => {
    sql = await sqliteHouse()
    await store().create(KONTO, sampleAudit('a'))
    await store().create(sampleProvider(), sampleAudit('a'))
  })
  afterEach(() => sql.close())

  const store = () => createUpstreamStore(sql.database, STAMP)
  const health = async (): Promise<UpstreamHealth> => (await store().find(KONTO.name))?.health ?? expect.fail()

  function probe(answers: Answers) {
    const left = [...answers]
    const calls: OutgoingCall[] = []
    const changes: string[] = []
    let writes = 0
    const run = createProbe({
      upstreams: {
        ...store(),
        noteHealth: (...noted) => ((writes += 1), store().noteHealth(...noted)),
      },
      callOut: async (call) => {
        calls.push(call)
        const answer = left.length > 1 ? left.shift() : left[0]
        if (answer === 'time') throw new OutgoingError('time', 'no answer in time')
        return { status: answer ?? 200, headers: {}, body: new Uint8Array() }
      },
      clock: { now: () => 77 },
      changed: ({ name }, { isUp }) => void changes.push(`${name} ${isUp ? 'up' : 'down'}`),
      secondLook: 0,
    })
    return { look: () => run(new AbortController().signal), calls, changes, writes: () => writes }
  }

  it('asks the configured addresses alone, and notes nothing while all is well', async () => {
    const { look, calls, writes } = probe([200])
    await look()
    await look()
    expect(calls.map(({ url }) => url)).to.deep.equal([URL_OF_HEALTH, URL_OF_HEALTH])
    expect(writes()).to.equal(0)
  })

  it('takes two failures in a row for down, the second one asked for at once, and tells it once', async () => {
    const { look, changes, calls, writes } = probe([503, 'time', 500])
    await look()
    expect(await health()).to.deep.equal({ isUp: false, failures: 2, since: 77, detail: 'time' })
    expect([calls.length, changes]).to.deep.equal([2, ['nutzerkonto down']])
    await look()
    await look()
    expect([writes(), changes.length, calls.length]).to.deep.equal([2, 1, 4])
  })

  it('lets one failure pass', async () => {
    const { look, changes } = probe([503, 200])
    await look()
    expect(await health()).to.include({ isUp: true, failures: 0 })
    expect(changes).to.deep.equal([])
  })

  it('takes one success for up again', async () => {
    await store().noteHealth(KONTO, { isUp: false, failures: 2, since: 1, detail: 'time' })
    const { look, changes } = probe([204])
    await look()
    expect(await health()).to.deep.equal({ isUp: true, failures: 0, since: 77, detail: null })
    expect(changes).to.deep.equal(['nutzerkonto up'])
  })

  it('takes neither a redirect that leads nowhere nor an error of the client for an answer', async () => {
    for (const status of [302, 404]) {
      await store().noteHealth(KONTO, { isUp: true, failures: 0, since: null, detail: null })
      await probe([status]).look()
      expect(await health()).to.include({ isUp: false, detail: `status ${status}` })
    }
  })

  it('goes on from what another process has noted', async () => {
    await store().noteHealth(KONTO, { isUp: true, failures: 1, since: null, detail: 'time' })
    const { look, calls } = probe([503])
    await look()
    expect(await health()).to.include({ isUp: false, failures: 2 })
    expect(calls).to.have.length(1)
  })
})
