import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedisServer } from './redis-server.js'
import { startRoundRobin } from './round-robin.js'
import { type RunningTestBroker, startBroker } from './running-broker.js'
import { freshDatabase } from './shared-postgres.js'
import type { StartBrokers } from './walk-world.js'

/** How a broker is run; its `start` is called once. */
export interface Deployment {
  readonly instances: 1 | 2
  readonly start: StartBrokers
  /** How many steps each instance was given until now. */
  served(): readonly number[]
}

/** One instance on SQLite, as `npm run demo` has it. */
export function oneInstance(): Deployment {
  return {
    instances: 1,
    start: (settings, clock) => startBroker(settings, {}, clock),
    served: () => [0],
  }
}

/**
 * Two instances on one PostgreSQL and one Redis. Every step, whether the citizen's, the phone's or the eID client's, is
 * taken by another instance than the step before it; only the files of the pages' looks are no steps.
 */
export function twoInstances(): Deployment {
  let served: readonly number[] = []
  return {
    instances: 2,
    async start(settings, clock) {
      const [database, redis] = await Promise.all([freshDatabase('migrated'), startRedisServer()])
      const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-two-'))
      const targets: number[] = []
      const proxy = await startRoundRobin(targets, (path) => path.startsWith('/assets/'))
      served = proxy.served
      const shared = {
        PUBLIC_URL: proxy.url,
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        DATA_DIR: dataDir,
        SECRET_KEY: randomBytes(32).toString('base64'),
      }
      const first = await startBroker(settings, shared, clock)
      const second = await startBroker(settings, shared, clock)
      targets.push(portOf(first), portOf(second))
      return {
        ...first,
        url: proxy.url,
        async stop() {
          await proxy.close()
          await Promise.all([first.stop(), second.stop()])
          await Promise.all([database.drop(), redis.remove()])
          rmSync(dataDir, { recursive: true, force: true })
        },
      }
    },
    served: () => [...served],
  }
}

const portOf = ({ url }: RunningTestBroker): number => Number(new URL(url).port)
