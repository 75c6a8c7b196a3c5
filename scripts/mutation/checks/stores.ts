import { checksOf, REMOVED, type Check } from '../check.js'

const FLOW = 'web flow'
const TIME = 'time and replay'

/** What has an end, as it lies in the process. */
export const STORE_CHECKS: readonly Check[] = [
  ...checksOf(
    ['test/storage/memory/expiring-map.test.ts'],
    [
      ['stored-values-end', TIME, 'if (entry.until > clock.now()) return entry', 'return entry'],
      [
        'stored-values-cannot-be-changed-from-outside',
        FLOW,
        'return entry ? structuredClone(entry.value) : null',
        'return entry ? entry.value : null',
      ],
      [
        'a-full-store-forgets-nothing',
        TIME,
        'if (held.size >= capacity) throw new BrokerError',
        'if (held.size >= capacity) held.clear()\n    if (capacity < 0) throw new BrokerError',
        ['test/storage/memory/ephemeral-stores.test.ts'],
      ],
    ],
  ),
  ...checksOf(
    ['test/storage/sql/sqlite-federation.test.ts'],
    [
      [
        'what-is-read-in-pages-is-of-one-moment',
        FLOW,
        "(await database.read((rows) => readRevision(rows, 'service'))) === revision",
        'revision >= 0',
      ],
      ['whoever-reads-sqlite-writes-nothing', FLOW, 'readonly: true', 'readonly: false'],
    ],
  ),
  ...checksOf(['test/storage/sql/postgres-statement.test.ts'], [['what-is-asked-only-reads', FLOW, REMOVED]]),
  ...checksOf(
    ['test/sessions/session-names.test.ts'],
    [
      [
        'two-services-know-a-session-by-nothing-in-common',
        FLOW,
        'JSON.stringify([handle, asker])',
        'JSON.stringify([handle])',
      ],
      ['a-session-is-found-by-its-own-service-alone', FLOW, 'JSON.stringify([service, nameId])', 'nameId'],
    ],
  ),
  ...checksOf(
    ['test/storage/redis/redis-stores.test.ts'],
    [['a-session-is-found-by-its-present-name', FLOW, 'each.nameKey === nameKey', "each.nameKey !== ''"]],
  ),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [
      ['a-claim-is-first-come', TIME, REMOVED],
      [
        'a-claim-is-kept-while-it-is-needed',
        TIME,
        'neededUntil: clock.now() + neededFor',
        'neededUntil: 0 * neededFor',
      ],
    ],
  ),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [
      [
        'a-login-in-which-something-is-proved-is-kept',
        FLOW,
        '!isEnding(login) && !hasProof(login)',
        '!isEnding(login)',
      ],
      [
        'a-login-without-proof-makes-room-whatever-was-opened-in-it',
        FLOW,
        'isOpen(login) && !isEnding(login) && !hasProof(login)',
        "login.state === 'received'",
      ],
      ['a-login-that-is-over-makes-room', FLOW, 'isOpen(login) ? null :', 'login ? null :'],
      ['the-answer-of-a-login-that-is-over-is-kept', FLOW, 'endOf(login) + ANSWER_LIFETIME', 'endOf(login) * 0'],
    ],
  ),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [
      [
        'a-session-that-ended-stays-ended',
        FLOW,
        'if (held === null) return null',
        'if (held === null) return put({} as never, until)',
      ],
      [
        'an-ended-session-is-not-renewed',
        FLOW,
        'if (held === null) return null',
        'if (held === null) return put(next({} as never), until)',
      ],
      ['a-renewal-ends-the-old-session', FLOW, REMOVED],
    ],
  ),
  ...checksOf(
    ['test/storage/sql/sqlite-stores.test.ts'],
    [
      [
        'what-was-decided-is-done-to-what-was-seen',
        FLOW,
        'account.version === seen.version ? change(account) : null',
        'change(account)',
      ],
      ['what-another-command-changed-is-not-overwritten', FLOW, REMOVED],
      ['keys-are-changed-as-they-were-read', FLOW, "{ name: 'key', value: basedOn }", "{ name: 'key' }"],
      [
        'a-consent-raises-the-version-of-its-account',
        FLOW,
        'if (!(await raiseVersion(rows, account))) return',
        'if (account.length === 0) return',
      ],
      [
        'a-choice-raises-the-version-of-its-account',
        FLOW,
        'if (!(await raiseVersion(rows, account))) return',
        'if (account.length === 0) return',
      ],
    ],
  ),
]
