// The architecture as data: who may import whom, which package lies behind which fence, which globals live where.
// The linter and the test of the import graph both read it, so they cannot differ. The words are in
// docs/architecture.md.
//
// Paths are relative to `src/`, without extension. A pattern that ends in `/` means everything in that folder;
// `*` stands for one name or a part of it, `**/` for any folders.

import { isBuiltin } from 'node:module'
import { posix } from 'node:path'

/** What a section of the config file is written with, wherever it lies. */
const OF_SETTINGS = ['config/fields', 'config/settings-section', 'outgoing/configured-fault']

/**
 * Who may import whom. The first pattern that fits a file is its area; within one area files import each other freely.
 * `lazily` may be imported by `import()` alone.
 */
export const AREAS = [
  // Where real things are made and put together: everything is known here, and storage nowhere else.
  { files: 'compose/', may: ['**/*'], never: ['cli/', 'demo/'] },
  {
    files: 'cli/',
    may: ['compose/', 'workers/', 'config/', 'domain/', 'operators/', 'saml/', 'crypto/', 'observability/'],
    lazily: ['demo/'],
  },

  // The features. What a citizen does: a login, the own account, and the methods and factors that plug into both.
  // The order of the steps is said by their table alone; a step is pure, and knows no request but the fields of a form.
  { files: 'login/table', may: ['login/steps/', 'login/step', 'login/facts'] },
  {
    files: 'login/steps/',
    may: ['login/', 'sessions/', 'http/parse', 'ui/', 'domain/'],
    never: ['login/web/', 'login/visit', 'login/table', 'login/kit/login-context'],
  },
  {
    files: 'login/',
    may: ['login/table', 'login/steps/', 'sessions/', 'saml/', 'http/', 'ui/', 'domain/', 'crypto/same-text'],
  },
  { files: 'sessions/', may: ['domain/'] },
  {
    files: 'account/',
    may: ['login/kit/', 'login/facts', 'login/visit', 'sessions/', 'http/', 'ui/', 'domain/', 'crypto/same-text'],
  },
  // Single logout: its session, its services, and the way through them.
  {
    files: 'logout/',
    may: ['account/shell/', 'login/kit/', 'sessions/', 'saml/', 'http/', 'ui/', 'domain/', 'crypto/same-text'],
  },
  {
    files: 'factors/',
    may: ['account/shell/', 'login/kit/', 'sessions/', 'http/', 'ui/', 'domain/', 'crypto/'],
  },
  // What a method is and is lent; what it brings is of a login, of the account's pages, of the config file.
  {
    files: 'methods/kit/',
    may: ['login/kit/', 'http/', 'ui/', 'domain/', 'config/settings-section', 'crypto/key-set'],
  },
  // The eID method speaks SOAP to its server; the XML of its messages is read and written as SAML's is.
  {
    files: 'methods/eid/',
    may: ['methods/kit/', 'login/kit/', 'http/', 'ui/', 'domain/', 'crypto/', 'soap/', 'saml/xml/', ...OF_SETTINGS],
  },
  // Every method is an area of its own: never another method.
  {
    files: 'methods/*/',
    may: [
      'methods/kit/',
      'account/shell/',
      'login/kit/',
      'factors/',
      'http/',
      'ui/',
      'domain/',
      'crypto/',
      'saml/sp/',
      ...OF_SETTINGS,
    ],
  },
  { files: 'methods/', may: ['methods/', 'ui/', 'domain/'] },

  // What operators do: the use cases take and give values; the console is a thin face over them.
  { files: 'operators/console/', may: ['operators/', 'factors/totp', 'http/', 'ui/', 'domain/', 'crypto/same-text'] },
  // What proves a code or a passkey, not how citizens set them up.
  {
    files: 'operators/access/',
    may: ['operators/', 'factors/totp', 'factors/passkeys', 'domain/'],
    never: ['operators/console/'],
  },
  { files: 'operators/', may: ['domain/'] },

  // The request decoder, for whoever connects a portal: it knows no registry.
  { files: 'request-check/', may: ['saml/', 'http/', 'ui/', 'domain/'] },

  // The page that portals send citizens to: what it knows of names and levels it is handed.
  { files: 'portal-error/', may: ['http/', 'ui/', 'domain/'] },

  // Every call that the broker makes; others know the port in domain/ alone.
  { files: 'outgoing/', may: ['timing/', 'domain/'] },

  // The wire, the crypto and the kits, which know no feature.
  { files: 'saml/', may: ['domain/', 'crypto/', 'threads/'] },
  // Signed SOAP messages: one XML parser, one writer and one list of algorithms in the house.
  { files: 'soap/', may: ['domain/', 'crypto/', 'saml/xml/', 'saml/namespaces'] },
  { files: 'http/', may: ['ui/', 'timing/', 'domain/', 'crypto/same-text'] },
  { files: 'ui/', may: ['domain/'] },
  { files: 'storage/', may: ['timing/', 'domain/', 'crypto/'] },
  { files: 'crypto/', may: ['domain/', 'threads/'] },
  { files: 'config/', may: ['domain/', 'storage/*/address', 'outgoing/network-class'] },
  { files: 'observability/', may: ['domain/'] },
  // Several processes of one start. What serves is handed to them: they know no broker.
  { files: 'workers/', may: ['config/', 'timing/', 'domain/', 'observability/'] },
  // How long others let us wait, and how late the event loop is.
  { files: 'timing/', may: ['domain/'] },
  { files: 'domain/', may: [] },
  // Threads of this process, for what would hold up the loop.
  { files: 'threads/', may: [] },
  // Stand-ins know the broker from outside alone.
  { files: 'demo/', may: [] },
]

/** Behind which fence each package lies. A package that is not listed is not used in `src/`. */
export const PACKAGES = {
  express: [
    'http/',
    'compose/app',
    'login/web/',
    'login/kit/login-context',
    'account/',
    'factors/web/',
    'logout/web/',
    'methods/kit/method-module',
    'methods/*/web/',
    'methods/*/phone-api/',
    'methods/*/devices/',
    'operators/console/',
    'request-check/',
    'portal-error/',
    'demo/',
  ],
  negotiator: ['http/'],
  typeorm: ['storage/sql/'],
  'better-sqlite3': ['storage/sql/'],
  pg: ['storage/sql/'],
  'reflect-metadata': ['storage/sql/'],
  redis: ['storage/redis/'],
  passport: ['methods/kit/'],
  'passport-local': ['methods/kit/', 'methods/password/'],
  samlify: ['saml/'],
  'xml-crypto': ['saml/', 'demo/'],
  '@xmldom/xmldom': ['saml/'],
  xpath: ['saml/'],
  saxes: ['saml/'],
  'libxml2-wasm': ['saml/'],
  'node-forge': ['crypto/certificates', 'demo/'],
  '@node-rs/argon2': ['crypto/password-hash'],
  '@simplewebauthn/server': ['factors/'],
  zod: ['config/', 'storage/', 'http/', 'factors/', 'methods/', 'operators/access/', 'cli/', 'workers/', 'demo/'],
  jose: ['crypto/'],
  'openid-client': ['methods/upstream-oidc/'],
  'oidc-provider': ['demo/'],
  pkcs11js: ['crypto/pkcs11/pkcs11-package'],
  qr: ['ui/components/qr-code'],
  yaml: ['config/', 'demo/'],
  pino: ['observability/'],
  'prom-client': ['observability/'],
  preact: ['ui/', '**/*pages/', 'demo/'],
  'preact-render-to-string': ['ui/', 'demo/'],
  commander: ['cli/'],
  '@node-saml/node-saml': ['demo/'],
}

/** Where modules of Node itself are not imported: the domain and the flow are pure. */
export const WITHOUT_NODE = ['domain/', 'login/', 'logout/', 'sessions/']

/** Ways around the globals below. */
const NEVER = ['process', 'console']

/** Globals, each with the only places that may touch it. */
export const GLOBALS = {
  'process.env': ['config/', 'cli/servicekonto', 'demo/'],
  'Date.now': ['compose/system-clock', 'demo/'],
  'new Date()': ['compose/system-clock', 'demo/'],
  'Math.random': [],
  console: [],
  fetch: ['demo/'],
  WebSocket: [],
  EventSource: [],
}

/** What opens a connection, by the module of Node that has it. Types are no calls. */
const CONNECTIONS = {
  http: ['Agent', 'ClientRequest', 'get', 'request'],
  https: ['Agent', 'get', 'request'],
  http2: ['connect'],
  net: ['Socket', 'connect', 'createConnection'],
  tls: ['TLSSocket', 'connect'],
  dns: null,
  'dns/promises': null,
  dgram: null,
}

/** Where connections are opened: by the outgoing port, and to the broker's own socket in DATA_DIR. */
const CONNECTING = ['outgoing/', 'compose/single-instance', 'demo/']

/** Where values are given, and nobody is spoken to. */
const SPEECHLESS = ['operators/']

/** Beside them: a face, how faces read what is typed, and what several faces tell in the same words. */
const SPOKEN = ['operators/console/', 'operators/typed/', 'operators/told/']

/** What is meant for a reader: commands, options, settings as they are typed, and sentences. */
const SPEECH = [
  { words: 'a command', found: /\bservicekonto |\b(?:sp|keys|account) (?:[a-z]+)\b/ },
  { words: 'an option', found: /(?:^|\s)--\w/ },
  { words: 'a setting as it is typed', found: /\b\w+=(?:\w|…|$)/ },
  { words: 'a sentence', found: /(?:[a-z]+[,;:]? ){3}[a-z]+/ },
]

/** Names that say nothing of what lies inside. */
export const EMPTY_NAMES = ['helpers', 'utils', 'util', 'common', 'misc', 'shared']

const expressions = new Map()

function expressionOf(pattern) {
  const known = expressions.get(pattern)
  if (known) return known
  const source = pattern
    .split('**/')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'))
    .join('(?:.*/)?')
  const made = new RegExp(`^(${source})${pattern.endsWith('/') ? '' : '$'}`)
  expressions.set(pattern, made)
  return made
}

/** True if the path lies behind one of the patterns. */
export const within = (path, patterns) => patterns.some((pattern) => expressionOf(pattern).test(path))

/** The area of a file: its rule and the part of its path that makes it this area. Null if the file has none. */
function areaOf(path) {
  for (const rule of AREAS) {
    const fits = expressionOf(rule.files).exec(path)
    if (fits) return { rule, place: fits[1] }
  }
  return null
}

const withoutExtension = (path) => path.replace(/\.(?:[jt]sx?|json)$/, '')

/** `a/b.ts` importing `../c.js` means `c`. */
export const targetOf = (file, specifier) => withoutExtension(posix.join(posix.dirname(file), specifier))

/**
 * Why `file` (relative to `src/`) may not import `specifier`, in one line, or null if it may.
 * `lazy`: by `import()`.
 */
export function importFault(file, specifier, lazy = false) {
  const path = withoutExtension(file)
  return specifier.startsWith('.') ? neighbourFault(file, path, specifier, lazy) : packageFault(path, specifier)
}

function neighbourFault(file, path, specifier, lazy) {
  const area = areaOf(path)
  if (!area) return `${file} lies in no area of the architecture`
  const target = targetOf(file, specifier)
  if (target.startsWith('../')) return `${file} imports ${specifier}, which lies outside src`
  const { rule, place } = area
  if (areaOf(target)?.place === place) return null
  const allowed = within(target, rule.may) || (lazy && within(target, rule.lazily ?? []))
  if (allowed && !within(target, rule.never ?? [])) return null
  return `${rule.files} may not import ${target}${within(target, rule.lazily ?? []) ? ' but by import()' : ''}`
}

function packageFault(path, specifier) {
  const name = specifier
    .replace(/^node:/, '')
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (isBuiltin(specifier)) {
    if (NEVER.includes(name)) return `${specifier} is not imported: its globals have their places`
    return within(path, WITHOUT_NODE) ? `${path} is pure: it may not import ${specifier}` : null
  }
  const fence = PACKAGES[name]
  if (!fence) return `${name} is not used in src: it has no fence`
  return within(path, fence) ? null : `${name} may be imported only in ${fence.join(', ')}`
}

/**
 * Why `file` may not import these names of a module of Node, or null if it may. `names`: null for the whole module, as
 * by `import()` and `import *`; without types.
 */
export function connectionFault(file, specifier, names) {
  const module = specifier.replace(/^node:/, '')
  if (!Object.hasOwn(CONNECTIONS, module) || within(withoutExtension(file), CONNECTING)) return null
  const opening = CONNECTIONS[module]
  const found = names === null ? '*' : names.find((name) => opening === null || opening.includes(name))
  return found === undefined ? null : `${file} may not import ${found} of ${specifier}: calls go out by outgoing/`
}

/** Why `file` may not touch this global, or null if it may. */
export function globalFault(file, name) {
  const places = GLOBALS[name]
  if (within(withoutExtension(file), places)) return null
  return places.length === 0 ? `${name} is not used` : `${name} may be used only in ${places.join(', ')}`
}

/** Why no string of `file` may hold this text, or null if one may: use cases find and refuse by codes. */
export function speechFault(file, text) {
  if (!within(withoutExtension(file), SPEECHLESS) || within(withoutExtension(file), SPOKEN)) return null
  const speech = SPEECH.find(({ found }) => found.test(text))
  return speech ? `${speech.words} in ${file}: use cases give values, their faces the words` : null
}
