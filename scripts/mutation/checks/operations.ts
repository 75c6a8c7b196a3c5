import { checksOf, type Check } from '../check.js'

const LOAD = ['test/config/load.test.ts']
const PROOF = ['test/crypto/secret-proof.test.ts']
const KEY_COMMANDS = ['test/operators/keys/key-commands.test.ts']
const CLAIMED = ['test/domain/claimed-issuer.test.ts']
const METRICS = ['test/observability/metrics.test.ts']
const TRACES = ['test/http/traces.test.ts']
const COPY = ['test/storage/sql/copy-database.test.ts']
const MOVE = ['test/e2e/move-to-postgres.test.ts']
const SECRETS = 'keys and secrets'

/** What keeps an operator from a change that nobody could take back, and what leaves no trace of a person. */
export const OPERATIONS_CHECKS: readonly Check[] = [
  ...checksOf('src/crypto/key-lifecycle.ts', PROOF, [
    [
      'a-key-is-made-under-a-proved-secret',
      SECRETS,
      '      return changing(store, async (keys) => {\n        proveSecret(deps.secret, keys)\n',
      '      return changing(store, async (keys) => {\n',
    ],
    [
      'a-start-makes-keys-under-a-proved-secret',
      SECRETS,
      '    proveSecret(deps.secret, keys)\n    const lacking',
      '    const lacking',
    ],
    [
      'a-key-is-activated-under-a-proved-secret',
      SECRETS,
      '      if (change === activated) proveSecret(deps.secret, keys)\n',
      '',
    ],
  ]),
  ...checksOf('src/crypto/secret-proof.ts', PROOF, [
    [
      'a-secret-opens-every-key',
      SECRETS,
      '  if (!first) return\n',
      '  if (!first || closed.length < held.length) return\n',
    ],
    ['a-secret-opens-retired-keys-where-there-are-no-others', SECRETS, 'inUse.length > 0 ? inUse : keys', 'inUse'],
  ]),
  ...checksOf('src/operators/keys/key-commands.ts', KEY_COMMANDS, [
    [
      'a-key-retires-after-its-successor-is-known',
      SECRETS,
      "  if (early !== null) throw new OperatorError('key-successor-new', `Key ${id} is not retired: ${early}`)\n",
      '',
    ],
  ]),
  ...checksOf('src/storage/sql/copy-database.ts', COPY, [
    ['a-copy-has-its-source-for-itself', SECRETS, '  await demandAlone(from)\n', ''],
    ['a-copy-knows-the-schema-of-its-source', SECRETS, '  await demandCurrent(from)\n', ''],
    ['a-copy-asks-for-the-secret', SECRETS, '  await prove()\n', ''],
    ['a-copy-overwrites-nothing', SECRETS, '      await demandEmpty(target)\n', ''],
  ]),
  ...checksOf('src/storage/sql/copy-tables.ts', COPY, [
    ['a-copy-leaves-no-table-behind', SECRETS, '  await demandComplete(from, tables)\n', ''],
  ]),
  ...checksOf('src/open-move.ts', MOVE, [
    [
      'a-store-moves-under-its-own-secret',
      SECRETS,
      '        proveSecret(secret, keys)\n',
      '        createKeyStore(from, createRandom())\n',
    ],
  ]),
  ...checksOf('src/domain/claimed-issuer.ts', CLAIMED, [
    ['a-claim-tells-no-user', SECRETS, '(?:[^/?#]*@)?', ''],
    ['a-claim-tells-no-query', SECRETS, '([^?#]*)/', '(.*)/'],
    ['a-claim-is-short', SECRETS, 'told.slice(0, LONGEST)', 'told'],
    ['a-claim-is-written-as-an-address', SECRETS, "text.replace(NO_URI_CHARACTERS, '')", 'text'],
  ]),
  ...checksOf('src/observability/metrics.ts', METRICS, [
    ['a-refusal-counts-by-a-known-code', SECRETS, "Object.hasOwn(ERRORS, code) ? code : 'other'", 'code'],
    [
      'a-failed-proof-counts-by-a-known-reason',
      SECRETS,
      "PROOF_FAILURES.find((each) => each === reason) ?? 'other'",
      'reason',
    ],
  ]),
  ...checksOf('src/http/routes/health.ts', TRACES, [
    [
      'a-version-is-for-who-reads-the-metrics',
      SECRETS,
      'mayReadMetrics(request, deps) ? { version',
      'deps ? { version',
    ],
  ]),
  ...checksOf('src/config/environment.ts', LOAD, [
    ['a-secret-file-is-not-for-others', SECRETS, '(mode & 0o007) === 0', 'mode >= 0'],
  ]),
]
