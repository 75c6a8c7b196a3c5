import { checksOf, REMOVED, type Check } from '../check.js'

const LOAD = ['test/config/load.test.ts']
const PROOF = ['test/crypto/secret-proof.test.ts']
const JOBS = ['test/compose/jobs.test.ts']
const AUDIT = ['test/storage/sql/sqlite-stores.test.ts']
const COMMANDS = ['test/compose/tools.test.ts']
const KEYS = ['test/operators/keys/manage-keys.test.ts']
const CLAIMED = ['test/domain/claimed-issuer.test.ts']
const METRICS = ['test/observability/metrics.test.ts']
const TRACES = ['test/http/traces.test.ts']
const COPY = ['test/storage/sql/copy-database.test.ts']
const MOVE = ['test/e2e/move-to-postgres.test.ts']
const SECRETS = 'keys and secrets'

/** What keeps an operator from a change that nobody could take back, and what leaves no trace of a person. */
export const OPERATIONS_CHECKS: readonly Check[] = [
  ...checksOf(PROOF, [
    ['a-key-is-made-under-a-proved-secret', SECRETS, REMOVED],
    ['a-start-makes-keys-under-a-proved-secret', SECRETS, REMOVED],
    ['a-key-is-activated-under-a-proved-secret', SECRETS, REMOVED],
  ]),
  ...checksOf(PROOF, [
    ['a-secret-opens-every-key', SECRETS, '  if (first === undefined) return\n', '  if (closed.length >= 0) return\n'],
    ['a-secret-opens-some-key', SECRETS, REMOVED],
    ['a-secret-opens-retired-keys-where-there-are-no-others', SECRETS, 'inUse.length > 0 ? inUse : wrapped', 'inUse'],
  ]),
  ...checksOf(JOBS, [['a-job-that-another-has-ends-here', 'time and replay', REMOVED]]),
  ...checksOf(AUDIT, [
    ['a-job-of-the-cluster-is-done-by-one', 'time and replay', REMOVED],
    ['an-audit-entry-is-as-it-was-written', SECRETS, 'sameText(mac, make(text))', "mac !== '' || make(text) === mac"],
    [
      'the-mac-of-an-audit-entry-covers-every-field',
      SECRETS,
      'actor, action, subject, before, after]',
      'actor, action, subject, after]',
    ],
  ]),
  ...checksOf(COMMANDS, [['whoever-writes-proves-the-secret-first', SECRETS, REMOVED]]),
  ...checksOf(KEYS, [['a-key-retires-after-its-successor-is-known', SECRETS, REMOVED]]),
  ...checksOf(COPY, [
    ['a-copy-has-its-source-for-itself', SECRETS, REMOVED],
    ['a-copy-knows-the-schema-of-its-source', SECRETS, REMOVED],
    ['a-copy-asks-for-the-secret', SECRETS, REMOVED],
    ['a-copy-overwrites-nothing', SECRETS, REMOVED],
  ]),
  ...checksOf(COPY, [['a-copy-leaves-no-table-behind', SECRETS, REMOVED]]),
  ...checksOf(MOVE, [
    [
      'a-store-moves-under-its-own-secret',
      SECRETS,
      '        proveHeld(secret, held)\n',
      '        createKeySetStore(from)\n',
    ],
  ]),
  ...checksOf(CLAIMED, [
    ['a-claim-tells-no-user', SECRETS, '(?:[^/?#]*@)?', ''],
    ['a-claim-tells-no-query', SECRETS, '([^?#]*)/', '(.*)/'],
    ['a-claim-is-short', SECRETS, 'told.slice(0, LONGEST)', 'told'],
    ['a-claim-is-written-as-an-address', SECRETS, "text.replace(NO_URI_CHARACTERS, '')", 'text'],
  ]),
  ...checksOf(METRICS, [
    ['a-refusal-counts-by-a-known-code', SECRETS, "Object.hasOwn(ERRORS, code) ? code : 'other'", 'code'],
    ['a-count-of-a-method-has-a-known-label', SECRETS, "values.includes(value) ? value : 'other'", 'value'],
    [
      'a-failed-proof-counts-by-a-known-reason',
      SECRETS,
      "reason === BRAKED || deps.proofFailures.includes(reason) ? reason : 'other'",
      'reason',
    ],
  ]),
  ...checksOf(TRACES, [
    [
      'a-version-is-for-who-reads-the-metrics',
      SECRETS,
      'mayReadMetrics(request, deps) ? { version',
      'deps ? { version',
    ],
  ]),
  ...checksOf(LOAD, [['a-secret-file-is-not-for-others', SECRETS, '(mode & 0o007) === 0', 'mode >= 0']]),
]
