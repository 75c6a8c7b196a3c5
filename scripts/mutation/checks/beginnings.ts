import { checksOf, REMOVED, type Check } from '../check.js'

const RETURNS = ['test/login/method-returns.test.ts']
const LEFT_OPEN = ['test/login/left-open.test.ts']
const FLOW = 'web flow'
const TIME = 'time and replay'

/** How a login of one's own account begins and is first stored, and what comes back to a method from outside. */
export const BEGINNING_CHECKS: readonly Check[] = [
  ...checksOf(RETURNS, [
    [
      'nobody-returns-to-a-method-without-returns',
      FLOW,
      "if (!returnFields) throw new BrokerError('not-found')",
      'if (!returnFields) return input',
    ],
    ['a-return-holds-what-its-method-declares', FLOW, '.filter(([name]) => returnFields.includes(name))', ''],
  ]),
  ...checksOf(
    ['test/login/account-login.test.ts'],
    [
      ['a-start-opens-for-its-login-alone', FLOW, '`start of login ${id}`', "'start of login'"],
      [
        'a-start-holds-as-long-as-a-login',
        TIME,
        'expiresAt: startedAt + LOGIN_LIFETIME',
        'expiresAt: ports.clock.now() + LOGIN_LIFETIME',
      ],
    ],
  ),
  ...checksOf(
    ['test/login/web/portal-on-error-pages.test.ts'],
    [['a-cookie-tells-of-its-own-login-alone', FLOW, '`request of login ${id}`', "'request of login'"]],
  ),
  ...checksOf(LEFT_OPEN, [
    ['a-late-login-is-forgotten-after-a-day', TIME, 'now < startedAt + LOGIN_REMEMBERED', 'now >= startedAt'],
    ['the-way-back-needs-its-token', FLOW, REMOVED],
    [
      'a-late-end-is-claimed-once',
      TIME,
      'await ports.replay.claim(`late ${id}`, String(now), LOGIN_REMEMBERED)',
      'String(now)',
    ],
    ['a-late-answer-again-is-for-moments', TIME, REMOVED],
    ['what-was-answered-is-not-ended-late', TIME, "throw new BrokerError('login-over')", 'return answer'],
    ['an-open-login-is-not-ended-late', TIME, REMOVED],
    ['a-login-that-is-taken-is-not-ended-late', TIME, REMOVED],
  ]),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [
      [
        'a-first-version-replaces-nothing',
        FLOW,
        '(logins.get(login.id)?.version ?? 0) !== login.version - 1',
        'login.version > 1 && logins.get(login.id)?.version !== login.version - 1',
      ],
    ],
  ),
  ...checksOf(['test/storage/memory/ephemeral-stores.test.ts'], [['logins-are-compared-and-set', TIME, REMOVED]]),
]
