/** What is run with Node 24 where another Node runs the whole suite: folders of test/, and files in others. */
export const TESTED = [
  ...[
    'account',
    'cli',
    'compose',
    'config',
    'crypto',
    'domain',
    'factors',
    'http',
    'login',
    'logout',
    'methods',
    'observability',
  ],
  ...['operators', 'outgoing', 'portal-error', 'request-check', 'saml', 'sessions', 'soap', 'storage/memory'],
  ...['timing', 'workers'],
  ...[
    'storage/sql/sqlite.test.ts',
    'storage/sql/sqlite-stores.test.ts',
    'storage/sql/sqlite-audit.test.ts',
    'e2e/login.test.ts',
  ],
] as const

/** What else lies in test/, and why it is left out. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  architecture: 'reads the sources',
  browser: 'looks at pages, which the tests of login, http and methods ask for here',
  deploy: 'rules for the monitoring, which is another program',
  demo: 'stand-ins, of which the tests of methods start what they need',
  docs: 'reads the pages',
  e2e: 'one whole login is enough; the rest takes longer than everything here',
  faults: 'real stores that fail, which are the same to it',
  handbook: 'commands of the handbook, which the tests of cli try here',
  fuzz: 'what the tests of saml try, with more cases',
  interop: 'peers, to which a message is the same',
  scripts: 'tools, no part of the broker',
  storage: 'PostgreSQL and Redis by their drivers, which are JavaScript; SQLite, which is not, is tested',
  support: 'what tests stand on',
  ui: 'markup and texts',
  variants: 'as browser',
}
