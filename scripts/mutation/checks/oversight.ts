import { checksOf, REMOVED, type Check } from '../check.js'

const LOGINS = ['test/login/blocked-account.test.ts']
const COMMANDS = ['test/cli/account/hotline-commands.test.ts']
const ACCOUNTS = ['test/operators/console/accounts.test.ts']
const AUDIT = ['test/operators/console/audit.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const OPERATORS = 'operators'

/** Accounts that are blocked, methods that are switched off, and what operators see of accounts and of the log. */
export const OVERSIGHT_CHECKS: readonly Check[] = [
  ...checksOf(LOGINS, [
    ['a-blocked-account-has-no-method', OPERATORS, REMOVED],
    ['a-blocked-account-goes-on-in-no-login', OPERATORS, 'account?.blockedAt === null ? account : null', 'account'],
    ['a-blocked-account-is-not-logged-in-to', OPERATORS, REMOVED],
    [
      'sessions-that-were-ended-have-ended-wherever-they-lie',
      OPERATORS,
      'beganBefore(session, account.sessionsEndedAt)',
      'false',
    ],
    [
      'what-a-method-proved-before-it-was-switched-off-counts-in-no-login',
      OPERATORS,
      ' && countsStill(piece, ports.switched)',
      '',
    ],
    [
      'what-a-method-proved-before-it-was-switched-off-does-not-come-back',
      OPERATORS,
      ' && (found.disabledAt === null || at > found.disabledAt)',
      ' && at > 0',
    ],
    ['a-method-that-is-switched-off-is-offered-nowhere', OPERATORS, REMOVED],
    ['a-method-that-was-switched-off-meanwhile-proves-nothing', OPERATORS, REMOVED],
    ['a-card-that-waits-does-not-outlast-its-method', OPERATORS, REMOVED],
    ['a-session-of-a-method-that-is-switched-off-is-none', OPERATORS, 'session && alive(session)', 'session'],
  ]),
  ...checksOf(COMMANDS, [
    ['who-looks-at-an-account-says-why', OPERATORS, "reason === '' || ", ''],
    ['the-hotline-takes-the-last-way-in-knowingly', OPERATORS, '!last && ', '!last && last && '],
  ]),
  ...checksOf(ACCOUNTS, [
    ['look-ups-of-accounts-are-limited', OPERATORS, '<= LOOK_UPS.most', '<= LOOK_UPS.most * 2'],
    ['what-the-hotline-sees-is-masked', OPERATORS, "by === 'username'", "by !== 'username'"],
    ['a-look-up-of-an-account-is-logged', OPERATORS, REMOVED],
    [
      'nobody-is-looked-up-behind-somebodys-user-name',
      OPERATORS,
      ', ...mailed.filter(({ id }) => id !== named.id)',
      '',
    ],
    [
      'an-account-is-changed-by-who-looked-it-up',
      OPERATORS,
      '`operator look-up ${session}`',
      '`operator look-up ${session.slice(0, 0)}`',
    ],
    ['a-look-up-ends-with-the-call', OPERATORS, 'clock.now() - at < HOLDS', 'clock.now() - at >= 0'],
  ]),
  ...checksOf(AUDIT, [
    ['an-export-holds-what-the-operator-may-see', OPERATORS, '{ ...filter, until, tenant }', '{ ...filter, until }'],
    ['a-tenant-reads-the-entries-of-its-own-services', OPERATORS, '{ ...filter, tenant }', '{ ...filter }'],
    ['entries-are-bounded-by-tenant-in-the-store', OPERATORS, REMOVED],
    ['a-look-up-is-of-no-service', OPERATORS, REMOVED],
    ['an-entry-stays-with-who-owned-the-service', OPERATORS, REMOVED, STORE],
  ]),
]
