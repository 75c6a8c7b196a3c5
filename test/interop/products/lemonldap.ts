import { createPublicKey } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import { freePort } from '../../support/free-port.js'
import { runToEnd, type Spawned, spawned } from '../../support/spawned.js'
import type { WebClient } from '../../support/web-client.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { AS_IN_THE_EXAMPLE, PASSWORD_PROTECTED_TRANSPORT, type Setup } from '../setup.js'
import { clockOf } from './clock.js'
import { createRunning, startedOrStopped } from './running.js'

const EXAMPLE = 'lemonldap-ng'
const NAMES = ['givenName', 'familyName', 'birthDate', 'email', 'trustLevel'] as const

/** Its page and its log say the same for every status: that SAML failed. */
const SSO_ERROR = /trmsg="51"/

/** LemonLDAP::NG's server refuses root; whoever is not root stays who it is. */
const asServiceUser = (program: string, args: readonly string[]): readonly [string, readonly string[]] =>
  process.getuid?.() === 0
    ? ['/usr/bin/setpriv', ['--reuid=www-data', '--regid=www-data', '--clear-groups', program, ...args]]
    : [program, args]

const INI = (folder: InteropFolder): string => `[all]
logLevel = info
userLogLevel = info
logger = Lemonldap::NG::Common::Logger::Std
checkTime = 1
[configuration]
type = File
dirName = ${folder.shared('conf')}
localStorage = Cache::FileCache
localStorageOptions = { 'namespace' => 'config', 'default_expires_in' => 600, 'cache_root' => '${folder.shared('cache')}', 'cache_depth' => 3 }
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = de, en
[handler]
[manager]
templateDir = /usr/share/lemonldap-ng/manager/htdocs/templates
`

/** What Debian's first configuration says beside the example, with sessions in the folder. */
const firstConfig = (folder: InteropFolder): Readonly<Record<string, unknown>> => ({
  cfgNum: 1,
  cfgDate: 1700000000,
  portal: 'https://auth.example/',
  domain: 'auth.example',
  locationRules: { 'auth.example': { default: 'accept' } },
  exportedHeaders: {},
  exportedVars: {},
  groups: {},
  cfgAuthor: 'test',
  cfgVersion: '2.16.1',
  cookieName: 'lemonldap',
  globalStorage: 'Apache::Session::File',
  globalStorageOptions: { Directory: folder.shared('sessions'), LockDirectory: folder.shared('sessions/lock') },
  persistentStorage: 'Apache::Session::File',
  persistentStorageOptions: { Directory: folder.shared('psessions'), LockDirectory: folder.shared('psessions/lock') },
  localSessionStorage: 'Cache::FileCache',
  localSessionStorageOptions: { cache_root: folder.shared('cache'), cache_depth: 3, default_expires_in: 600 },
  macros: { _whatToTrace: '$_user' },
  whatToTrace: '_whatToTrace',
  timeout: 72000,
  portalSkin: 'bootstrap',
  restSessionServer: 1,
  exportedAttr: `+ ${NAMES.join(' ')} _user _samlToken`,
})

/** Where a certificate is expected LemonLDAP::NG also takes the public key, as its own key generator makes it. */
const writeBareKey = (folder: InteropFolder, certificate: string): void => {
  const key = createPublicKey(readFileSync(certificate, 'utf8'))
  folder.write('portal.crt', key.export({ type: 'spki', format: 'pem' }).toString())
}

const configure = async (
  folder: InteropFolder,
  base: string,
  setup: Setup,
  broker: BrokerFacts,
  keys: 'certificates' | 'bare',
): Promise<string> => {
  const ini = folder.write('lemonldap-ng.ini', INI(folder))
  folder.write('conf/lmConf-1.json', JSON.stringify(firstConfig(folder)))
  const { key, certificate } = folder.keyPair('portal')
  const option = (name: string, from: string, to: string): readonly [string, string] => [
    `"samlIDPMetaDataOptions${name}": ${from}`,
    `"samlIDPMetaDataOptions${name}": ${to}`,
  ]
  const flag = (on: boolean): string => (on ? '1' : '0')
  const level =
    setup.level.classRef === PASSWORD_PROTECTED_TRANSPORT
      ? '\n      "samlIDPMetaDataOptionsRequestedAuthnContext": "password-protected-transport",'
      : ''
  const settings = filledExample(EXAMPLE, 'servicekonto.json', [
    ['https://portal.example', base],
    ['"portal.example"', `"${new URL(base).hostname}"`],
    ['"samlSPSSODescriptorAuthnRequestsSigned": 1', `"samlSPSSODescriptorAuthnRequestsSigned": ${flag(setup.signed)}`],
    ['"servicekonto": {\n      "samlIDPMetaDataOptions', `"servicekonto": {${level}\n      "samlIDPMetaDataOptions`],
    option('SSOBinding', '"http-redirect"', `"http-${setup.binding.toLowerCase()}"`),
    option('SignSSOMessage', '1', flag(setup.signed)),
    option('NameIDFormat', '"persistent"', `"${setup.nameId}"`),
    option('ForceAuthn', '0', flag(setup.force)),
    option('IsPassive', '0', flag(setup.passive)),
    option('StoreSAMLToken', '0', '1'),
  ])
  folder.write('servicekonto.json', settings)
  folder.write('servicekonto.xml', broker.metadata)
  const script = filledExample(EXAMPLE, 'einrichten.sh', [
    ['ETC=/etc/portal', `ETC=${folder.path}`],
    ['-yes 1', `-iniFile ${ini} -yes 1`],
  ])
  if (keys === 'bare') writeBareKey(folder, certificate)
  for (const path of [key, certificate]) chmodSync(path, 0o644)
  const [program, args] = asServiceUser('/bin/sh', [folder.write('einrichten.sh', script)])
  await runToEnd(program, args)
  return ini
}

/** Its settings name one binding for its requests; here the address does, at each of them. */
const ASKS_AS_TOLD = `use Lemonldap::NG::Portal::Auth::SAML;
{
  no warnings 'redefine';
  my $asIs = \\&Lemonldap::NG::Portal::Auth::SAML::authLogout;
  *Lemonldap::NG::Portal::Auth::SAML::authLogout = sub {
    my ($self, $req) = @_;
    my $binding = $req->param('binding');
    if ($binding) { $_->{samlIDPMetaDataOptionsSLOBinding} = $binding for values %{ $self->idpOptions } }
    return $asIs->($self, $req);
  };
}
`

const startPortal = (folder: InteropFolder, port: number, ini: string, clock: number): Spawned => {
  const app = folder.write(
    'portal.psgi',
    `use Plack::Builder; use Lemonldap::NG::Portal;
${ASKS_AS_TOLD}builder {
  enable 'Plack::Middleware::Static', path => sub { s!^/static/!! }, root => '/usr/share/lemonldap-ng/portal/htdocs/static/';
  Lemonldap::NG::Portal->run({});
};
`,
  )
  const plack = ['--server', 'HTTP::Server::PSGI', '--env', 'deployment', '--host', '127.0.0.1', '--port', String(port)]
  // The clock belongs to the portal alone: what changes the user first must not keep hold of it.
  const variables = Object.entries(clockOf(clock)).map(([name, value]) => `${name}=${value}`)
  const [program, args] = asServiceUser('/usr/bin/env', [...variables, '/usr/bin/plackup', ...plack, app])
  return spawned(program, args, { env: { LLNG_DEFAULTCONFFILE: ini } })
}

type Session = Readonly<Partial<Record<string, string | number | null>>>

const receivedIn = (session: Session): Received => {
  const text = (name: string): string => {
    const value = session[name]
    return typeof value === 'string' ? value : ''
  }
  const token = text('_samlToken')
  return {
    nameId: text('_user'),
    nameIdFormat: /NameID[^>]* Format="([^"]+)"/.exec(token)?.[1] ?? '',
    classRef: /AuthnContextClassRef>([^<]+)</.exec(token)?.[1] ?? null,
    attributes: Object.fromEntries(NAMES.map((name) => [name, text(name)])),
  }
}

const receivedBy = async (browser: WebClient, base: string): Promise<Received> => {
  const session: Session = JSON.parse((await browser.get(`${base}/session/my/global`)).body)
  return receivedIn(session)
}

/**
 * LemonLDAP::NG's portal behind Plack, with SAML as its authentication.
 * @param keys what its metadata hold: certificates, as in the example, or keys without any.
 */
export const createLemonLdap = (keys: 'certificates' | 'bare'): Product => ({
  name: 'LemonLDAP::NG',
  example: EXAMPLE,
  namesAttributes: false,
  keepsAddress: false,
  shows: () => SSO_ERROR,
  cannot: ({ level }) =>
    level === AS_IN_THE_EXAMPLE.level ||
    (level.classRef === PASSWORD_PROTECTED_TRANSPORT && level.comparison === 'minimum')
      ? null
      : 'asks for classes of SAML alone, and always with minimum',
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    const running = createRunning(folder, [])
    return startedOrStopped('LemonLDAP::NG', running, async () => {
      const ini = await configure(folder, base, setup, broker, keys)
      const server = running.add(startPortal(folder, port, ini, setup.clock))
      const metadata = `${base}/saml/metadata/sp`
      await running.answers(server, metadata)
      return {
        entityId: `${base}/saml/metadata`,
        metadata,
        target: `${base}/`,
        logoutBy: (way) => `${base}/?logout=1&binding=http-${way.toLowerCase()}`,
        received: (browser) => receivedBy(browser, base),
        refusal: (page) => /trmsg="\d+"/.exec(page.body)?.[0] ?? page.text,
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
})
