import { rssOf } from '../measure/processes.js'
import { portalNumber } from '../servers/portals.js'
import { sessionWalk } from '../walks/session.js'
import { BOTH_SIGNED } from './login-figures.js'
import { citizens, MOST_CONNECTIONS, openLoginWorld, type LoginWorld } from './login-world.js'
import { measureRows, type LoginRow } from './login-rows.js'
import type { RunPart } from './part.js'

const CONNECTIONS = 4

/** One registered service against thousands, imported as one aggregate: two brokers, measured in turns. */
export const services: RunPart = async (bench) => {
  const stores = await bench.stores()
  const portals = Array.from({ length: bench.options.services }, (_none, at) => portalNumber(at + 1))
  const everybody = citizens(CONNECTIONS)
  const worlds: LoginWorld[] = []
  try {
    const rows: LoginRow[] = []
    for (const plain of [portals.slice(0, 1), portals]) {
      bench.say(`services: ${plain.length} registered`)
      const world = await openLoginWorld(stores, { workers: 1, citizens: everybody, plain, encrypted: [] })
      worlds.push(world)
      // Visitors come from services all over the list.
      const asking = everybody.map((_citizen, at) => plain[Math.floor((at * plain.length) / MOST_CONNECTIONS)])
      const generator = await world.load(
        sessionWalk.name,
        asking.filter((each) => each !== undefined),
      )
      rows.push({
        title: String(plain.length),
        generator,
        window: {
          connections: CONNECTIONS,
          cryptography: BOTH_SIGNED,
          watched: world.watched,
        },
        warmUp: bench.options.warmUp,
        apart: 0,
      })
    }
    const memory = worlds.map(({ broker }) => rssOf(broker.pid))
    const measured = await measureRows(rows, bench)
    return [
      {
        title: 'Registered services',
        text:
          `${sessionWalk.title}, ${CONNECTIONS} connections, WORKERS=1, both signed. Two brokers at once, measured in ` +
          'turns; the services were imported as one aggregate, and the visitors come from several of them.',
        table: {
          headings: ['services', 'logins/s', 'p50 ms', 'p99 ms', 'CPU ms', '× raw crypto', 'RSS MiB'],
          rows: measured.map(({ row, figures }, at) => [
            row.title,
            figures.perSecond.toFixed(0),
            figures.p50.toFixed(1),
            figures.p99.toFixed(1),
            figures.cpu.toFixed(2),
            figures.ratio.toFixed(2),
            (memory[at] ?? NaN).toFixed(0),
          ]),
        },
      },
    ]
  } finally {
    for (const world of worlds) await world.close()
  }
}
