import { checksOf, REMOVED, type Check } from '../check.js'

const STORED = ['test/storage/sql/sqlite-stores.test.ts']
const COMMANDS = ['test/cli/upstream/upstream-commands.test.ts']
const REFRESH = ['test/operators/upstreams/refresh-upstreams.test.ts']
const PROBE = ['test/operators/upstreams/probe-upstreams.test.ts']
const CONSOLE = ['test/operators/console/upstreams.test.ts']
const FOLLOWED = ['test/storage/followed-upstreams.test.ts']
const LIFE = 'upstreams live and end'

/** What is registered of other accounts: their lives, and what is noted of them. */
export const UPSTREAM_REGISTRY_CHECKS: readonly Check[] = [
  ...checksOf(STORED, [
    ['a-name-of-an-upstream-is-taken-once', LIFE, REMOVED],
    ['upstreams-are-changed-as-they-were-read', LIFE, '{ id, name, version }', '{ id, name }'],
    [
      'health-is-of-the-address-that-is-probed',
      LIFE,
      'before.settings.healthUrl === next.settings.healthUrl ? health : UPSTREAM_UNPROBED',
      'health',
    ],
    [
      'a-fetch-is-noted-at-the-upstream-that-was-read',
      LIFE,
      'found && isSameSource(found.upstream, upstream)',
      'found',
    ],
    ['a-probe-is-noted-at-the-address-that-was-probed', LIFE, 'if (isSame)', 'if (found)'],
  ]),
  ...checksOf(COMMANDS, [
    ['what-a-removed-upstream-proved-counts-no-more', LIFE, REMOVED],
    ['a-name-of-an-upstream-is-a-word', LIFE, REMOVED],
    ['an-upstream-is-no-method-of-the-house', LIFE, REMOVED],
    ['an-upstream-lies-at-no-page-of-a-login', LIFE, "? 'address' : null", '? null : null'],
    ['a-name-of-an-upstream-stays-with-its-account', LIFE, REMOVED],
    ['an-upstream-stays-in-its-protocol', LIFE, REMOVED],
    ['a-dry-run-of-an-upstream-changes-nothing', LIFE, 'if (!dryRun)', 'if (dryRun || !dryRun)'],
    ['an-issuer-is-an-https-address', LIFE, REMOVED],
    ['a-client-proves-itself-by-a-strong-key', LIFE, REMOVED],
    ['what-the-broker-calls-for-an-upstream-carries-no-user', LIFE, REMOVED],
    ['what-the-broker-calls-for-an-upstream-is-https', LIFE, "protocol === 'https:' ||", "protocol !== '' ||"],
    ['a-removal-of-an-upstream-at-a-terminal-is-confirmed', LIFE, REMOVED],
    [
      'an-upstream-waits-for-a-second-person',
      LIFE,
      "create: (upstream, audit) => keep({ act: 'import-upstream', base: 0, upstream }, audit, deps)",
      'create: (...given) => store.create(...given)',
    ],
    [
      'a-change-of-an-upstream-waits-for-a-second-person',
      LIFE,
      'return keep({ act, base: next.version, upstream: next }, audit, deps)',
      'return act ? store.replace(next, audit) : store.replace(next, audit)',
    ],
    [
      'a-removal-of-an-upstream-waits-for-a-second-person',
      LIFE,
      "return keep({ act: 'remove-upstream', base: version, upstream: found.upstream }, audit, deps)",
      'return store.remove({ name, version }, audit)',
    ],
  ]),
  ...checksOf(REFRESH, [
    ['no-upstream-is-refreshed-unproven', LIFE, 'signer !== null && isAddress(from)', 'isAddress(from)'],
    ['an-ended-upstream-is-not-good-for-being-unchanged', LIFE, REMOVED],
  ]),
  ...checksOf(PROBE, [
    ['one-failure-takes-no-upstream-away', LIFE, 'failures < DOWN_AFTER', 'failures < 1'],
    [
      'an-upstream-is-up-by-a-good-answer-alone',
      LIFE,
      'status >= 200 && status < 300',
      'status >= 200 && status < 500',
    ],
  ]),
  ...checksOf(CONSOLE, [
    ['settings-of-an-upstream-are-changed-as-they-were-shown', LIFE, REMOVED],
    ['an-upstream-is-applied-as-it-was-shown', LIFE, 'shown === digest', 'shown !== null'],
  ]),
  ...checksOf(FOLLOWED, [
    [
      'an-upstream-that-the-probe-finds-down-is-not-offered',
      LIFE,
      'known.get(name)?.health.isUp ?? true',
      'known.get(name) !== null',
    ],
  ]),
]
