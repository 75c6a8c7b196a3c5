import { join } from 'node:path'
import { type Spawned, spawned } from '../../support/spawned.js'
import type { InteropFolder } from '../interop-folder.js'
import { clockOf } from './clock.js'

const MODULES = ['mpm_event', 'authn_core', 'authz_core', 'authz_host', 'authz_user', 'mime', 'dir', 'include']

export interface ApacheSite {
  readonly host: string
  readonly port: number
  /** Loaded beside Apache's own. */
  readonly module: { readonly name: string; readonly file: string }
  /** Directives of the whole server, and of the site. */
  readonly server?: string
  readonly site: string
  readonly clock: number
}

/** Starts a private Apache on the loopback that serves the folder's `www`. */
export const startApache = (folder: InteropFolder, site: ApacheSite): Spawned => {
  const own = MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  const config = folder.write(
    'apache.conf',
    `${own.join('\n')}
LoadModule ${site.module.name} /usr/lib/apache2/modules/${site.module.file}
ServerRoot ${folder.path}
PidFile ${folder.path}/apache.pid
DefaultRuntimeDir ${folder.path}
Mutex file:${folder.path}
ErrorLog ${folder.path}/apache.log
Listen 127.0.0.1:${site.port}
ServerName http://${site.host}:${site.port}
UseCanonicalName On
StartServers 1
ThreadsPerChild 8
MaxRequestWorkers 8
ServerLimit 1
TypesConfig /etc/mime.types
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${site.server ?? ''}
<VirtualHost 127.0.0.1:${site.port}>
  ServerName http://${site.host}:${site.port}
  DocumentRoot ${join(folder.path, 'www')}
  ${site.site}
</VirtualHost>
<Directory ${join(folder.path, 'www')}>
  Options +Includes
  AddOutputFilter INCLUDES .shtml
  AddCharset utf-8 .shtml
  DirectoryIndex index.shtml
  Require all granted
</Directory>
`,
  )
  return spawned('/usr/sbin/apache2', ['-D', 'FOREGROUND', '-f', config], { env: clockOf(site.clock) })
}
