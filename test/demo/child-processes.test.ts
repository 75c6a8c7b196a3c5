import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { type ChildProcesses, createChildProcesses } from '../../src/demo/child-processes.js'
import { spawned } from '../support/spawned.js'

const STAYS = '../test/demo/stays.ts'

/** A process that nobody has waited for yet still has a number, but is dead ('Z'). */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self/stat') || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

describe('the processes of the demo', () => {
  let folder: string
  let processes: ChildProcesses
  const pidFile = (name: string): string => join(folder, `${name}.pid`)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-processes-'))
    processes = createChildProcesses({ ...process.env, NODE_OPTIONS: '--import tsx' }, folder, 300)
  })
  afterEach(async () => {
    await processes.stop()
    rmSync(folder, { recursive: true })
  })

  const pidOf = async (name: string): Promise<number> => {
    while (!existsSync(pidFile(name)) || readFileSync(pidFile(name), 'utf8') === '') await delay(20)
    return Number(readFileSync(pidFile(name), 'utf8'))
  }

  it('all end with it, the stubborn ones too', async () => {
    processes.start({ name: 'a', script: STAYS, args: [pidFile('a')] })
    processes.start({ name: 'b', script: STAYS, args: [pidFile('b'), 'stubborn'] })
    const pids = [await pidOf('a'), await pidOf('b')]
    expect(pids.map(isAlive)).to.deep.equal([true, true])
    await processes.stop()
    expect(pids.map(isAlive)).to.deep.equal([false, false])
  })

  it('are missed when they end by themselves, with the last they said', async () => {
    processes.start({ name: 'broker', script: STAYS, args: [pidFile('x'), 'failing'] })
    const reason = await processes.ended.catch((error: Error) => error.message)
    expect(reason).to.equal('broker has ended (3); the last it said:\nfirst line\nthe reason')
  })

  it('are told of, and nothing else, where the others do without them', async () => {
    const told = new Promise<string>((resolve) => processes.spare('phone', resolve))
    processes.start({ name: 'phone', script: STAYS, args: [pidFile('y'), 'failing'] })
    expect(await told).to.equal('3')
    processes.start({ name: 'broker', script: STAYS, args: [pidFile('z'), 'failing'] })
    expect(await processes.ended.catch((error: Error) => error.message)).to.match(/^broker has ended/)
  })

  it('report the last line that a failed command said', async () => {
    const failing = { name: 'sp import', script: STAYS, args: [pidFile('x'), 'failing'] }
    expect(await processes.run(failing).catch((error: Error) => error.message)).to.equal('sp import: the reason')
  })

  it('go when the demo is killed and cannot stop them', async () => {
    const parent = spawned(
      process.execPath,
      [fileURLToPath(new URL('./starts-one.ts', import.meta.url)), folder, pidFile('child')],
      { env: { NODE_OPTIONS: '--import tsx' } },
    )
    const child = await pidOf('child')
    parent.signal('SIGKILL')
    await parent.exit
    for (let tries = 0; isAlive(child) && tries < 100; tries += 1) await delay(50)
    expect(isAlive(child)).to.equal(false)
  })
})
