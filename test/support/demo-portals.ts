import { createServer } from 'node:http'
import { readDemoSettings } from '../../src/demo/demo-settings.js'
import { portalOptions, type PortalOptions } from '../../src/demo/portal/portal-options.js'
import { createPortalSite, type PortalEntry } from '../../src/demo/portal/portal-site.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import { ClockedSaml } from './clocked-saml.js'
import { freePort } from './free-port.js'
import { testKey } from './saml-keys.js'

/** A portal of the demo with its settings, in this process; its time is the test's. */
export interface RunningDemoPortal {
  readonly host: string
  readonly home: string
  readonly name: string
  /** The portal itself, and its second entry where it has one. */
  readonly entries: readonly PortalEntry[]
  close(): Promise<void>
}

/** Starts the portals of these hosts of config/demo/portals.yaml at a broker. */
export const startDemoPortals = (
  hosts: readonly string[],
  brokerUrl: string,
  clock: Clock,
): Promise<readonly RunningDemoPortal[]> => Promise.all(hosts.map((host) => startOne(host, brokerUrl, clock)))

async function startOne(host: string, brokerUrl: string, clock: Clock): Promise<RunningDemoPortal> {
  const port = await freePort()
  const baseUrl = `http://${host}:${port}`
  const found = readDemoSettings({}).portals.find((each) => each.host === host)
  if (!found) throw new Error(`the demo has no portal ${host}`)
  const settings = Object.entries(found).filter(([name]) => name !== 'host' && name !== 'port')
  const options: PortalOptions = portalOptions.parse({
    ...Object.fromEntries(settings),
    baseUrl,
    brokerMetadataUrl: `${brokerUrl}/saml/metadata`,
  })
  const keys = { signing: keyPair('service'), encryption: options.encrypted ? keyPair('serviceEncryption') : null }
  const faults: string[] = []
  const { app, entries } = createPortalSite(options, {
    keys,
    log: (line) => void faults.push(line),
    make: (config) => new ClockedSaml(config, clock),
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host,
    home: `${baseUrl}/`,
    name: options.name,
    entries,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close(() => (faults.length === 0 ? resolve() : reject(new Error(faults.join('; ')))))
      }),
  }
}

const keyPair = (name: 'service' | 'serviceEncryption') => {
  const { privatePem, certificatePem } = testKey(name)
  return { privateKey: privatePem, certificate: certificatePem }
}
