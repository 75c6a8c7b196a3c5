import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { builtProgram } from '../support/built-program.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type FreshDatabase, freshDatabase } from '../support/shared-postgres.js'
import { runToEnd } from '../support/spawned.js'
import { createWebClient } from '../support/web-client.js'
import { whileLoaded } from '../support/while-loaded.js'

const GIVEN_NAME = '2.5.4.42'

describe('serve with two workers', function () {
  this.timeout(180_000)
  let redis: RedisServer
  let database: FreshDatabase
  let env: Record<string, string>
  let broker: BrokerProcess
  let portal: E2ePortal
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-workers-'))
  const configFile = join(folder, 'config.yaml')

  before(async () => {
    redis = await startRedisServer()
    database = await freshDatabase('migrated')
    writeFileSync(configFile, 'site:\n  name: Konto Eins\n')
    env = {
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      CONFIG_FILE: configFile,
      WORKERS: '2',
      LOG_LEVEL: 'debug',
    }
    broker = await startBrokerProcess(env)
    portal = await e2ePortal(publicOf(broker), { name: 'aachen', attributes: [GIVEN_NAME] })
    const file = join(folder, 'metadata.xml')
    writeFileSync(file, portal.metadata)
    await broker.servicekonto(['sp', 'import', file])
    await broker.servicekonto(['account', 'create', '--username', 'jana', '--given-name', 'Jana'], PASSWORD)
    await settled()
  })
  after(async () => {
    await broker?.end()
    await database?.drop()
    await redis?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const publicOf = ({ port }: BrokerProcess) => ({ url: `http://localhost:${port}` })
  // Every process looks for changes every 2 s.
  const settled = (): Promise<void> => sleep(2500)
  const logIn = async (between = (): Promise<void> => Promise.resolve()): Promise<void> => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const stage of STAGES) {
      await between()
      page = await stage(client, page, 'jana')
    }
    expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
  }
  const metric = async (name: string): Promise<number> => {
    const { body } = await createWebClient().get(`${broker.url}/metrics`)
    const lines = body.split('\n').filter((line) => line.startsWith(name))
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  /** From as many connections as reach both workers. */
  const fromBoth = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all([ask(), ask(), ask(), ask()])

  it('takes a login to its end, its steps spread over both', async () => {
    const [before, answered] = [broker.log().length, await metric('servicekonto_logins_total')]
    await logIn()
    const steps = broker.log().slice(before)
    const pids = new Set(steps.filter((line) => line['event.action'] === 'request').map((line) => line['process.pid']))
    expect([...pids]).to.have.members([...broker.workers()])
    expect(pids).not.to.include(broker.pid())
    expect(await fromBoth(() => metric('servicekonto_logins_total'))).to.deep.equal(Array(4).fill(answered + 1))
    expect(await metric('servicekonto_workers ')).to.equal(2)
    expect(await metric('servicekonto_registered_services ')).to.equal(1)
  })

  it('follows the command line on each of them', async () => {
    const page = () => portal.login(createWebClient())
    const certificates = async () => {
      const { body } = await createWebClient().get(`${broker.url}/saml/metadata`)
      return [...body.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, each]) => each)
    }
    // A worker may know of the new key before the command has ended.
    const before = await certificates()
    const [, generated] = await Promise.all([
      broker.servicekonto(['sp', 'disable', portal.entityId]),
      broker.servicekonto(['keys', 'generate', '--use', 'signing', '--json']),
    ])
    await settled()
    for (const { status } of await fromBoth(page)) expect(status).to.equal(403)
    for (const each of await fromBoth(certificates)) expect(each).to.have.length(before.length + 1)
    await Promise.all([
      broker.servicekonto(['sp', 'enable', portal.entityId]),
      broker.servicekonto(['sp', 'set', portal.entityId, 'displayName=Parken']),
      broker.servicekonto(['keys', 'activate', JSON.parse(generated).id]),
    ])
    await settled()
    for (const { text } of await fromBoth(page)) expect(text).to.contain('Parken')
    // The one that signs comes first; the one before it stays announced.
    for (const each of await fromBoth(certificates)) expect(each[0]).not.to.equal(before[0])
    portal = await e2ePortal(publicOf(broker), { name: 'aachen', attributes: [GIVEN_NAME] })
    await fromBoth(() => logIn())
  })

  it('replaces a worker that was killed; a login under way goes on, and nobody waits for an answer of the dead', async () => {
    const answered = await metric('servicekonto_logins_total')
    const started = broker.count('broker.started')
    const [victim = 0] = broker.workers()
    const waiting: Promise<number | string>[] = []
    let step = 0
    await logIn(async () => {
      step += 1
      if (step !== 2) return
      process.kill(victim, 'SIGSTOP')
      // Of each two connections one goes to the worker that does not move.
      for (let count = 0; count < 4; count++) waiting.push(statusOf(`${broker.url}/health/live`))
      await Promise.race(waiting)
      process.kill(victim, 'SIGKILL')
      await Promise.all(waiting)
    })
    expect(await Promise.all(waiting))
      .to.include(200)
      .and.include('ECONNRESET')
    await broker.until('broker.started', started)
    expect(broker.workers()).to.have.length(2).and.not.include(victim)
    const lost = broker.log().find((line) => line['event.action'] === 'worker.lost')
    expect(lost).to.include({ 'worker.pid': victim, 'process.signal': 'SIGKILL', 'log.level': 'error' })
    expect(await fromBoth(() => metric('servicekonto_logins_total'))).to.deep.equal(Array(4).fill(answered + 1))
  })

  it('replaces both at SIGHUP, with the settings as they are then, and no request or login fails meanwhile', async () => {
    const before = broker.workers()
    const answered = await metric('servicekonto_logins_total')
    writeFileSync(configFile, 'site:\n  name: Konto Zwei\n')
    const agent = new Agent({ keepAlive: true })
    let logins = 0
    const { rounds, failures } = await whileLoaded(
      [
        async () => void expect(await statusOf(`${broker.url}/health/ready`, agent)).to.equal(200),
        async () => void expect((await portal.login(createWebClient())).status).to.equal(200),
        async () => {
          await logIn(() => sleep(200))
          logins += 1
        },
      ],
      async () => {
        broker.signal('SIGHUP')
        await broker.until('workers.restarted')
      },
    )
    agent.destroy()
    expect(failures).to.deep.equal([])
    expect(rounds).to.be.greaterThan(20)
    expect(broker.workers()).to.have.length(2).and.not.include.members([before[0]]).and.not.include.members([before[1]])
    expect(await metric('servicekonto_logins_total')).to.equal(answered + logins)
    const pages = await fromBoth(async () => (await createWebClient().get(`${broker.url}/`)).body)
    for (const page of pages) expect(page).to.contain('Konto Zwei')
  })

  it('keeps its workers at SIGHUP if new ones would not start, and says why', async () => {
    const before = broker.workers()
    writeFileSync(configFile, 'site:\n  nmae: Konto\n')
    broker.signal('SIGHUP')
    await broker.until('workers.restart-ended')
    expect(broker.workers()).to.deep.equal(before)
    expect(broker.stderr()).to.match(/^.*site\.nmae.*\n$/)
    await logIn()
  })

  it('tells in one line which port is taken, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    writeFileSync(configFile, '')
    const run = await runToEnd(process.execPath, [builtProgram(), 'serve'], {
      env: { ...env, PORT: String(port) },
      allowed: [1],
    })
    taken.close()
    expect(run.stderr).to.match(new RegExp(`^Cannot listen on 127\\.0\\.0\\.1 port ${port}: it is taken.*\\n$`))
    // The store is opened first, and the audit in it sealed.
    expect(run.stdout.replace(/^.*"event.action":"audit.head".*\n/gm, '')).to.equal('')
  })

  it('ends well with SIGTERM, and leaves no worker behind when the primary is killed', async () => {
    expect(await broker.end()).to.equal(0)
    expect(broker.workers()).to.deep.equal([])
    expect(broker.count('workers.stopped')).to.equal(1)
    await broker.start()
    const workers = broker.workers()
    expect(workers).to.have.length(2)
    await broker.kill()
    for (const pid of workers) while (isAlive(pid)) await sleep(20)
  })
})

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The status of an answer, or the code of what came instead. */
const statusOf = (url: string, agent?: Agent): Promise<number | string> =>
  new Promise((resolve) => {
    const sent = request(url, { agent: agent ?? false }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
    sent.end()
  })
