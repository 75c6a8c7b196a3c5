import { checksOf, REMOVED, type Check } from '../check.js'

const SQLITE = ['test/storage/sql/sqlite-stores.test.ts']
const FLOW = 'web flow'

/** A login that a session answers at once, from memory, with an entry that shares its statement with others. */
export const AT_ONCE_CHECKS: readonly Check[] = [
  ...checksOf(SQLITE, [
    [
      'each-login-waits-for-its-own-entry',
      FLOW,
      'resolve(resultOf(item))',
      'resolve(resultOf(batch[0]?.item ?? item))',
      ['test/storage/sql/together.test.ts'],
    ],
    [
      'an-entry-that-cannot-be-written-fails-alone',
      FLOW,
      "fault instanceof BrokerError && fault.code === 'internal'",
      'fault === null',
    ],
  ]),
  ...checksOf(
    ['test/login/recalled.test.ts'],
    [
      ['nothing-ends-on-what-has-changed', FLOW, REMOVED],
      ['what-led-to-a-page-is-not-kept-in-memory', FLOW, REMOVED],
      ['no-account-is-kept-in-memory-for-long', FLOW, ' && now - askedAt < KEPT', ''],
      ['an-entry-rests-on-accounts-as-they-are', FLOW, 'IS DISTINCT FROM ${AS_READ}', 'IS NULL AND 1 = 0'],
      ['an-entry-rests-on-services-as-they-are', FLOW, 'IS DISTINCT FROM ${AS_READ}', 'IS NULL AND 1 = 0'],
      [
        'the-service-that-is-answered-is-in-the-basis',
        FLOW,
        'new Map([...services].map(([id, { revision }]) => [id, revision]))',
        'new Map()',
      ],
      [
        'what-is-read-from-memory-is-in-the-basis',
        FLOW,
        'new Map([...read].map(([id, { account }]) => [id, account.version]))',
        'new Map()',
      ],
    ],
  ),
]
