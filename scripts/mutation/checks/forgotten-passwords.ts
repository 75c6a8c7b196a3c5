import { checksOf, REMOVED, type Check } from '../check.js'

const RESET = ['test/operators/access/reset-password.test.ts']
const PAGES = ['test/operators/console/operators.test.ts']
const DRAFTS = ['test/operators/drafts/operator-drafts.test.ts']
const OPERATORS = 'operators'

/** How an operator who has forgotten the password comes back, and nobody else with it. */
export const FORGOTTEN_PASSWORD_CHECKS: readonly Check[] = [
  ...checksOf(RESET, [
    ['a-one-time-password-ends', OPERATORS, REMOVED],
    ['a-one-time-password-is-replaced-by-another', OPERATORS, REMOVED],
    ['nobody-resets-the-own-password', OPERATORS, REMOVED],
    ['nobody-becomes-an-operator-without-a-factor', OPERATORS, REMOVED],
    ['a-password-is-reset-as-the-page-showed-it', OPERATORS, REMOVED],
    [
      'a-password-of-somebody-else’s-making-is-for-one-sign-in',
      OPERATORS,
      'oneTimeUntil: by.at + ONE_TIME',
      'oneTimeUntil: null',
    ],
    ['a-reset-password-ends-the-sessions', OPERATORS, 'endSessions: true', 'endSessions: false'],
  ]),
  ...checksOf(PAGES, [
    ['a-one-time-password-opens-its-replacement-alone', OPERATORS, REMOVED],
    ['a-one-time-password-binds-no-factor', OPERATORS, REMOVED],
    [
      'a-password-is-reset-with-the-own-one',
      OPERATORS,
      "await ownPasswordFault({ ...at, address: request.ip ?? '' }, own, access)",
      'null as Awaited<ReturnType<typeof ownPasswordFault>>',
    ],
  ]),
  ...checksOf(['test/compose/operator-jobs.test.ts'], [['an-ended-draft-keeps-no-password', OPERATORS, REMOVED]]),
  ...checksOf(DRAFTS, [
    ['a-reset-password-waits-for-a-second-person', OPERATORS, REMOVED],
    ['a-new-operator-waits-for-a-second-person', OPERATORS, REMOVED],
    ['a-reset-factor-waits-for-a-second-person', OPERATORS, REMOVED],
    ['a-decided-draft-keeps-no-password', OPERATORS, REMOVED],
    ['a-password-of-a-new-operator-is-for-one-sign-in', OPERATORS, 'now + ONE_TIME', 'null'],
    ['a-draft-of-an-operator-is-of-what-it-was-thought-out-on', OPERATORS, REMOVED],
  ]),
]
