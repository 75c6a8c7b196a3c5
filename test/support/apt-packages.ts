import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { postgresPrograms } from './postgres-programs.js'

/** Something that the tests need beside Node, by the Debian package that brings it. */
export interface SystemPackage {
  readonly name: string
  readonly isInstalled: () => boolean
}

export const PACKAGE_SETS = ['test', 'handbook', 'interop', 'bench'] as const
export type PackageSet = (typeof PACKAGE_SETS)[number]

/** Daemons lie where a plain user's PATH does not look. */
const SEARCHED = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

const command = (name: string, program = name): SystemPackage => ({
  name,
  isInstalled: () => SEARCHED.some((folder) => folder !== '' && existsSync(join(folder, program))),
})

const file = (name: string, path: string): SystemPackage => ({ name, isInstalled: () => existsSync(path) })

/** PHP's extensions lie in a folder named after the version of its interface. */
const phpExtension = (name: string, library: string): SystemPackage => ({
  name,
  isInstalled: () =>
    existsSync('/usr/lib/php') &&
    readdirSync('/usr/lib/php').some((folder) => existsSync(join('/usr/lib/php', folder, library))),
})

/** A file below a folder of which Debian names parts after a machine or a version. */
const below = (parents: readonly string[], path: string): string | null =>
  parents.map((parent) => join(parent, path)).find((each) => existsSync(each)) ?? null

const foldersIn = (parent: string): readonly string[] =>
  existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : []

/** Perl's compiled modules lie in a folder of the machine, and one of the version in it. */
const perlModule = (name: string, module: string): SystemPackage => ({
  name,
  isInstalled: () => {
    const compiled = foldersIn('/usr/lib').flatMap((machine) => foldersIn(join(machine, 'perl5')))
    return below(['/usr/share/perl5', ...compiled], module) !== null
  },
})

/** Ruby's libraries lie in a folder named after their version. */
const rubyGem = (name: string, gem: string): SystemPackage => ({
  name,
  isInstalled: () =>
    foldersIn('/usr/share/rubygems-integration')
      .flatMap((version) => foldersIn(join(version, 'gems')))
      .some((folder) => new RegExp(`/${gem}-[\\d.]+$`).test(folder)),
})

/** What sets the clock of a single process, or null. */
export const faketimeLibrary = (): string | null => below(foldersIn('/usr/lib'), 'faketime/libfaketimeMT.so.1')

/** Debian names the program after PHP's version. */
export const phpFpmProgram = (): string | null => {
  const folder = '/usr/sbin'
  const [name] = existsSync(folder) ? readdirSync(folder).filter((each) => /^php-fpm\d/.test(each)) : []
  return name === undefined ? null : join(folder, name)
}

/** The PKCS#11 module of SoftHSM2, or null. */
export const softHsmModule = (): string | null =>
  below(['/usr/lib', ...foldersIn('/usr/lib')], 'softhsm/libsofthsm2.so')

const POSTGRES = { name: 'postgresql', isInstalled: () => postgresPrograms() !== null }

/** What the handbook's examples need: the web servers in front, and the commands that it tells to run. */
const HANDBOOK = [
  command('nginx-light', 'nginx'),
  command('apache2'),
  command('haproxy'),
  command('sqlite3'),
  command('curl'),
  command('prometheus', 'promtool'),
  command('systemd', 'systemd-analyze'),
]

const TOOLS = [
  command('chromium'),
  command('chromium-headless-shell'),
  command('xmlsec1'),
  command('openssl'),
  POSTGRES,
  command('redis-server'),
  { name: 'softhsm2', isInstalled: () => softHsmModule() !== null },
]

/** The packages of LemonLDAP::NG, and those of its recommended ones without which portal and command line do not start. */
const LEMONLDAP = [
  perlModule('liblemonldap-ng-portal-perl', 'Lemonldap/NG/Portal.pm'),
  perlModule('liblemonldap-ng-manager-perl', 'Lemonldap/NG/Manager.pm'),
  perlModule('liblasso-perl', 'Lasso.pm'),
  command('libplack-perl', 'plackup'),
  perlModule('libxml-simple-perl', 'XML/Simple.pm'),
  perlModule('libemail-sender-perl', 'Email/Sender.pm'),
  perlModule('libmime-tools-perl', 'MIME/Entity.pm'),
  perlModule('libgd-securityimage-perl', 'GD/SecurityImage.pm'),
  perlModule('libimage-magick-perl', 'Image/Magick.pm'),
]

const SERVICE_PROVIDERS = [
  file('libapache2-mod-shib', '/usr/lib/apache2/modules/mod_shib.so'),
  command('shibboleth-sp-utils', 'shibd'),
  file('simplesamlphp', '/usr/share/simplesamlphp/lib/_autoload.php'),
  command('php-cli', 'php'),
  phpExtension('php-xml', 'dom.so'),
  phpExtension('php-mbstring', 'mbstring.so'),
  phpExtension('php-soap', 'soap.so'),
  file('libapache2-mod-auth-mellon', '/usr/lib/apache2/modules/mod_auth_mellon.so'),
  rubyGem('ruby-saml', 'ruby-saml'),
  rubyGem('ruby-webrick', 'webrick'),
  file('python3-onelogin-saml2', '/usr/lib/python3/dist-packages/onelogin/saml2/auth.py'),
  file('python3-django-saml2', '/usr/lib/python3/dist-packages/djangosaml2/__init__.py'),
  ...LEMONLDAP,
  { name: 'faketime', isInstalled: () => faketimeLibrary() !== null },
]

/** What the benchmark runs: the stores, and SimpleSAMLphp as a peer behind nginx and PHP's own process manager. */
const BENCH = [
  POSTGRES,
  command('redis-server'),
  file('simplesamlphp', '/usr/share/simplesamlphp/lib/_autoload.php'),
  phpExtension('php-xml', 'dom.so'),
  phpExtension('php-mbstring', 'mbstring.so'),
  phpExtension('php-redis', 'redis.so'),
  { name: 'php-fpm', isInstalled: () => phpFpmProgram() !== null },
  command('nginx-light', 'nginx'),
  { name: 'softhsm2', isInstalled: () => softHsmModule() !== null },
]

const SETS: Readonly<Record<PackageSet, readonly SystemPackage[]>> = {
  test: TOOLS,
  handbook: [...TOOLS, ...HANDBOOK],
  interop: [...TOOLS, ...HANDBOOK, ...SERVICE_PROVIDERS],
  bench: BENCH,
}

/** The names of the packages that a set of tests needs and this machine lacks. */
export const missingPackages = (set: PackageSet): readonly string[] =>
  SETS[set].filter((each) => !each.isInstalled()).map((each) => each.name)
