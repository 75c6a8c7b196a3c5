import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLIENT_ID, CLIENT_SECRET } from './oidc-world.js'
import type { RunningTestBroker } from './running-broker.js'

/** Registers an OpenID provider as `nord` with a running broker, as an operator does, and waits until it is known. */
export async function registerIssuer(broker: RunningTestBroker, issuer: string): Promise<void> {
  const file = join(broker.dataDir, 'client.secret')
  writeFileSync(file, `${CLIENT_SECRET}\n`)
  const client = ['--client-id', CLIENT_ID, '--client-secret-file', file]
  await done(broker, 'import', issuer, '--name', 'nord', '--dialect', 'oidc', '--max-level', 'substantiell', ...client)
  await done(broker, 'set', 'nord', 'methodName=Konto Nord')
  await broker.settled()
}

/** Switches it for every service. */
export async function switchIssuer(broker: RunningTestBroker, enabled: boolean): Promise<void> {
  await done(broker, enabled ? 'enable' : 'disable', 'nord')
  await broker.settled()
}

async function done(broker: RunningTestBroker, ...args: readonly string[]): Promise<void> {
  const { code, err } = await broker.cli(['upstream', ...args])
  if (code !== 0) throw new Error(`upstream ${args.join(' ')}: ${err}`)
}
