import { createServer } from 'node:http'
import { readDemoSettings } from '../../src/demo/demo-settings.js'
import { readBrokerMetadata } from '../../src/demo/portal/broker-metadata.js'
import { createPortalApp } from '../../src/demo/portal/portal-app.js'
import { portalOptions, type PortalOptions } from '../../src/demo/portal/portal-options.js'
import { createSamlClient } from '../../src/demo/portal/saml-client.js'
import { portalMetadata } from '../../src/demo/portal/sp-metadata.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import { ClockedSaml } from './clocked-saml.js'
import { freePort } from './free-port.js'
import { testKey } from './saml-keys.js'

/** A portal of the demo with its settings, in this process; its time is the test's. */
export interface RunningDemoPortal {
  readonly host: string
  readonly home: string
  readonly name: string
  readonly trustLevel: string
  readonly metadata: string
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
  const { host: _host, port: _port, ...settings } = found
  const options: PortalOptions = portalOptions.parse({
    ...settings,
    baseUrl,
    brokerMetadataUrl: `${brokerUrl}/saml/metadata`,
  })
  const urls = { entityId: `${baseUrl}/metadata`, acs: `${baseUrl}/acs` }
  const keys = { signing: keyPair('service'), encryption: options.encrypted ? keyPair('serviceEncryption') : null }
  const metadata = portalMetadata(options, urls, keys)
  const client = async () =>
    createSamlClient(
      options,
      urls,
      keys,
      await readBrokerMetadata(options.brokerMetadataUrl),
      (config) => new ClockedSaml(config, clock),
    )
  let made: ReturnType<typeof client> | null = null
  const faults: string[] = []
  const server = createServer(
    createPortalApp(
      options,
      metadata,
      () => (made ??= client()),
      (line) => void faults.push(line),
    ),
  )
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host,
    home: `${baseUrl}/`,
    name: options.name,
    trustLevel: options.trustLevel,
    metadata,
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
