import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { brokerSettings } from '../../../src/demo/eid-stub/broker-settings.js'
import { freePort } from '../../../test/support/free-port.js'

const PROGRAM = fileURLToPath(new URL('../../../dist/cli/servicekonto.js', import.meta.url))

/** eID server and eID client as a process of their own, so that what they cost is not counted as the broker's. */
export interface BenchEidStub {
  readonly pid: number
  /** What the broker's settings say under `methods.eid`. */
  readonly settings: object
  stop(): Promise<void>
}

/** Starts it; ready when this resolves. Throws when it does not get ready within a minute. */
export async function startEidStub(): Promise<BenchEidStub> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-bench-eid-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [PROGRAM, 'eid-stub', '--port', String(port), '--keys', folder]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const deadline = performance.now() + 60_000
  while (!(await answers(`${url}/eID-Client?Status`))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop()
      throw new Error('the eID stub does not get ready')
    }
    await delay(100)
  }
  return { pid: child.pid ?? 0, settings: brokerSettings(url, folder), stop }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
