import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { methodId } from '../../../src/domain/ids.js'
import { methodStarted } from '../../../src/domain/transitions.js'
import { expectUnavailable } from '../../contracts/harness.js'
import { sampleLogin, sampleSession } from '../../contracts/samples.js'
import { startRedisServer } from '../../support/redis-server.js'
import { openTestStores } from './redis-world.js'

const sentinelConf = (primary: number): string =>
  [
    `sentinel monitor haupt 127.0.0.1 ${primary} 1`,
    'sentinel down-after-milliseconds haupt 400',
    'sentinel failover-timeout haupt 3000',
    'bind 127.0.0.1',
    '',
  ].join('\n')

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000
  while (!(await check().catch(() => false))) {
    if (performance.now() > end) throw new Error('it did not happen within 30 s')
    await sleep(50)
  }
}

describe('Redis under a sentinel', () => {
  it('goes on with the replica, and with what was stored, when the primary is killed', async () => {
    const primary = await startRedisServer()
    const replica = await startRedisServer(['--replicaof', `127.0.0.1 ${primary.port}`])
    const sentinel = await startRedisServer(['--sentinel'], sentinelConf(primary.port))
    const replicated = async (): Promise<boolean> => (await replica.command('ROLE')).includes('connected')
    await eventually(replicated)
    await eventually(async () => (await sentinel.command('SENTINEL', 'REPLICAS', 'haupt')).startsWith('*1'))
    const stores = await openTestStores(`${sentinel.url}?sentinel=haupt`, { answerWithin: 500 })
    try {
      const login = sampleLogin('l1', Date.now() + 120_000)
      await stores.logins.replace(login)
      await stores.sessions.create(sampleSession('s1'), Date.now() + 120_000)
      await eventually(async () => (await replica.command('DBSIZE')) === ':3\r\n')
      await primary.kill()
      await expectUnavailable(stores.ping())
      await eventually(() => stores.ping().then(() => true))
      const next = methodStarted(login, methodId('password'), {})
      expect(await stores.logins.replace(next)).to.equal(true)
      expect(await stores.sessions.find(sampleSession('s1').id)).to.deep.equal(sampleSession('s1'))
    } finally {
      await stores.close()
      for (const server of [sentinel, replica, primary]) await server.remove()
    }
  })
})
