import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../support/free-port.js'
import { type Spawned, spawned } from '../support/spawned.js'
import { createWebClient } from '../support/web-client.js'
import { createInteropFolder } from './interop-folder.js'
import {
  entityIdOf,
  type ShibbolethApplication,
  writeApacheConfig,
  writeShibbolethConfig,
} from './shibboleth-config.js'

/** A running Shibboleth SP: a private Apache with mod_shib and a private shibd on the loopback. */
export interface ShibbolethSp {
  /** Address of an application's handler, such as `Login` or `Session`. */
  handler(application: ShibbolethApplication, path: string, query?: Readonly<Record<string, string>>): string
  entityId(application: ShibbolethApplication): string
  /** The applications' metadata, as the SP makes it. */
  metadata(application: ShibbolethApplication): Promise<string>
  /** The end of its logs, for a failed test. */
  logs(): string
  stop(): Promise<void>
}

/** @param broker its metadata as XML, its entityID and the certificate (PEM) that signed the metadata. */
export const startShibbolethSp = async (
  applications: readonly ShibbolethApplication[],
  broker: { readonly entityId: string; readonly metadata: string; readonly certificate: string },
): Promise<ShibbolethSp> => {
  const folder = createInteropFolder('shibboleth')
  const port = await freePort()
  mkdirSync(join(folder.path, 'www'))
  writeFileSync(
    join(folder.path, 'www', 'index.html'),
    '<!doctype html><title>Ziel</title><p data-testid="target">Ziel',
  )
  const config = {
    port,
    applications,
    brokerEntityId: broker.entityId,
    brokerMetadata: folder.write('broker-metadata.xml', broker.metadata),
    brokerCertificate: folder.write('broker.pem', broker.certificate),
  }
  const shibConfig = writeShibbolethConfig(folder, config)
  const processes: Spawned[] = []
  const log = (name: string): string => {
    const path = join(folder.path, `${name}.log`)
    return existsSync(path) ? `--- ${name}\n${readFileSync(path, 'utf8').slice(-4000)}` : ''
  }
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((process) => process.stop()))
    folder.remove()
  }
  const handler: ShibbolethSp['handler'] = ({ host }, path, query = {}) => {
    const url = new URL(`http://${host}:${port}/Shibboleth.sso/${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }
  const metadata: ShibbolethSp['metadata'] = async (application) => {
    const page = await createWebClient().get(handler(application, 'Metadata'))
    if (page.status !== 200) throw new Error(`no metadata (${page.status}): ${page.text}`)
    return page.body
  }
  const logs = (): string => ['shibd', 'native', 'apache'].map(log).join('\n')
  try {
    const shibd = spawned('/usr/sbin/shibd', ['-f', '-F', '-c', shibConfig, '-p', join(folder.path, 'shibd.pid')])
    processes.push(shibd)
    await shibd.until(() => existsSync(join(folder.path, 'shibd.sock')))
    const apache = spawned('/usr/sbin/apache2', [
      '-D',
      'FOREGROUND',
      '-f',
      writeApacheConfig(folder, shibConfig, config),
    ])
    processes.push(apache)
    await apache.until(async () => {
      const [first] = applications
      return first !== undefined && (await metadata(first).then(Boolean, () => false))
    })
  } catch (error) {
    const said = logs()
    await stop()
    throw new Error(`Shibboleth does not start: ${String(error)}\n${said}`)
  }
  return { handler, entityId: (application) => entityIdOf(application, port), metadata, logs, stop }
}
