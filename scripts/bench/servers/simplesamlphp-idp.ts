import { mkdirSync, existsSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createInteropFolder } from '../../../test/interop/interop-folder.js'
import { phpFpmProgram } from '../../../test/support/apt-packages.js'
import { freePort } from '../../../test/support/free-port.js'
import { spawned } from '../../../test/support/spawned.js'
import type { Portal, PortalKey } from './portals.js'
import type { Stores } from './stores.js'
import { authSourcesPhp, configPhp, fpmConf, hostedPhp, nginxConf, remotePhp } from './simplesamlphp-config.js'

/** Debian's SimpleSAMLphp as an identity provider: nginx, PHP-FPM with two workers, sessions in Redis. */
export interface SimpleSamlIdp {
  readonly ssoUrl: string
  readonly entityId: string
  /** Base64 DER. */
  readonly certificate: string
  /** Of nginx and PHP-FPM, each with its workers below it. */
  readonly pids: readonly number[]
  stop(): Promise<void>
}

export interface SimpleSamlIdpOptions {
  readonly portals: readonly Portal[]
  readonly key: PortalKey
  readonly citizens: readonly { readonly username: string; readonly password: string }[]
}

/** The demo's key pairs are RSA-3072, as the broker's are. */
export async function startSimpleSamlIdp(stores: Stores, options: SimpleSamlIdpOptions): Promise<SimpleSamlIdp> {
  const program = phpFpmProgram()
  if (program === null) throw new Error('php-fpm is not installed: npm run bench installs it on Debian')
  const folder = createInteropFolder('simplesamlphp-idp')
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const { key, certificate } = folder.keyPair('idp')
  const entityId = `${baseUrl}/idp`
  const config = {
    folder: folder.path,
    baseUrl,
    entityId,
    key,
    certificate,
    portals: options.portals,
    portalCertificate: options.key.certificate,
    citizens: options.citizens,
  }
  for (const name of ['metadata', 'temp']) mkdirSync(join(folder.path, name))
  folder.write('config.php', configPhp(config))
  folder.write('authsources.php', authSourcesPhp(config))
  folder.write('metadata/saml20-idp-hosted.php', hostedPhp(config))
  folder.write('metadata/saml20-sp-remote.php', remotePhp(config))
  const fpm = folder.write('fpm.conf', fpmConf(folder.path, stores.redis.port))
  const nginx = folder.write('nginx.conf', nginxConf(folder.path, port))
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'www-data:www-data', folder.path])
  const processes = [
    spawned(program, ['--nodaemonize', '--fpm-config', fpm]),
    spawned('nginx', ['-c', nginx, '-e', join(folder.path, 'nginx.log')]),
  ]
  const stop = async (): Promise<void> => {
    for (const each of processes) await each.stop()
    folder.remove()
  }
  const ssoUrl = `${baseUrl}/simplesaml/saml2/idp/SSOService.php`
  const answers = (): Promise<boolean> =>
    fetch(`${baseUrl}/simplesaml/saml2/idp/metadata.php`).then(
      ({ status }) => status === 200,
      () => false,
    )
  try {
    await processes[1]?.until(answers, 20_000)
  } catch (error) {
    const logs = ['fpm.log', 'nginx.log', 'simplesamlphp.log'].map((name) => endOf(join(folder.path, name)))
    await stop()
    throw new Error(`SimpleSAMLphp does not start\n${logs.join('\n')}`, { cause: error })
  }
  const pem = readFileSync(certificate, 'utf8')
  return {
    ssoUrl,
    entityId,
    certificate: pem.replace(/-----[^-]+-----|\s/g, ''),
    pids: processes.map(({ pid }) => pid),
    stop,
  }
}

const endOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').slice(-1500) : '')
