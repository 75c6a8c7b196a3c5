import { setTimeout as delay } from 'node:timers/promises'
import { rssOf } from '../measure/processes.js'
import { sessionWalk } from '../walks/session.js'
import { citizens, openLoginWorld, PLAIN } from './login-world.js'
import type { RunPart } from './part.js'

const CONNECTIONS = 4
const STEPS = 5

/** What a broker holds before and after many logins. */
export const memory: RunPart = async ({ options, stores, say }) => {
  const everybody = citizens(CONNECTIONS)
  const world = await openLoginWorld(await stores(), { workers: 1, citizens: everybody, plain: [PLAIN], encrypted: [] })
  try {
    const rows = [['idle, after the start', rssOf(world.broker.pid).toFixed(0)]]
    const generator = await world.load(sessionWalk.name, [PLAIN])
    const each = options.memoryLogins / STEPS
    for (let step = 1; step <= STEPS; step++) {
      await generator.sign(CONNECTIONS, each)
      await generator.run(CONNECTIONS, each)
      say(`memory: ${step * each} logins`)
      rows.push([`${step * each} logins`, rssOf(world.broker.pid).toFixed(0)])
    }
    await delay(10_000)
    rows.push(['idle again for 10 s', rssOf(world.broker.pid).toFixed(0)])
    return [
      {
        title: 'Memory',
        text: `Resident memory of a broker with WORKERS=1; ${sessionWalk.title}, ${CONNECTIONS} connections.`,
        table: { headings: ['when', 'RSS MiB'], rows },
      },
    ]
  } finally {
    await world.close()
  }
}
