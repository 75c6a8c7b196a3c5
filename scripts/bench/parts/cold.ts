import { cpuMsOf, threadMsOf, type ThreadKind } from '../measure/processes.js'
import { rawCryptography } from '../measure/raw-cryptography.js'
import { percentile } from '../measure/statistics.js'
import type { Generator } from '../load/generator.js'
import { sessionWalk } from '../walks/session.js'
import { BOTH_SIGNED, rawOf } from './login-figures.js'
import { citizens, MOST_CONNECTIONS, openLoginWorld, PLAIN, type LoginWorld } from './login-world.js'
import type { Bench, RunPart } from './part.js'

const CONNECTIONS = [1, 4, 16, 64]
const KINDS: readonly ThreadKind[] = ['main', 'pool', 'v8']

/** What the first logins of a process cost, and what they cost once the compiler is done. */
export const cold: RunPart = async (bench) => {
  const { first, warmAfter } = bench.options
  // Four browsers each at the most: an account takes a second to make.
  const everybody = Array.from({ length: Math.max(...CONNECTIONS) / MOST_CONNECTIONS }, () =>
    citizens(MOST_CONNECTIONS),
  )
  const options = { workers: 1, citizens: everybody.flat(), plain: [PLAIN], encrypted: [] }
  const world = await openLoginWorld(await bench.stores(), options)
  try {
    // Whoever logs in has a session from before; the process that answers knows nothing of it.
    const generator = await world.load(sessionWalk.name, [PLAIN])
    const rows: (readonly string[])[] = []
    for (const connections of CONNECTIONS) rows.push(...(await rowsOf(world, generator, connections, bench)))
    return [
      {
        title: 'Cold and warm',
        text:
          `${sessionWalk.title}, WORKERS=1, a process of its own for each number of connections. *First ${first}*: its ` +
          `first logins; *after ${warmAfter}*: as many as those once it has had ${warmAfter}. *CPU ms* of one login: of the ` +
          'broker in all, then of its main thread, which runs JavaScript, of its thread pool, which signs, and of V8’s own ' +
          'threads, which compile and collect garbage; of PostgreSQL and of Redis. *Shed*: requests ' +
          'answered with 503 because the process had too much to do; whoever got that came again.',
        table: {
          headings: [
            ...['login', 'connections', 'p50 ms', 'p95 ms', 'CPU ms', 'main', 'pool', 'V8', '× raw crypto'],
            ...['PostgreSQL', 'Redis', 'shed'],
          ],
          rows,
        },
      },
    ]
  } finally {
    await world.close()
  }
}

async function rowsOf(world: LoginWorld, generator: Generator, connections: number, bench: Bench) {
  const { first, warmAfter } = bench.options
  await world.broker.restart()
  const begun = await stage(world, generator, connections, first)
  await generator.sign(connections, warmAfter - first)
  await generator.run(connections, warmAfter - first)
  const warm = await stage(world, generator, connections, first)
  bench.say(`cold: ${connections} connections`)
  return [
    [`first ${first}`, String(connections), ...begun],
    [`after ${warmAfter}`, String(connections), ...warm],
  ]
}

/** The cells of so many logins. */
async function stage(
  { broker, watched: { postgres, redis } }: LoginWorld,
  generator: Generator,
  connections: number,
  logins: number,
): Promise<readonly string[]> {
  await generator.sign(connections, logins)
  const raw = rawOf(await rawCryptography(300), BOTH_SIGNED)
  const spent = () => ({
    broker: cpuMsOf(broker.pid),
    threads: threadMsOf(broker.pid),
    postgres: cpuMsOf(postgres[0] ?? 0),
    redis: cpuMsOf(redis[0] ?? 0),
  })
  const from = spent()
  const { latencies, shed } = await generator.run(connections, logins)
  const to = spent()
  const cpu = (to.broker - from.broker) / logins
  return [
    ...[0.5, 0.95].map((share) => percentile(latencies, share).toFixed(1)),
    cpu.toFixed(2),
    ...KINDS.map((kind) => ((to.threads[kind] - from.threads[kind]) / logins).toFixed(2)),
    (cpu / raw).toFixed(2),
    ...[(to.postgres - from.postgres) / logins, (to.redis - from.redis) / logins].map((each) => each.toFixed(2)),
    String(shed),
  ]
}
