import { join } from 'node:path'
import { freePort } from '../../support/free-port.js'
import { spawned } from '../../support/spawned.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import { NORMALIZED_NAMES } from '../requested-attributes.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { LOW, NAME_ID_FORMATS, type Setup } from '../setup.js'
import { clockOf } from './clock.js'
import { createRunning, startedOrStopped } from './running.js'
import { withoutRedirect } from './without-redirect.js'

const EXAMPLE = 'simplesamlphp'

const BY_ARTIFACT = "'ProtocolBinding' => 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact',\n        "

const EVERY_LOGOUT = `'SingleLogoutServiceBinding' => [
            'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
            'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
        ],
        `

/** What Debian's config.php has beside the example: everything in one folder, sessions by PHP itself. */
const configPhp = (folder: string, baseUrl: string): string => `<?php $config = [
  'baseurlpath' => '${baseUrl}/simplesaml/',
  ${['certdir', 'loggingdir', 'datadir', 'tempdir', 'metadatadir'].map((key) => `'${key}' => '${folder}/'`).join(',\n  ')},
  'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
  'secretsalt' => 'only for tests, only on this machine',
  'auth.adminpassword' => 'not used',
  'timezone' => 'Europe/Berlin',
  'logging.level' => 7,
  'logging.handler' => 'file',
  'logging.logfile' => 'simplesamlphp.log',
  'admin.checkforupdates' => false,
  'session.phpsession.savepath' => '${folder}',
  'session.phpsession.httponly' => true,
  'store.type' => 'phpsession',
  'language.default' => 'de',
  'enable.saml20-idp' => false,
  'module.enable' => ['core' => true, 'saml' => true],
];
require __DIR__ . '/servicekonto.php';
`

/** What the session of the service holds, as JSON. */
const RECEIVED_PHP = `<?php
require '/usr/share/simplesamlphp/lib/_autoload.php';
$sp = new \\SimpleSAML\\Auth\\Simple('default-sp');
$nameId = $sp->getAuthData('saml:sp:NameID');
header('Content-Type: application/json');
echo json_encode([
    'attributes' => $sp->getAttributes(),
    'nameId' => $nameId->getValue(),
    'nameIdFormat' => $nameId->getFormat(),
    'classRef' => $sp->getAuthData('saml:sp:AuthnContext'),
], JSON_UNESCAPED_UNICODE);
`

/** Router of PHP's own web server: what Apache's Alias and AcceptPathInfo do. */
const ROUTER_PHP = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (!preg_match('#^/simplesaml/module\\.php(/.*)$#', $path, $match)) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/simplesaml/module.php';
$_SERVER['SCRIPT_FILENAME'] = '/usr/share/simplesamlphp/www/module.php';
$_SERVER['PATH_INFO'] = $match[1];
chdir('/usr/share/simplesamlphp/www');
require '/usr/share/simplesamlphp/www/module.php';
`

const writeConfig = (folder: InteropFolder, base: string, setup: Setup, broker: BrokerFacts): void => {
  const { key, certificate } = folder.keyPair('portal')
  const metadata = setup.binding === 'POST' ? withoutRedirect(broker.metadata) : broker.metadata
  const servicekonto = folder.write('servicekonto.xml', metadata)
  folder.write('config.php', configPhp(folder.path, base))
  folder.write(
    'servicekonto.php',
    filledExample(EXAMPLE, 'servicekonto.php', [
      ['/etc/simplesamlphp/servicekonto.xml', servicekonto],
      // SimpleSAMLphp sets no Secure cookie over plain http, and browsers take None with Secure alone.
      ["['session.cookie.secure'] = true", "['session.cookie.secure'] = false"],
      ["['session.cookie.samesite'] = 'None'", "['session.cookie.samesite'] = null"],
    ]),
  )
  folder.write(
    'authsources.php',
    filledExample(EXAMPLE, 'authsources.php', [
      ['https://portal.example', base],
      ['https://konto.example', broker.url],
      ["'portal.key'", `'${key}'`],
      ["'portal.crt'", `'${certificate}'`],
      ["'sign.authnrequest' => true", `${setup.artifact ? BY_ARTIFACT : ''}'sign.authnrequest' => ${setup.signed}`],
      ["'redirect.sign' => true", `${setup.everyLogout ? EVERY_LOGOUT : ''}'redirect.sign' => ${setup.signed}`],
      ["'assertion.encryption' => true", `'assertion.encryption' => ${setup.encrypted}`],
      [NAME_ID_FORMATS.persistent, NAME_ID_FORMATS[setup.nameId]],
    ]),
  )
  folder.write(
    'www/anmeldung.php',
    filledExample(EXAMPLE, 'anmeldung.php', [
      ['https://portal.example', base],
      ["'isPassive' => false", `'isPassive' => ${setup.passive}`],
      ["'ForceAuthn' => false", `'ForceAuthn' => ${setup.force}`],
      [`'${LOW}'`, `'${setup.level.classRef}'`],
      ["'minimum'", `'${setup.level.comparison}'`],
    ]),
  )
  folder.write('www/abmeldung.php', filledExample(EXAMPLE, 'abmeldung.php', [['https://portal.example', base]]))
  folder.write('www/abgemeldet.html', '<!doctype html><title>Abgemeldet</title><p>Abgemeldet')
  folder.write('www/received.php', RECEIVED_PHP)
}

interface Session extends Omit<Received, 'attributes'> {
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

const receivedIn = ({ attributes, ...session }: Session): Received => ({
  ...session,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([oid, values]) => [NORMALIZED_NAMES[oid] ?? oid, values.join()]),
  ),
})

/** SimpleSAMLphp behind PHP's own web server. */
export const simpleSamlPhp: Product = {
  name: 'SimpleSAMLphp',
  example: EXAMPLE,
  namesAttributes: true,
  keepsAddress: false,
  shows: (status) => new RegExp(status),
  cannot: () => null,
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    writeConfig(folder, base, setup, broker)
    const router = folder.write('router.php', ROUTER_PHP)
    const running = createRunning(folder, ['simplesamlphp.log'])
    return startedOrStopped('SimpleSAMLphp', running, async () => {
      const php = ['-d', 'display_errors=0', '-d', 'log_errors=1', '-S', `127.0.0.1:${port}`]
      const server = spawned('/usr/bin/php', [...php, '-t', join(folder.path, 'www'), router], {
        env: { SIMPLESAMLPHP_CONFIG_DIR: folder.path, ...clockOf(setup.clock) },
      })
      running.add(server)
      const metadata = `${base}/simplesaml/module.php/saml/sp/metadata.php/default-sp`
      await running.answers(server, metadata)
      return {
        entityId: `${base}/simplesaml`,
        metadata,
        target: `${base}/anmeldung.php`,
        logoutBy: (way) => {
          if (way === 'SOAP') return null
          // It takes the first binding of its own list that the broker's metadata have.
          folder.write('servicekonto.xml', way === 'POST' ? withoutRedirect(broker.metadata) : broker.metadata)
          return `${base}/abmeldung.php`
        },
        received: async (browser) => {
          const session: Session = JSON.parse((await browser.get(`${base}/received.php`)).body)
          return receivedIn(session)
        },
        refusal: (page) => page.textOf('code') ?? '',
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
}
