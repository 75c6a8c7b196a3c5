import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.js'
import { PASSWORD } from './login-stages.js'
import { startBroker, type RunningTestBroker } from './running-broker.js'
import { createWebClient } from './web-client.js'

/** Name of the upstream at the broker. */
export const NEIGHBOUR = 'nachbarland'

/** Another broker of the same kind, at a host of its own, with a citizen: the other account of the tests. */
export async function startNeighbour(): Promise<RunningTestBroker> {
  const port = await freePort()
  const url = `http://${NEIGHBOUR}.localhost:${port}`
  const broker = await startBroker('', { PORT: String(port), PUBLIC_URL: url })
  await broker.citizen('mia', PASSWORD, [
    ...['--given-name', 'Mia', '--family-name', 'Lindner', '--birth-date', '1991-05-17'],
    ...['--email', 'mia.lindner@post.example'],
  ])
  return { ...broker, url }
}

/** What the neighbour is told to release to the broker. */
const RELEASES = ['--set', 'requiredAttributes=givenName,familyName', '--set', 'optionalAttributes=birthDate,email']

/** Connects both, as an operator does: each by the metadata of the other. */
export async function connect(
  broker: RunningTestBroker,
  neighbour: RunningTestBroker,
  options: readonly string[] = ['--max-level', 'substantiell'],
): Promise<void> {
  const metadata = await createWebClient().get(`${neighbour.url}/saml/metadata`)
  const file = join(broker.dataDir, 'neighbour.xml')
  writeFileSync(file, metadata.body)
  await succeeds(broker, ['upstream', 'import', file, '--name', NEIGHBOUR, ...options])
  await broker.settled()
  const own = await createWebClient().get(`${broker.url}/saml/upstream/${NEIGHBOUR}/metadata`)
  await neighbour.register(own.body, RELEASES)
}

/** Runs a command that has to succeed. */
export async function succeeds(broker: RunningTestBroker, argv: readonly string[]): Promise<string> {
  const { code, out, err } = await broker.cli(argv)
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${code} ${err}${out}`)
  return out
}
