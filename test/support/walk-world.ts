import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import type { PortalEntry } from '../../src/demo/portal/portal-site.js'
import { createPhoneApp } from '../../src/demo/phone/phone-app.js'
import { WITHOUT_ACCOUNT } from '../../src/demo/demo-settings.js'
import { aheadClock } from './ahead-clock.js'
import { startDemoPortals, type RunningDemoPortal } from './demo-portals.js'
import { startStubWorld } from './eid-world.js'
import type { RunningTestBroker } from './running-broker.js'
import { listen } from './static-site.js'

/** Where each portal of the walks is found, by its trust level. */
const HOSTS = { hoch: 'solingen.localhost', substantiell: 'gelsenkirchen.localhost', normal: 'aachen.localhost' }

/** The demo in this process: broker, eID stand-in, simulated phone and three portals, on one clock. */
export interface WalkWorld {
  readonly broker: Pick<RunningTestBroker, 'url' | 'cli' | 'citizen' | 'dataDir' | 'settled'>
  readonly phoneUrl: string
  portal(level: keyof typeof HOSTS): RunningDemoPortal
  /** Where visitors without an account begin. */
  readonly entry: PortalEntry['options']
  /** Time goes by for everybody. */
  pass(minutes: number): void
  /** Whether the eID server answers. */
  eidServer(state: 'down' | 'up'): Promise<void>
  stop(): Promise<void>
}

/** Starts brokers with these settings; `url` is where browsers and phones find them. */
export type StartBrokers = (
  settings: string,
  clock: ReturnType<typeof aheadClock>,
) => Promise<Pick<RunningTestBroker, 'url' | 'cli' | 'citizen' | 'dataDir' | 'settled' | 'stop'>>

export async function startWalkWorld(startBrokers: StartBrokers): Promise<WalkWorld> {
  const clock = aheadClock()
  const stub = await startStubWorld(clock)
  // The phone lies at a host of its own, as an app does; it learns its broker once that has its port.
  const phoneApp = express()
  const phoneSite = await listen(phoneApp)
  const phoneUrl = phoneSite.url('').replace('127.0.0.1', 'phone.localhost')
  const methods = { eid: brokerSettings(stub.stub.url, stub.folder), pass: { webApp: phoneUrl } }
  const broker = await startBrokers(JSON.stringify({ methods }), clock)
  phoneApp.use(createPhoneApp(broker.url))
  const portals = await startDemoPortals(Object.values(HOSTS), broker.url, clock)
  for (const { entries } of portals) for (const each of entries) await register(broker, each)
  await broker.settled()
  return {
    broker,
    phoneUrl,
    portal(level) {
      const found = portals.find(({ host }) => host === HOSTS[level])
      if (!found) throw new Error(`no portal of ${level}`)
      return found
    },
    entry: entryOf(portals),
    pass: (minutes) => clock.pass(minutes * 60_000),
    eidServer: (state) => stub.faults({ down: state === 'down' }),
    async stop() {
      await broker.stop()
      await phoneSite.close()
      await stub.stop()
      for (const each of portals) await each.close()
    },
  }
}

function entryOf(portals: readonly RunningDemoPortal[]): PortalEntry['options'] {
  const [entry] = portals.flatMap(({ entries }) => entries.slice(1))
  if (!entry) throw new Error('no portal has a second entry')
  return entry.options
}

async function register(
  broker: Pick<RunningTestBroker, 'cli' | 'dataDir'>,
  { metadata, options: { trustLevel, name, required } }: PortalEntry,
): Promise<void> {
  const file = join(broker.dataDir, 'portal.xml')
  writeFileSync(file, metadata)
  const settings = required.length === 0 ? WITHOUT_ACCOUNT : []
  const given = ['--trust-level', trustLevel, '--name', name, ...settings]
  const { code, err } = await broker.cli(['sp', 'import', file, ...given])
  if (code !== 0) throw new Error(`sp import: ${err}`)
}
