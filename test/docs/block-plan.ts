/** How a block is tried: by what runs it, or, where nothing can, why. */
export type Treatment =
  /** Commands and what they print, on the machine of test/handbook/handbook.test.ts. */
  | 'console'
  /** Commands, there too. */
  | 'script'
  /** Read as what it is: the text of a file. */
  | 'settings'
  | 'environment'
  | 'log line'
  | 'metrics'
  | 'npm'
  | 'xml'
  | 'json'
  | 'redis'
  /** By a test that reads it out of the page. */
  | { readonly by: string }
  | { readonly notRun: string }

const PICTURE = { notRun: 'a picture, drawn by whoever shows the page' }
const INSTALLS = { notRun: 'installs from the registry; the tests run on what it leaves' }
const DOCKER = { notRun: 'needs Docker; test/cli/container-image.test.ts reads the Dockerfile' }
const SHAPE = { notRun: 'shows a shape, not text for a file: parts of it are left out' }
const DEMO = { notRun: 'starts the demo on its fixed ports; test/demo/demo.test.ts runs it on others' }
const WEB = { by: 'test/handbook/web-servers.test.ts' }
const INSTALLATION = { by: 'test/handbook/installation.test.ts' }
const POSTGRES = { by: 'test/handbook/postgres-handbook.test.ts' }
const HANDBOOK = 'docs/betriebshandbuch'
const EXAMPLES = 'docs/anbindung/beispiele'

/** Every block of every page, in order, by words of it. A page that is not named has none. */
export const PLAN: Readonly<Record<string, readonly (readonly [words: string, how: Treatment])[]>> = {
  'README.md': [
    ['sequenceDiagram', PICTURE],
    ['npm ci && npm run demo', DEMO],
    ['broker http://localhost:3000', { by: 'test/demo/demo.test.ts' }],
    ['npm ci && npm test', INSTALLS],
  ],
  'CONTRIBUTING.md': [
    ['src/domain/', SHAPE],
    ['npm run demo', 'npm'],
    ['npm run new:method mail-code', { by: 'test/scripts/new-parts.test.ts' }],
  ],
  'docs/architecture.md': [
    ['', PICTURE],
    ['', SHAPE],
    ['', PICTURE],
    ['', PICTURE],
  ],
  'docs/adr/0011-pass.md': [['', PICTURE]],
  'docs/login-path.md': [['', { by: 'test/architecture/login-path.test.ts' }]],
  'docs/performance.md': [
    ['--node <path>', 'npm'],
    ['npm run bench', 'npm'],
  ],
  [`${HANDBOOK}/installation.md`]: [
    ["generateKeyPairSync('rsa'", 'script'],
    ['npm ci', INSTALLS],
    ['useradd --system', INSTALLATION],
    ['systemctl enable --now', INSTALLATION],
    ['$ curl -s', 'console'],
    ['docker build', DOCKER],
  ],
  [`${HANDBOOK}/webserver.md`]: [
    ['upstream servicekonto', WEB],
    [
      'ln -s /etc/nginx',
      { notRun: 'changes the nginx of the machine; its file is started by test/handbook/web-servers.test.ts' },
    ],
    ['<VirtualHost *:443>', WEB],
    ['frontend konto', WEB],
  ],
  [`${HANDBOOK}/umgebung-und-konfiguration.md`]: [
    ['PUBLIC_URL=', 'environment'],
    ['site:', 'settings'],
    ['$ PORT=x', 'console'],
    ['REDIS_ULR', { by: 'test/cli/command-line.test.ts' }],
  ],
  [`${HANDBOOK}/konten.md`]: [
    ['account create --username mia.keller --given-name', 'console'],
    ['$ echo kurz', 'console'],
    ['account show', 'console'],
    ['account block', 'console'],
    ['method disable', 'console'],
  ],
  [`${HANDBOOK}/andere-konten.md`]: [['upstream list', 'console']],
  [`${HANDBOOK}/betriebspersonal.md`]: [
    ['tenant create Aachen', 'console'],
    ['operator create --username vera.vogt', 'console'],
    ['operator reset-second-factor', 'console'],
    ['operator disable', 'console'],
    ['operator reset-password', 'console'],
    ['secondPerson: true', 'settings'],
  ],
  [`${HANDBOOK}/portale.md`]: [
    ['sp import parken.xml --dry-run', 'console'],
    ['sp import parken.xml --trust-level normal', 'console'],
    ['sp import alt.xml', 'console'],
    ['sp list', 'console'],
    ['trustLevel=substantiell', 'console'],
    ['trustLevel=substanziell', 'console'],
    ['requesters=', { by: 'test/e2e/child-services.test.ts' }],
    ['sp test', 'console'],
    ['weakAlgorithms=aes256-cbc', 'console'],
    ['sp disable', 'console'],
    ['sp history', 'console'],
    ['sp restore', 'console'],
  ],
  [`${HANDBOOK}/schluessel.md`]: [
    ['$ servicekonto keys list', 'console'],
    ['$ servicekonto keys generate', 'console'],
    ['$ servicekonto keys activate', 'console'],
    ['warning: key', { by: 'test/cli/keys/key-sentences.test.ts' }],
    ['$ servicekonto keys retire', 'console'],
    ['is not retired', { by: 'test/cli/keys/key-sentences.test.ts' }],
    ['expires in 57 days', 'console'],
    ['stays in use', { by: 'test/cli/draft/draft-commands.test.ts' }],
    ['signatureAlgorithm=ecdsa-sha256', 'console'],
    ['softhsm2-util', { notRun: 'makes a token on the machine; test/support/soft-hsm.ts does it in a folder' }],
    ['pkcs11:', 'settings'],
    ['keys generate --pkcs11', { by: 'test/e2e/hsm.test.ts' }],
    ['$ servicekonto keys rewrap', { by: 'test/e2e/secret-change.test.ts' }],
    ['secret.key.neu', 'script'],
    ['Kubernetes', SHAPE],
    ['Compose', SHAPE],
    ['does not open', { by: 'test/crypto/secret-proof.test.ts' }],
  ],
  [`${HANDBOOK}/zweiter-faktor.md`]: [['secondFactor:', 'settings']],
  [`${HANDBOOK}/online-ausweis.md`]: [
    ['openssl req', 'script'],
    ['eid-server.example', 'settings'],
    ['24727', 'settings'],
  ],
  [`${HANDBOOK}/ueberwachung.md`]: [
    ['$ curl -s', 'console'],
    ['servicekonto_certificate_end', 'metrics'],
    ['login.answered', 'log line'],
  ],
  [`${HANDBOOK}/fehler-nachschlagen.md`]: [
    ['journalctl -u servicekonto', 'script'],
    ['request.refused', 'log line'],
    ['request show', 'console'],
  ],
  [`${HANDBOOK}/sicherung.md`]: [
    ['.backup', 'console'],
    ['rm -f', 'script'],
    ['$ journalctl', 'console'],
  ],
  [`${HANDBOOK}/aktualisieren.md`]: [
    ['sp list', 'console'],
    ['migrate', 'console'],
  ],
  [`${HANDBOOK}/mehrere-prozesse.md`]: [
    ['WORKERS=4', 'environment'],
    ['systemctl reload', 'script'],
    ['upstream servicekonto', WEB],
  ],
  [`${HANDBOOK}/postgresql.md`]: [
    ['createuser', POSTGRES],
    ['openssl rand', POSTGRES],
    ['DATABASE_URL=', 'environment'],
    ['servicekonto migrate', POSTGRES],
    ['pg_dump', POSTGRES],
    ['pg_restore', POSTGRES],
  ],
  [`${HANDBOOK}/audit.md`]: [
    ['audit verify', 'script'],
    ['audit show', 'script'],
  ],
  [`${HANDBOOK}/umzug-zu-postgresql.md`]: [
    ['systemctl stop', POSTGRES],
    ['install -o', POSTGRES],
    ['DATABASE_URL=', 'environment'],
    ['migrate --from', POSTGRES],
  ],
  [`${HANDBOOK}/redis.md`]: [
    ['maxmemory-policy', 'redis'],
    ['ACL SETUSER', { by: 'test/storage/redis/outages.test.ts' }],
  ],
  'docs/anbindung/ausprobieren.md': [
    ['npm ci && npm run demo', DEMO],
    ['npm run demo', DEMO],
    [
      'sp import http://localhost:8080',
      { notRun: 'imports from a portal of the reader’s own; sp import is run by test/cli' },
    ],
  ],
  'docs/anbindung/anfragen.md': [['samlp:Scoping', { by: 'test/saml/idp/requesters.test.ts' }]],
  'docs/anbindung/artifact.md': [['samlp:ArtifactResolve', 'xml']],
  'docs/anbindung/attribute.md': [['AttributeConsumingService', 'xml']],
  'docs/anbindung/antworten.md': [
    ['samlp:Response', 'xml'],
    ['saml:Assertion', 'xml'],
    ['md:Extensions', 'xml'],
  ],
  [`${EXAMPLES}/node-saml.md`]: [['new SAML', { by: 'test/docs/examples.test.ts' }]],
  'docs/pass-protocol.md': [
    ['', 'json'],
    ['', 'json'],
    ['', 'json'],
    ['', 'json'],
    ['', 'json'],
    ['appReturn', { notRun: 'names no service of its own; test/operators/typed/setting-keys.test.ts sets appReturn' }],
    ['de.solingen.cityapp', SHAPE],
    ['', 'json'],
  ],
}
