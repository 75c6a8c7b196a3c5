import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Spawned, spawned } from '../support/spawned.js'
import { blockWith } from '../docs/fenced-blocks.js'

const PAGE = 'docs/betriebshandbuch/webserver.md'

/** What stands for the handbook's konto.example. */
export const HOST = 'konto.localhost'

export type Product = 'nginx' | 'apache' | 'haproxy'

/** A web server of Debian's packages, running with the handbook's example. */
export interface WebServer {
  /** A request to it over TLS, its certificate checked. `from`: an address of the loopback. */
  get(path: string, options?: { from?: string; headers?: Readonly<Record<string, string>> }): Promise<number>
  /** PEM, for whoever has to trust it. */
  readonly certificate: string
  /** What it wrote about requests, where that goes to a file. */
  accessLog(): string
  stop(): Promise<void>
}

/** Ports, and the folder that stands for those of the system. */
interface Place {
  readonly folder: string
  readonly port: number
  readonly broker: number
}

/**
 * Starts it on `port` in front of what listens on `broker`. Of the handbook's text nothing is replaced but names, paths
 * and ports; `changed` may change more. What Debian's own files say around it is said here.
 */
export async function startWebServer(
  product: Product,
  { port, broker }: { readonly port: number; readonly broker: number },
  changed: (config: string) => string = (config) => config,
): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-web-'))
  for (const name of ['log', 'ssl']) mkdirSync(join(folder, name))
  const certificate = makeCertificate(join(folder, 'ssl'))
  const config = changed(localised(blockWith(PAGE, FIRST_WORDS[product]).text, { folder, port, broker }))
  const running = START[product](config, { folder, port, broker })
  const get: WebServer['get'] = (path, options = {}) => statusOf({ port, certificate, path, ...options })
  const stop = async (): Promise<void> => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const answers = () => get('/health/live').then(Boolean, () => false)
  await running.until(answers).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const logs = () => readdirSync(join(folder, 'log')).map((name) => readFileSync(join(folder, 'log', name), 'utf8'))
  return { get, certificate, accessLog: () => logs().join(''), stop }
}

const FIRST_WORDS: Readonly<Record<Product, string>> = {
  nginx: 'upstream servicekonto',
  apache: '<VirtualHost *:443>',
  haproxy: 'frontend konto',
}

const localised = (text: string, { folder, port, broker }: Place): string =>
  text
    .replace(/^.*\[::\]:443.*\n/m, '')
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('bind :443', `bind 127.0.0.1:${port}`)
    .replace('*:443', `127.0.0.1:${port}`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${broker}`)
    .replaceAll('/etc/ssl/konto.example', join(folder, 'ssl'))
    .replaceAll('/etc/haproxy/konto.example.pem', join(folder, 'ssl/haproxy.pem'))
    .replaceAll(/\/var\/log\/nginx|\$\{APACHE_LOG_DIR\}/g, join(folder, 'log'))
    .replaceAll('konto.example', HOST)

const write = (folder: string, name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, `${text}\n`)
  return path
}

const isRoot = process.getuid?.() === 0

const APACHE_MODULES = ['mpm_event', 'authz_core', 'headers', 'socache_shmcb', 'ssl', 'proxy', 'proxy_http']

const START: Readonly<Record<Product, (config: string, place: Place) => Spawned>> = {
  nginx(config, { folder }) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
    const around = `${isRoot ? 'user www-data;' : ''}
daemon off; pid ${folder}/nginx.pid; error_log stderr; events {} http { ${paths}\n${config} }`
    return spawned('/usr/sbin/nginx', ['-c', write(folder, 'nginx.conf', around), '-e', 'stderr'])
  },
  apache(config, { folder, port }) {
    const around = `${APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerRoot ${folder}\nPidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nMutex file:${folder}
ErrorLog ${folder}/error\nServerName localhost\nListen 127.0.0.1:${port}
${isRoot ? 'User www-data\nGroup www-data' : ''}\n${config}`
    return spawned('/usr/sbin/apache2', ['-D', 'FOREGROUND', '-f', write(folder, 'apache.conf', around)])
  },
  haproxy(config, { folder }) {
    // Where there is no syslog, and nobody who may change to its user.
    const text = config.replace(/^ *(log|user|group) .*\n/gm, '')
    return spawned('/usr/sbin/haproxy', ['-db', '-f', write(folder, 'haproxy.cfg', text)])
  },
}

function makeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')]
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate]
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...subject, ...made], { stdio: 'pipe' })
  const text = readFileSync(certificate, 'utf8')
  writeFileSync(join(folder, 'haproxy.pem'), text + readFileSync(key, 'utf8'))
  return text
}

interface Asked {
  readonly port: number
  readonly certificate: string
  readonly path: string
  readonly from?: string
  readonly headers?: Readonly<Record<string, string>>
}

const statusOf = ({ port, certificate, path, from, headers = {} }: Asked): Promise<number> =>
  new Promise((resolve, reject) => {
    const where = { host: '127.0.0.1', servername: HOST, port, path, ca: certificate, agent: false }
    const sent = request(
      { ...where, ...(from ? { localAddress: from } : {}), headers: { host: HOST, ...headers } },
      (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)),
    )
    sent.once('error', reject)
    sent.end()
  })
