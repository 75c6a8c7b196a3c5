import { expect } from 'chai'
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtProgram } from '../support/built-program.js'
import { freePort } from '../support/free-port.js'

const DROPPED = /^servicekonto_log_entries_dropped_total (\d+)$/m

describe('a broker whose log nobody takes', function () {
  this.timeout(120_000)
  let folder: string
  let running: ChildProcess | null = null
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'servicekonto-log-'))
  })
  afterEach(() => {
    running?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  async function started(stdout: number | 'pipe') {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const env = { ...process.env, DATA_DIR: folder, PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: 'debug' }
    const child = spawn(process.execPath, [builtProgram(), 'serve'], { env, stdio: ['ignore', stdout, 'inherit'] })
    running = child
    const isReady = (): Promise<boolean> =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (!(await isReady())) {
      expect(child.exitCode, 'it has ended').to.equal(null)
      await sleep(100)
    }
    return { url, child }
  }
  const dropped = async (url: string): Promise<number> => {
    const [, count] = DROPPED.exec(await (await fetch(`${url}/metrics`)).text()) ?? expect.fail('it is not counted')
    return Number(count)
  }
  const ended = (child: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })

  it('goes on where the disk under it is full, counts what is lost, and ends well', async () => {
    const full = openSync('/dev/full', 'w')
    const { url, child } = await started(full)
    closeSync(full)
    expect((await fetch(`${url}/saml/metadata`)).status).to.equal(200)
    expect(await dropped(url)).to.be.greaterThan(0)
    expect(await ended(child)).to.equal(0)
  })

  it('goes on where the reader stands still, counts what is lost, and ends well', async () => {
    const { url, child } = await started('pipe')
    // Nobody reads: what the system and the process keep for the reader fills.
    const long = 'x'.repeat(6_000)
    for (let round = 0; (await dropped(url)) === 0; round += 1) {
      expect(round).to.be.lessThan(200)
      await Promise.all(
        Array.from({ length: 20 }, () =>
          fetch(`${url}/saml/sso?SAMLRequest=x&RelayState=y`, { headers: { 'user-agent': long } }),
        ),
      )
    }
    expect(await dropped(url)).to.be.greaterThan(0)
    expect((await fetch(`${url}/health/ready`)).status).to.equal(200)
    expect(await ended(child)).to.equal(0)
  })

  it('goes on where the reader is gone', async () => {
    const { url, child } = await started('pipe')
    child.stdout?.destroy()
    await fetch(`${url}/saml/metadata`)
    expect((await fetch(`${url}/saml/metadata`)).status).to.equal(200)
    expect(await dropped(url)).to.be.greaterThan(0)
    expect(await ended(child)).to.equal(0)
  })
})
