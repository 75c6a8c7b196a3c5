import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startBrokerProcess } from '../support/broker-process.js'
import { startRedisServer } from '../support/redis-server.js'
import { startRoundRobin } from '../support/round-robin.js'
import { freshDatabase } from '../support/shared-postgres.js'
import { createWebClient } from '../support/web-client.js'
import type { Broker } from './broker.js'

/** Two instances on one PostgreSQL and one Redis; the first one answers alone, as long as it is there. */
export interface TwoInstances extends Broker {
  /** SIGKILL to the first instance: from now on the second one answers, which has seen nothing of what was. */
  killFirst(): Promise<void>
}

/** Starts both as processes behind one address; ready when this resolves. */
export const startTwoInstances = async (): Promise<TwoInstances> => {
  const [database, redis] = await Promise.all([freshDatabase('migrated'), startRedisServer()])
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-two-'))
  const targets: number[] = []
  const proxy = await startRoundRobin(targets)
  const env = {
    PUBLIC_URL: proxy.url,
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    DATA_DIR: dataDir,
    SECRET_KEY: randomBytes(32).toString('base64'),
  }
  const first = await startBrokerProcess(env)
  const second = await startBrokerProcess(env)
  targets.push(first.port, second.port)
  proxy.skip(1, true)
  return {
    url: proxy.url,
    entityId: `${proxy.url}/saml/metadata`,
    metadata: async () => (await createWebClient().get(`${proxy.url}/saml/metadata`)).body,
    servicekonto: second.servicekonto,
    follow: () => delay(5_000),
    log: () =>
      [first, second]
        .map((each) =>
          each
            .log()
            .map((line) => JSON.stringify(line))
            .join('\n'),
        )
        .join('\n\n'),
    async killFirst() {
      await first.kill()
      proxy.skip(0, true)
      proxy.skip(1, false)
    },
    async stop() {
      await Promise.all([first.end(), second.end()])
      await proxy.close()
      await Promise.all([database.drop(), redis.remove()])
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
