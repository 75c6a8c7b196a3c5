import { expect } from 'chai'
import { createMetrics } from '../../src/observability/metrics.js'
import { renderSnapshots, type MetricsSnapshot } from '../../src/observability/metrics-snapshot.js'
import { createMetricsExchange } from '../../src/workers/metrics-exchange.js'
import { type FakeWorker, fakeWorkers, turn } from './fake-workers.js'

const ANSWERED = 'servicekonto_logins_total{method="password",level="normal",result="answered"}'

/** Workers with metrics of their own, which answer as real ones do. */
function setUp() {
  const exchange = createMetricsExchange(20)
  const workers = fakeWorkers()
  const join = () => {
    const worker = workers.start() as FakeWorker
    let count: () => Promise<MetricsSnapshot> = () => Promise.resolve([])
    const metrics = createMetrics({
      now: () => 1_000_000,
      version: '9.8.7',
      ofMethods: [],
      proofFailures: ['wrong'],
      gauge: () => Promise.resolve(0),
      sources: async () => new Map([['ok', 1]]),
      registeredServices: () => 7,
      methods: ['password'],
      certificates: () => ({ nearest: new Map(), servicesWithin: new Map(), metadataWithin: new Map() }),
      droppedLogEntries: () => 3,
      peers: { offerMetrics: (given) => void (count = given), gatherMetrics: () => Promise.resolve([]) },
    })
    const say = async (question: number | null): Promise<void> =>
      worker.says({ kind: 'counted', question, snapshot: structuredClone([...(await count())]) })
    const tell = worker.tell.bind(worker)
    const state = { busy: false }
    worker.tell = (message) => {
      tell(message)
      if (message.kind === 'count' && !state.busy) void say(message.question)
    }
    exchange.join(worker)
    return { worker, metrics, say, state, answered: () => metrics.loginEnded('answered', 'password', 'normal') }
  }
  const read = async ({ worker }: { readonly worker: FakeWorker }): Promise<string> => {
    worker.says({ kind: 'gather', question: 5 })
    for (;;) {
      const reply = worker.told.findLast(({ kind }) => kind === 'gathered')
      if (reply?.kind === 'gathered') {
        worker.told.length = 0
        return renderSnapshots(reply.snapshots)
      }
      await turn()
    }
  }
  return { join, read }
}

describe('the metrics of several workers', () => {
  it('are the sum of what they counted, and what all of them know is told once', async () => {
    const { join, read } = setUp()
    const [one, two] = [join(), join()]
    one.answered()
    two.answered()
    two.answered()
    one.metrics.request('/login/:id', 'GET', 200, 0.02)
    two.metrics.request('/login/:id', 'GET', 200, 3)
    const text = await read(one)
    expect(text).to.contain(`${ANSWERED} 3`)
    expect(text).to.contain('servicekonto_workers 2')
    expect(text).to.contain('servicekonto_registered_services 7')
    expect(text).to.contain('servicekonto_http_request_duration_seconds_count{route="/login/:id"} 2')
    expect(text).to.match(/duration_seconds_bucket\{le="0.05",route="\/login\/:id"\} 1/)
    expect(await read(two)).to.contain(`${ANSWERED} 3`)
  })

  it('keep what a worker counted that has ended, and not what it used', async () => {
    const { join, read } = setUp()
    const [one, two] = [join(), join()]
    one.answered()
    two.answered()
    await two.say(null)
    two.worker.ends(0)
    await turn()
    const three = join()
    three.answered()
    const text = await read(three)
    expect(text).to.contain(`${ANSWERED} 3`)
    expect(text).to.contain('servicekonto_workers 2')
    expect(await read(one)).to.contain(`${ANSWERED} 3`)
  })

  it('never go back when a worker is killed: what was told of it stays', async () => {
    const { join, read } = setUp()
    const [one, two] = [join(), join()]
    two.answered()
    expect(await read(one)).to.contain(`${ANSWERED} 1`)
    two.answered()
    two.worker.ends('SIGKILL')
    await turn()
    expect(await read(one)).to.contain(`${ANSWERED} 1`)
  })

  it('are told without a worker that is too busy to answer, as it was when it last did', async () => {
    const { join, read } = setUp()
    const [one, two] = [join(), join()]
    two.answered()
    await read(one)
    two.state.busy = true
    one.answered()
    expect(await read(one)).to.contain(`${ANSWERED} 2`)
  })
})
