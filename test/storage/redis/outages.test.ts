import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { loginId, methodId } from '../../../src/domain/ids.js'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { methodStarted } from '../../../src/domain/transitions.js'
import type { RedisStores } from '../../../src/storage/redis/redis-stores.js'
import { expectUnavailable, rejectionOf } from '../../contracts/harness.js'
import { sampleLogin, sampleSession } from '../../contracts/samples.js'
import { keepBusy } from '../../support/busy-loop.js'
import { freePort } from '../../support/free-port.js'
import { keptLog } from '../../support/kept-log.js'
import { PERSISTENT, type RedisServer, startRedisServer } from '../../support/redis-server.js'
import { openTestStores } from './redis-world.js'

const soon = (): number => Date.now() + 60_000

/** Resolves when the stores work again; fails if they do not within ten seconds. */
async function recovered(stores: RedisStores): Promise<void> {
  const end = performance.now() + 10_000
  for (;;) {
    try {
      return void (await stores.ping())
    } catch (error) {
      if (performance.now() > end) throw error
    }
    await sleep(20)
  }
}

/** How long `work` takes, in ms. */
async function timeOf(work: Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work
  return performance.now() - from
}

describe('Redis that fails', () => {
  let redis: RedisServer
  let stores: RedisStores
  let lines: string[]
  beforeEach(async () => {
    redis = await startRedisServer(PERSISTENT)
    const kept = keptLog()
    lines = kept.lines
    stores = await openTestStores(redis.url, { log: kept.log, answerWithin: 300, renewAfter: 600 })
  })
  afterEach(async () => {
    await stores.close()
    await redis.remove()
  })

  it('loses nothing by a restart, and its scripts are known again', async () => {
    const login = sampleLogin('l1', soon())
    await stores.logins.replace(login)
    await stores.sessions.create(sampleSession('s1'), soon())
    await stores.replay.claim('_1', 'first', 60_000)
    await stores.attempts.add('erika', 60_000, 'x')
    await redis.restart()
    await recovered(stores)
    expect(await stores.logins.replace(methodStarted(login, methodId('password'), {}))).to.equal(true)
    expect(await stores.sessions.find(sampleSession('s1').id)).to.deep.equal(sampleSession('s1'))
    expect(await stores.replay.claim('_1', 'second', 60_000)).to.equal('first')
    expect(await stores.attempts.add('erika', 60_000, 'x')).to.equal(1)
  })

  it('is unavailable at once when it was killed, and works again by itself when it is back', async () => {
    const login = sampleLogin('l1', soon())
    await stores.logins.replace(login)
    await redis.kill()
    expect(await timeOf(expectUnavailable(stores.logins.find(login.id)))).to.be.below(1000)
    await expectUnavailable(stores.ping())
    await sleep(800)
    await expectUnavailable(stores.sessions.find(sampleSession('s1').id))
    await redis.start()
    await recovered(stores)
    expect(await stores.logins.find(login.id)).to.deep.equal(login)
    expect(lines[0]).to.match(/^warn redis\.lost redis: \w+$/)
    expect(lines.slice(1)).to.deep.equal(['info redis.back'])
  })

  it('ends what is under way with unavailable when it is killed meanwhile', async () => {
    redis.freeze()
    const waiting = expectUnavailable(stores.logins.find(loginId('l1')))
    await redis.kill()
    await waiting
  })

  it('is unavailable within the time-out when it listens and does not answer', async () => {
    redis.freeze()
    const times = await Promise.all(
      [stores.logins.find(loginId('l1')), stores.replay.claim('_1', 'x', 1000), stores.ping()].map((work) =>
        timeOf(expectUnavailable(work)),
      ),
    )
    for (const time of times) expect(time).to.be.within(250, 1000)
    redis.thaw()
    await recovered(stores)
  })

  it('is not blamed for time in which this process was busy itself', async () => {
    const asked = Promise.all([stores.logins.find(loginId('l1')), stores.replay.claim('_1', 'x', 1000), stores.ping()])
    keepBusy(3000)
    await asked
    const during = stores.sessions.find(sampleSession('s1').id)
    await sleep(1)
    keepBusy(3000)
    expect(await during).to.equal(null)
    expect(lines).to.deep.equal([])
  })

  it('is connected anew when nothing was heard of it for long', async () => {
    const before = Number(/connected_clients:(\d+)/.exec(await redis.command('INFO', 'clients'))?.[1])
    redis.freeze()
    for (let asked = 0; asked < 6; asked++) {
      await expectUnavailable(stores.ping())
      await sleep(150)
    }
    redis.thaw()
    await recovered(stores)
    const total = Number(/total_connections_received:(\d+)/.exec(await redis.command('INFO', 'stats'))?.[1])
    expect(total).to.be.greaterThan(before + 1)
    expect(await stores.logins.find(loginId('l1'))).to.equal(null)
  })

  it('knows no script any more, and is told them again', async () => {
    const login = sampleLogin('l1', soon())
    await stores.logins.replace(login)
    await redis.command('SCRIPT', 'FLUSH')
    expect(await stores.logins.replace(methodStarted(login, methodId('password'), {}))).to.equal(true)
  })

  it('is unavailable while it is full: nothing is thrown out for what is new', async () => {
    await stores.replay.claim('_1', 'first', 60_000)
    await redis.command('CONFIG', 'SET', 'maxmemory', '1')
    await expectUnavailable(stores.replay.claim('_2', 'x', 60_000))
    await expectUnavailable(stores.attempts.add('erika', 60_000))
    await redis.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await stores.replay.claim('_1', 'second', 60_000)).to.equal('first')
  })

  it('is not there at the start: one line for the operator, without the password', async () => {
    const port = await freePort()
    const error = await rejectionOf(openTestStores(`redis://:geheim@127.0.0.1:${port}`, { startWithin: 300 }))
    expect(error).to.be.instanceOf(OperatorError)
    expect(String(error)).to.include(`127.0.0.1:${port}: ECONNREFUSED`).and.not.to.include('geheim')
  })

  it('lets a user in who may do no more than the manual says', async () => {
    const manual = readFileSync(new URL('../../../docs/betriebshandbuch/redis.md', import.meta.url), 'utf8')
    const [, rights] = /^ACL SETUSER servicekonto on '>PASSWORT' (.*)$/m.exec(manual) ?? []
    await redis.command('ACL', 'SETUSER', 'servicekonto', 'on', '>geheim', ...(rights ?? '').split(' '))
    const own = await openTestStores(`redis://servicekonto:geheim@127.0.0.1:${redis.port}`)
    const login = sampleLogin('l1', soon())
    const session = sampleSession('s1')
    await own.logins.replace(login)
    await own.logins.replace(methodStarted(login, methodId('password'), {}))
    await own.logins.find(login.id)
    await own.sessions.create(session, soon())
    await own.sessions.change(session, (each) => each, soon)
    expect(await own.sessions.renew(session, () => sampleSession('s2'), soon)).to.have.property('id', 's2')
    expect(await own.sessions.renewedAs(session.id)).to.equal('s2')
    await own.sessions.end(session.id)
    expect(await own.sessions.allOf(session.account)).to.have.length(1)
    for await (const portion of own.sessions.each()) expect(portion.length).to.be.at.most(1)
    expect(await own.sessions.endAllOf(session.account)).to.have.length(1)
    await own.untoldLogouts.note('o1', 1)
    await own.untoldLogouts.due(1)
    await own.untoldLogouts.forget('o1')
    await own.replay.claim('_1', 'x', 1000)
    await own.attempts.add('erika', 1000, 'x')
    await own.attempts.read('erika')
    await own.attempts.clear('erika')
    await own.close()
  })

  it('refuses the password: one line for the operator, without it', async () => {
    await redis.command('CONFIG', 'SET', 'requirepass', 'richtig')
    const { port } = redis
    const error = await rejectionOf(openTestStores(`redis://:geheim@127.0.0.1:${port}`, { startWithin: 300 }))
    expect(error).to.be.instanceOf(OperatorError)
    expect(String(error)).to.include('WRONGPASS').and.not.to.include('geheim')
    const right = await openTestStores(`redis://:richtig@127.0.0.1:${port}`)
    await right.close()
    await right.close()
    expect(await rejectionOf(right.ping())).to.be.instanceOf(BrokerError)
  })
})
