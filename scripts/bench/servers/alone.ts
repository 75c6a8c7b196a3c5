import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../test/support/free-port.js'
import { runToEnd } from '../../../test/support/spawned.js'
import { cpuMsOf } from '../measure/processes.js'
import { endOf, PROGRAM } from './broker.js'
import { aggregate, portalKey, portalNumber } from './portals.js'

/** A broker as it is tried first: one process on SQLite, no other server; started as often as it is measured. */
export interface AloneBroker {
  /** Runs a command of the command line on its store. */
  command(args: readonly string[]): Promise<void>
  start(): Promise<StartedBroker>
  remove(): void
}

export interface StartedBroker {
  readonly pid: number
  /** Processor time, in milliseconds, and time on the clock until the line of the log that says that it listens. */
  readonly cpu: number
  readonly wall: number
  readonly stop: () => Promise<void>
}

/** Makes its store, with so many services in it. What only the first start of a store does, as making keys, is done. */
export async function aloneBroker(services: number): Promise<AloneBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-start-'))
  const port = await freePort()
  const env = { PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, DATA_DIR: folder }
  const command = async (args: readonly string[]): Promise<void> =>
    void (await runToEnd(process.execPath, [PROGRAM, ...args], { env }))
  if (services > 0) {
    const file = join(folder, 'metadata.xml')
    const portals = Array.from({ length: services }, (_none, at) => portalNumber(at + 1))
    writeFileSync(file, aggregate(portals, portalKey(), false))
    await command(['sp', 'import', file])
  }
  const start = () => started({ ...process.env, ...env })
  await (await start()).stop()
  return { command, start, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Throws with its output when it ends before it listens. */
function started(env: NodeJS.ProcessEnv): Promise<StartedBroker> {
  const began = performance.now()
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`the broker has ended\n${said}`)))
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (!said.includes('"broker.started"')) return
      const pid = child.pid ?? 0
      resolve({ pid, cpu: cpuMsOf(pid), wall: performance.now() - began, stop: () => endOf(child) })
    })
  })
}
