import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../support/free-port.js'
import { spawned } from '../support/spawned.js'
import { createWebClient } from '../support/web-client.js'
import { createInteropFolder } from './interop-folder.js'
import { authSourcesPhp, configPhp, ROUTER_PHP, SERVICE_PHP } from './simplesamlphp-config.js'

/** A running SP by Debian's SimpleSAMLphp with a service of a few lines behind it. */
export interface SimpleSamlSp {
  readonly entityId: string
  /** The service: logs in as the query says (`passive`, `again`, `class`, `comparison`) and prints JSON. */
  service(query?: Readonly<Record<string, string>>): string
  /** Where it shows its metadata. */
  metadataUrl(): string
  /** The end of its log, for a failed test. */
  logs(): string
  stop(): Promise<void>
}

/** @param broker its entityID and metadata as XML; SimpleSAMLphp takes the first request binding that it names. */
export const startSimpleSamlSp = async (
  host: string,
  broker: { readonly entityId: string; readonly metadata: string },
): Promise<SimpleSamlSp> => {
  const folder = createInteropFolder('simplesamlphp')
  const port = await freePort()
  const baseUrl = `http://${host}:${port}`
  const { key, certificate } = folder.keyPair('sp')
  const config = {
    folder: folder.path,
    baseUrl,
    brokerEntityId: broker.entityId,
    brokerMetadata: folder.write('broker-metadata.xml', broker.metadata),
    key,
    certificate,
  }
  folder.write('config.php', configPhp(config))
  folder.write('authsources.php', authSourcesPhp(config))
  mkdirSync(join(folder.path, 'www'))
  folder.write('www/service.php', SERVICE_PHP)
  const router = folder.write('router.php', ROUTER_PHP)
  const server = spawned(
    'php',
    ['-d', 'display_errors=0', '-d', 'log_errors=1', '-S', `127.0.0.1:${port}`, '-t', join(folder.path, 'www'), router],
    { env: { SIMPLESAMLPHP_CONFIG_DIR: folder.path } },
  )
  const logs = (): string => {
    const path = join(folder.path, 'simplesamlphp.log')
    return (existsSync(path) ? readFileSync(path, 'utf8').slice(-4000) : '') + server.stderr().slice(-4000)
  }
  const metadataUrl = (): string => `${baseUrl}/simplesaml/module.php/saml/sp/metadata.php/default-sp`
  const isReady = (): Promise<boolean> =>
    createWebClient()
      .get(metadataUrl())
      .then(
        ({ status }) => status === 200,
        () => false,
      )
  const stop = async (): Promise<void> => {
    await server.stop()
    folder.remove()
  }
  try {
    await server.until(isReady, 20_000)
  } catch (error) {
    const said = logs()
    await stop()
    throw new Error(`SimpleSAMLphp does not start: ${String(error)}\n${said}`)
  }
  const service: SimpleSamlSp['service'] = (query = {}) => {
    const url = new URL(`${baseUrl}/service.php`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }
  return { entityId: `${baseUrl}/simplesaml`, service, metadataUrl, logs, stop }
}
