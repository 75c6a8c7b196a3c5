import { checksOf, REMOVED, type Check } from '../check.js'

const CONSOLE = ['test/operators/console/requests.test.ts']
const ANSWERED = ['test/operators/console/answered-requests.test.ts']
const NOTES = ['test/operators/requests/note-refused.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const RETENTION = ['test/compose/refused-retention.test.ts']
const INSPECT = ['test/saml/idp/inspect-request.test.ts']
const CHECK = ['test/request-check/request-check.test.ts']
const OPERATORS = 'operators'

/** What is kept of refused requests, and who may look at it. */
export const REFUSED_REQUEST_CHECKS: readonly Check[] = [
  ...checksOf(CONSOLE, [
    ['a-kept-request-names-nobody', OPERATORS, "xml.replace(NAMING, '$1…$4')", 'xml.slice(0)'],
    ['who-looks-up-a-request-is-in-the-audit', OPERATORS, REMOVED],
    [
      'a-refused-request-is-shown-for-a-week',
      OPERATORS,
      'clock.now() - request.at >= REFUSED_KEPT',
      'clock.now() < request.at',
    ],
    ['a-claimed-request-is-seen-by-admins-alone', OPERATORS, REMOVED],
    [
      'a-request-of-another-tenant-is-not-there',
      OPERATORS,
      '...(tenant !== null && { tenant })',
      '...(tenant === null && {})',
    ],
    ['claimed-requests-are-for-admins', OPERATORS, "operator.role === 'admin'", "operator.role !== 'operator'"],
  ]),
  ...checksOf(ANSWERED, [
    ['a-message-is-looked-up-by-what-is-nobodys-name', OPERATORS, '(?=.*\\d)[A-Za-z_][\\w.-]{15,255}', '.+'],
    [
      'a-claimed-request-is-not-found-by-its-id',
      OPERATORS,
      'known?.requestId ?? null',
      "'_5f0c7d1e9ab84c3e8d21c0ffee0000013'",
    ],
  ]),
  ...checksOf(NOTES, [
    ['what-waits-for-the-database-is-limited', OPERATORS, REMOVED],
    ['notes-of-refused-requests-are-limited', OPERATORS, REMOVED],
  ]),
  ...checksOf(STORE, [
    ['claimed-requests-push-out-no-others', OPERATORS, REMOVED],
    ['refused-requests-are-limited', OPERATORS, REMOVED],
    ['a-kept-request-can-be-stored', OPERATORS, "text.replace(/[\\0\\p{Surrogate}]/gu, '\\ufffd')", 'text.slice(0)'],
  ]),
  ...checksOf(RETENTION, [['refused-requests-are-forgotten-after-a-week', OPERATORS, REMOVED]]),
  ...checksOf(CHECK, [
    ['checks-of-requests-are-limited', 'web flow', REMOVED],
    ['pasted-metadata-are-limited', 'web flow', " || metadata.split('<').length > MOST_METADATA.tags", ''],
    [
      'the-decoder-knows-no-registry',
      'web flow',
      'find: services && findIn(services)',
      'find: (id) => broker.registry.find(id)',
    ],
  ]),
  ...checksOf(INSPECT, [
    [
      'nothing-broken-proves-a-sender',
      OPERATORS,
      "ledger.checks.every(({ went }) => went === 'passed')",
      'ledger.checks.length > 0',
    ],
  ]),
]
