import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { postgresPrograms } from './postgres-programs.js'

/** Something that the tests need beside Node, by the Debian package that brings it. */
export interface SystemPackage {
  readonly name: string
  readonly isInstalled: () => boolean
}

export type PackageSet = 'test' | 'interop' | 'bench'

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

/** Debian names the program after PHP's version. */
export const phpFpmProgram = (): string | null => {
  const folder = '/usr/sbin'
  const [name] = existsSync(folder) ? readdirSync(folder).filter((each) => /^php-fpm\d/.test(each)) : []
  return name === undefined ? null : join(folder, name)
}

const POSTGRES = { name: 'postgresql', isInstalled: () => postgresPrograms() !== null }

/** What the handbook's examples need: the web servers in front, and the commands that it tells to run. */
const HANDBOOK = [
  command('nginx-light', 'nginx'),
  command('apache2'),
  command('haproxy'),
  command('sqlite3'),
  command('curl'),
  command('systemd', 'systemd-analyze'),
]

const TOOLS = [
  command('chromium'),
  command('xmlsec1'),
  command('openssl'),
  POSTGRES,
  command('redis-server'),
  ...HANDBOOK,
]

const SERVICE_PROVIDERS = [
  file('libapache2-mod-shib', '/usr/lib/apache2/modules/mod_shib.so'),
  command('shibboleth-sp-utils', 'shibd'),
  file('simplesamlphp', '/usr/share/simplesamlphp/lib/_autoload.php'),
  command('php-cli', 'php'),
  phpExtension('php-xml', 'dom.so'),
  phpExtension('php-mbstring', 'mbstring.so'),
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
]

const SETS: Readonly<Record<PackageSet, readonly SystemPackage[]>> = {
  test: TOOLS,
  interop: [...TOOLS, ...SERVICE_PROVIDERS],
  bench: BENCH,
}

/** The names of the packages that a set of tests needs and this machine lacks. */
export const missingPackages = (set: PackageSet): readonly string[] =>
  SETS[set].filter((each) => !each.isInstalled()).map((each) => each.name)
