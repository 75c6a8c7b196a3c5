import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Generator } from '../load/generator.js'
import { rssOf, statOf } from '../measure/processes.js'
import { median, percentile } from '../measure/statistics.js'
import { aggregate, portalKeys, portalNumber } from '../servers/portals.js'
import { sessionWalk } from '../walks/session.js'
import { citizens, openLoginWorld, PLAIN, type LoginWorld } from './login-world.js'
import type { RunPart } from './part.js'

const CONNECTIONS = 4
/** Certificates in the aggregate: services of one operator share theirs. */
const KEYS = 50
/** Logins of one slice of load; slices follow one another until the command has ended and the broker knows all. */
const SLICE = 40

/** Thousands of services imported as one aggregate beside a broker that runs logins. */
export const importing: RunPart = async (bench) => {
  const { services, rounds } = bench.options
  const runs: (readonly number[])[] = []
  const keys = portalKeys(KEYS)
  for (let round = 1; round <= rounds; round++) {
    const everybody = citizens(CONNECTIONS)
    const options = { workers: 1, citizens: everybody, plain: [PLAIN], encrypted: [] }
    const world = await openLoginWorld(await bench.stores(), options)
    try {
      const generator = await world.load(sessionWalk.name, [PLAIN])
      await generator.run(CONNECTIONS, Math.ceil(bench.options.warmUp / 3))
      const portals = Array.from({ length: services }, (_none, at) => portalNumber(at + 10))
      const file = join(world.broker.folder, 'aggregate.xml')
      writeFileSync(file, aggregate(portals, keys, false))
      runs.push(await oneImport(world, generator, file))
    } finally {
      await world.close()
    }
    bench.say(`import: round ${round} of ${rounds}`)
  }
  const figures = (runs[0] ?? []).map((_figure, at) => median(runs.map((run) => run[at] ?? NaN)))
  return [
    {
      title: 'Import',
      text:
        `\`sp import\` of one aggregate with ${services} services that have ${KEYS} certificates, on PostgreSQL, while a ` +
        `broker with WORKERS=1 answers logins on ${CONNECTIONS} connections (${sessionWalk.title}) without a pause. The ` +
        'figures of the command are of its whole process; p95 is that of the logins before it, and of those from its start ' +
        'until 5 s after its end, when every instance knows the services.',
      table: {
        headings: [
          'services',
          's',
          'CPU s',
          'p95 ms before',
          'p95 ms meanwhile',
          '×',
          'RSS MiB before',
          'RSS MiB after',
        ],
        rows: [[String(services), ...figures.map((each, at) => each.toFixed(at < 2 || at === 4 ? 2 : 1))]],
      },
    },
  ]
}

async function oneImport({ broker }: LoginWorld, generator: Generator, file: string): Promise<readonly number[]> {
  const load = async (isOver: () => boolean): Promise<number> => {
    const latencies: number[] = []
    while (!isOver()) latencies.push(...(await generator.run(CONNECTIONS, SLICE)).latencies)
    return percentile(latencies, 0.95)
  }
  const after = (ms: number) => {
    const end = performance.now() + ms
    return () => performance.now() > end
  }
  const p95Before = await load(after(5_000))
  const rssBefore = rssOf(broker.pid)
  const [began, cpuBefore] = [performance.now(), childrenMs()]
  let known = false
  const command = broker.command(['sp', 'import', file]).then(async () => {
    const took = [(performance.now() - began) / 1000, (childrenMs() - cpuBefore) / 1000]
    // Every instance follows within 5 s (CONTRACT: Command line).
    await delay(5_000)
    known = true
    return took
  })
  const p95 = await load(() => known)
  const took = await command
  await delay(5_000)
  return [...took, p95Before, p95, p95 / p95Before, rssBefore, rssOf(broker.pid)]
}

/** The processor time of whatever this process has started and seen end: no other ends meanwhile. */
const childrenMs = (): number => statOf(process.pid)?.childrenMs ?? 0
