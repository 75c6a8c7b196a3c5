import { REQUESTED, type Portal } from './portals.js'

/** A value as PHP source. */
const php = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`
  if (Array.isArray(value)) return `[${value.map(php).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(
    ([key, each]) => `${php(/^\d+$/.test(key) ? Number(key) : key)} => ${php(each)}`,
  )
  return `[${entries.join(', ')}]`
}

export interface SimpleSamlIdpConfig {
  readonly folder: string
  readonly baseUrl: string
  readonly entityId: string
  /** Names of files in the folder. */
  readonly key: string
  readonly certificate: string
  readonly portals: readonly Portal[]
  /** Base64 DER. */
  readonly portalCertificate: string
  readonly citizens: readonly { readonly username: string; readonly password: string }[]
}

/** `config.php` as in production: no debugging, a log file, sessions where PHP keeps them (see `phpIni`). */
export const configPhp = ({ folder, baseUrl }: SimpleSamlIdpConfig): string =>
  `<?php $config = ${php({
    baseurlpath: `${baseUrl}/simplesaml/`,
    certdir: `${folder}/`,
    loggingdir: `${folder}/`,
    datadir: `${folder}/`,
    tempdir: `${folder}/temp`,
    metadatadir: `${folder}/metadata`,
    attributenamemapdir: '/etc/simplesamlphp/attributemap/',
    secretsalt: 'only for a measurement, only on this machine',
    'auth.adminpassword': 'not used',
    timezone: 'Europe/Berlin',
    production: true,
    showerrors: true,
    'logging.level': 5,
    'logging.handler': 'file',
    'logging.logfile': 'simplesamlphp.log',
    'admin.checkforupdates': false,
    'session.cookie.secure': false,
    'session.phpsession.cookiename': 'SimpleSAML',
    'session.phpsession.httponly': true,
    'store.type': 'phpsession',
    'language.default': 'de',
    'language.cookie.secure': false,
    'metadata.sources': [{ type: 'flatfile' }],
    'enable.saml20-idp': true,
    'module.enable': { core: true, saml: true, exampleauth: true },
    debug: { validatexml: false, saml: false },
  })};`

/** `authsources.php`: the citizens with what every portal asks for. */
export function authSourcesPhp({ citizens }: SimpleSamlIdpConfig): string {
  const source: Record<string, unknown> = { 0: 'exampleauth:UserPass' }
  const attributes: Record<string, unknown> = { [TRUST_LEVEL]: ['STORK-QAA-Level-2'] }
  for (const { oid, value } of REQUESTED) attributes[oid] = [value]
  for (const { username, password } of citizens) {
    source[`${username}:${password}`] = { uid: [username], ...attributes }
  }
  return `<?php $config = ${php({ citizens: source })};`
}

const TRUST_LEVEL = 'urn:oid:1.2.40.0.10.2.1.1.261.94'

/** The attributes that leave; `uid` is for the NameID alone. */
const LIMIT = Object.assign({ class: 'core:AttributeLimit' }, [TRUST_LEVEL, ...REQUESTED.map(({ oid }) => oid)])

/** `saml20-idp-hosted.php`: signs Response and assertion, wants signed requests, persistent NameIDs. */
export const hostedPhp = ({ entityId, key, certificate }: SimpleSamlIdpConfig): string =>
  `<?php $metadata[${php(entityId)}] = ${php({
    host: '__DEFAULT__',
    privatekey: key,
    certificate,
    auth: 'citizens',
    'signature.algorithm': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'saml20.sign.response': true,
    'saml20.sign.assertion': true,
    'validate.authnrequest': true,
    NameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    authproc: {
      3: { class: 'saml:PersistentNameID', attribute: 'uid' },
      50: LIMIT,
    },
    'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  })};`

/** `saml20-sp-remote.php`. */
export const remotePhp = ({ portals, portalCertificate }: SimpleSamlIdpConfig): string =>
  `<?php\n${portals
    .map(
      ({ entityId, acs }) =>
        `$metadata[${php(entityId)}] = ${php({
          AssertionConsumerService: [
            { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: acs, index: 0, isDefault: true },
          ],
          SingleLogoutService: [],
          keys: [{ type: 'X509Certificate', signing: true, encryption: false, X509Certificate: portalCertificate }],
          'validate.authnrequest': true,
          NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        })};`,
    )
    .join('\n')}\n`

export const nginxConf = (folder: string, port: number): string => `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
worker_processes 2;
${process.getuid?.() === 0 ? 'user www-data;' : ''}
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/temp/body;
  fastcgi_temp_path ${folder}/temp/fastcgi;
  proxy_temp_path ${folder}/temp/proxy;
  uwsgi_temp_path ${folder}/temp/uwsgi;
  scgi_temp_path ${folder}/temp/scgi;
  keepalive_requests 10000000;
  upstream php { server unix:${folder}/php.sock; }
  server {
    listen 127.0.0.1:${port};
    location ~ ^/simplesaml/(?<script>[^?]+?\\.php)(?<path_info>/.*)?$ {
      include /etc/nginx/fastcgi_params;
      fastcgi_buffers 16 16k;
      fastcgi_buffer_size 32k;
      fastcgi_param SCRIPT_FILENAME /usr/share/simplesamlphp/www/$script;
      fastcgi_param SCRIPT_NAME /simplesaml/$script;
      fastcgi_param PATH_INFO $path_info;
      fastcgi_param SIMPLESAMLPHP_CONFIG_DIR ${folder};
      fastcgi_param SERVER_NAME localhost;
      fastcgi_pass php;
    }
  }
}`

/** Two workers that are there from the start; the code compiled once; sessions in Redis by the extension in C. */
export const fpmConf = (folder: string, redisPort: number): string => `
[global]
daemonize = no
error_log = ${folder}/fpm.log
[idp]
${process.getuid?.() === 0 ? 'user = www-data\ngroup = www-data\nlisten.owner = www-data\nlisten.group = www-data' : ''}
listen = ${folder}/php.sock
pm = static
pm.max_children = 2
clear_env = yes
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.validate_timestamps] = 0
php_admin_value[opcache.max_accelerated_files] = 20000
php_admin_value[session.save_handler] = redis
php_admin_value[session.save_path] = "tcp://127.0.0.1:${redisPort}?database=15"
php_admin_value[display_errors] = 0
`
