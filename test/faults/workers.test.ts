import { expect } from 'chai'
import { writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtProgram } from '../support/built-program.js'
import { runToEnd } from '../support/spawned.js'
import { startTwoWorkers, type TwoWorkers } from '../support/two-workers.js'
import { createWebClient } from '../support/web-client.js'
import { whileLoaded } from '../support/while-loaded.js'

describe('two workers that are killed, replaced and stopped', function () {
  this.timeout(180_000)
  let two: TwoWorkers
  before(async () => void (two = await startTwoWorkers()))
  after(() => two?.stop())

  it('replaces a worker that was killed; a login under way goes on, and nobody waits for an answer of the dead', async () => {
    const answered = await two.metric('servicekonto_logins_total')
    const started = two.broker.count('broker.started')
    const [victim = 0] = two.broker.workers()
    const waiting: Promise<number | string>[] = []
    let step = 0
    await two.logIn(async () => {
      step += 1
      if (step !== 2) return
      process.kill(victim, 'SIGSTOP')
      // Of each two connections one goes to the worker that does not move.
      for (let count = 0; count < 4; count++) waiting.push(statusOf(`${two.broker.url}/health/live`))
      await Promise.race(waiting)
      process.kill(victim, 'SIGKILL')
      await Promise.all(waiting)
    })
    expect(await Promise.all(waiting))
      .to.include(200)
      .and.include('ECONNRESET')
    await two.broker.until('broker.started', started)
    expect(two.broker.workers()).to.have.length(2).and.not.include(victim)
    const lost = two.broker.log().find((line) => line['event.action'] === 'worker.lost')
    expect(lost).to.include({ 'worker.pid': victim, 'process.signal': 'SIGKILL', 'log.level': 'error' })
    expect(await two.fromBoth(() => two.metric('servicekonto_logins_total'))).to.deep.equal(Array(4).fill(answered + 1))
  })

  it('replaces both at SIGHUP, with the settings as they are then, and no request or login fails meanwhile', async () => {
    const before = two.broker.workers()
    const answered = await two.metric('servicekonto_logins_total')
    writeFileSync(two.configFile, 'site:\n  name: Konto Zwei\n')
    const agent = new Agent({ keepAlive: true })
    let logins = 0
    const { rounds, failures } = await whileLoaded(
      [
        async () => void expect(await statusOf(`${two.broker.url}/health/ready`, agent)).to.equal(200),
        async () => void expect((await two.portal().login(createWebClient())).status).to.equal(200),
        async () => {
          await two.logIn(() => sleep(200))
          logins += 1
        },
      ],
      async () => {
        two.broker.signal('SIGHUP')
        await two.broker.until('workers.restarted')
      },
    )
    agent.destroy()
    expect(failures).to.deep.equal([])
    expect(rounds).to.be.greaterThan(20)
    expect(two.broker.workers())
      .to.have.length(2)
      .and.not.include.members([before[0]])
      .and.not.include.members([before[1]])
    expect(await two.metric('servicekonto_logins_total')).to.equal(answered + logins)
    const pages = await two.fromBoth(async () => (await createWebClient().get(`${two.broker.url}/`)).body)
    for (const page of pages) expect(page).to.contain('Konto Zwei')
  })

  it('keeps its workers at SIGHUP if new ones would not start, and says why', async () => {
    const before = two.broker.workers()
    writeFileSync(two.configFile, 'site:\n  nmae: Konto\n')
    two.broker.signal('SIGHUP')
    await two.broker.until('workers.restart-ended')
    expect(two.broker.workers()).to.deep.equal(before)
    expect(two.broker.stderr()).to.match(/^.*site\.nmae.*\n$/)
    await two.logIn()
  })

  it('tells in one line which port is taken, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    writeFileSync(two.configFile, '')
    const run = await runToEnd(process.execPath, [builtProgram(), 'serve'], {
      env: { ...two.env, PORT: String(port) },
      allowed: [1],
    })
    taken.close()
    expect(run.stderr).to.match(new RegExp(`^Cannot listen on 127\\.0\\.0\\.1 port ${port}: it is taken.*\\n$`))
    // The store is opened first, and the audit in it sealed.
    expect(run.stdout.replace(/^.*"event.action":"audit.head".*\n/gm, '')).to.equal('')
  })

  it('ends well with SIGTERM, and leaves no worker behind when the primary is killed', async () => {
    expect(await two.broker.end()).to.equal(0)
    expect(two.broker.workers()).to.deep.equal([])
    expect(two.broker.count('workers.stopped')).to.equal(1)
    await two.broker.start()
    const workers = two.broker.workers()
    expect(workers).to.have.length(2)
    await two.broker.kill()
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
