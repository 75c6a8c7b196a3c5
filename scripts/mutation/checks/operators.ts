import { checksOf, REMOVED, type Check } from '../check.js'

const SIGN_IN = ['test/operators/access/sign-in.test.ts']
const PASSKEY_SIGN_IN = ['test/operators/access/passkey-sign-in.test.ts']
const OWN_ACCESS = ['test/operators/access/own-access.test.ts']
const FETCHES = ['test/operators/keys/fetches.test.ts']
const KEYS_PAGE = ['test/operators/console/keys.test.ts']
const RIGHTS_TESTS = ['test/operators/rights.test.ts']
const COMMANDS = ['test/cli/operator/operator-commands.test.ts']
const CONSOLE = ['test/operators/console/console.test.ts']
const IMPORT = ['test/operators/console/import.test.ts']
const SETTINGS_PAGE = ['test/operators/console/settings.test.ts']
const HISTORY = ['test/operators/services/history.test.ts']
const KEPT = ['test/saml/metadata/kept-metadata.test.ts']
const HISTORY_PAGES = ['test/operators/console/history.test.ts']
const REMOVAL = ['test/cli/sp/sp-remove.test.ts']
const DRAFTS = ['test/operators/drafts/drafts.test.ts']
const DRAFT_PAGES = ['test/operators/console/drafts.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const OPERATORS = 'operators'

/** Who may sign in at /operator, what each may do there, and what is applied. */
export const OPERATOR_CHECKS: readonly Check[] = [
  ...checksOf(SIGN_IN, [
    ['operators-names-are-limited', OPERATORS, 'limit: LIMITS.perName', 'limit: 1000'],
    ['operators-addresses-are-limited', OPERATORS, 'limit: LIMITS.perAddress', 'limit: 1000'],
    [
      'operators-codes-have-a-day’s-allowance',
      OPERATORS,
      "attempt.proof === 'code'",
      "attempt.proof === 'code' && false",
    ],
    [
      'an-operators-proof-is-of-its-browser',
      OPERATORS,
      '`operator sign-in ${browser}`',
      '`operator sign-in ${browser.slice(0, 0)}`',
    ],
    [
      'an-operators-proof-is-limited-before-it-is-looked-at',
      OPERATORS,
      'await limit.take(attempt)',
      'null as number | null',
    ],
    ['a-disabled-operator-does-not-sign-in', OPERATORS, ' || operator.disabled', ''],
    [
      'the-key-is-shown-until-it-was-used-once',
      OPERATORS,
      'operatorFactors(operator).length === 0 ? newTotpSecret() : null',
      'operatorFactors(operator) ? newTotpSecret() : newTotpSecret()',
    ],
    [
      'operators-codes-are-limited-with-the-passwords',
      OPERATORS,
      'await deps.limit.take(attempt)',
      'null as number | null',
    ],
    ['a-change-of-the-operator-ends-the-proof', OPERATORS, ' || operator.version !== proof.version', ''],
    [
      'an-operators-proof-ends',
      OPERATORS,
      'return proof && now - proof.at < PROOF_HOLDS ? proof : null',
      'return now ? proof : null',
    ],
    ['an-operators-code-counts-once', OPERATORS, REMOVED],
    ['a-disabled-operator-is-signed-out', OPERATORS, ' || found.operator.disabled', '', SIGN_IN],
    ['an-operators-session-ends-when-nobody-is-there', OPERATORS, REMOVED],
    ['an-operators-session-ends-after-a-day’s-work', OPERATORS, REMOVED],
    [
      'an-identifier-of-all-services-is-warned-of',
      OPERATORS,
      "given === 'subject-id'",
      "given === ('' as string)",
      ['test/operators/services/subject-id.test.ts'],
    ],
    [
      'a-test-login-is-for-a-child-that-may-be-asked-for',
      OPERATORS,
      REMOVED,
      ['test/operators/services/trial-login.test.ts'],
    ],
    [
      'a-reset-factor-ends-the-sessions',
      OPERATORS,
      'endSessions: true',
      'endSessions: false',
      ['test/operators/access/sign-in.test.ts'],
    ],
    ['what-an-operator-loses-ends-the-sessions', OPERATORS, 'endSessions: true', 'endSessions: false'],
  ]),
  ...checksOf(PASSKEY_SIGN_IN, [
    [
      'operators-passkeys-are-limited-with-the-passwords',
      OPERATORS,
      'await deps.limit.take(attempt)',
      'null as number | null',
    ],
    [
      'an-operators-challenge-is-answered-once',
      OPERATORS,
      "(await replay.claim(`operator passkey ${challenge}`, 'answered', PROOF_HOLDS)) === null",
      "(await replay.claim(`operator passkey ${challenge}`, 'answered', PROOF_HOLDS)) !== undefined",
    ],
  ]),
  ...checksOf(OWN_ACCESS, [
    [
      'an-own-password-is-limited-with-the-sign-in',
      OPERATORS,
      'await deps.limit.take(attempt)',
      'null as number | null',
    ],
    ['an-operators-access-is-changed-with-the-password', OPERATORS, REMOVED],
    [
      'an-operators-draft-is-of-its-session',
      OPERATORS,
      '`operator access ${session.id}`',
      '`operator access ${session.id.slice(0, 0)}`',
    ],
    [
      'an-operators-draft-ends',
      OPERATORS,
      'return clock.now() < until ? content : null',
      'return until ? content : null',
    ],
    ['a-passkeys-name-has-a-length', OPERATORS, REMOVED],
    [
      'an-operators-passkey-is-used-before-it-counts',
      OPERATORS,
      'await takeUsed(form.answer, draft.challenge, [draft.made], deps)',
      'draft.made',
    ],
    ['an-operator-keeps-a-second-factor', OPERATORS, 'factors.length < 2 || ', ''],
    [
      'a-change-of-the-operator-ends-what-was-begun',
      OPERATORS,
      'seen.version === operator.version ? to(seen) : null',
      'seen.version ? to(seen) : null',
    ],
    ['a-change-of-access-ends-the-other-sessions', OPERATORS, 'endSessions: true', 'endSessions: false'],
  ]),
  ...checksOf(FETCHES, [
    ['counts-of-fetches-are-limited', OPERATORS, REMOVED],
    [
      'who-fetched-is-told-of-seen-services-alone',
      OPERATORS,
      'filter(({ entityId }) => seen.has(entityId))',
      'slice()',
    ],
  ]),
  ...checksOf(KEYS_PAGE, [
    [
      'no-fetch-is-counted-for-whom-nobody-knows',
      OPERATORS,
      'registry.find(entityId(fetch.named))',
      '{ entityId: entityId(fetch.named) }',
    ],
  ]),
  ...checksOf(RIGHTS_TESTS, [
    ['an-operator-does-what-its-role-may', OPERATORS, '!disabled &&', ''],
    [
      'an-operator-sees-its-own-tenant-alone',
      OPERATORS,
      'tenant === null || owner === tenant',
      'tenant === null || owner !== undefined',
    ],
  ]),
  ...checksOf(COMMANDS, [
    ['a-role-has-the-tenant-that-it-needs', OPERATORS, REMOVED],
    ['an-operator-is-of-a-tenant-that-there-is', OPERATORS, REMOVED],
  ]),
  ...checksOf(CONSOLE, [
    ['a-page-of-operators-needs-its-right', OPERATORS, REMOVED],
    ['a-form-of-operators-needs-its-token', OPERATORS, REMOVED],
    [
      'a-service-of-another-tenant-is-not-there',
      OPERATORS,
      "error.refusal.code === 'service-unknown'",
      'error.refusal.code === null',
    ],
    ['nothing-of-another-tenant-is-written', OPERATORS, REMOVED],
  ]),
  ...checksOf(IMPORT, [
    ['a-carried-document-does-not-grow-beyond-bounds', OPERATORS, ', { maxOutputLength: LARGEST_DOCUMENT }', ''],
    [
      'what-is-applied-is-what-was-shown',
      OPERATORS,
      'const isSame = shown === digest',
      'const isSame = shown !== null',
    ],
    ['an-operator-registers-for-its-own-tenant', OPERATORS, 'operator.tenant ?? (', '('],
    ['uploads-are-capped', OPERATORS, REMOVED],
    ['uploads-have-few-parts', OPERATORS, REMOVED],
    [
      'a-service-of-nobody-is-not-shown-to-a-tenant',
      OPERATORS,
      'tenant === null || (await services.find(id)) !== null',
      'true',
    ],
  ]),
  ...checksOf(SETTINGS_PAGE, [['settings-are-changed-from-what-was-shown', OPERATORS, REMOVED]]),
  ...checksOf(KEPT, [
    ['kept-metadata-that-ended-do-not-come-back', OPERATORS, REMOVED],
    ['a-kept-key-that-is-refused-by-now-does-not-come-back', OPERATORS, REMOVED],
    [
      'a-kept-address-that-is-refused-by-now-does-not-come-back',
      OPERATORS,
      'refused === undefined ? null',
      'refused !== null ? null',
    ],
  ]),
  ...checksOf(HISTORY, [
    ['what-comes-back-keeps-the-rules-of-an-import', OPERATORS, REMOVED],
    ['a-restoration-keeps-that-a-service-has-left', OPERATORS, 'before === null ? left : before.source.left', 'left'],
    ['a-preview-of-a-restoration-changes-nothing', OPERATORS, 'dryRun || (', '('],
  ]),
  ...checksOf(HISTORY_PAGES, [
    ['the-history-of-another-tenants-service-is-not-there', OPERATORS, REMOVED],
    [
      'what-a-service-was-under-another-tenant-stays-there',
      OPERATORS,
      'versions.filter(({ state }) => seesTenant(operator, state.tenant))',
      'versions',
    ],
    ['a-restoration-is-what-was-shown', OPERATORS, 'if (shown === digest)', 'if (shown !== null)'],
  ]),
  ...checksOf(REMOVAL, [['a-removal-at-a-terminal-is-confirmed', OPERATORS, REMOVED]]),
  ...checksOf(DRAFTS, [
    ['a-change-waits-for-a-second-person', OPERATORS, REMOVED],
    [
      'to-stop-waits-for-nobody-and-nothing-goes-along',
      OPERATORS,
      'remove.length === 0 && audit.length === save.length && ',
      '',
    ],
    ['a-key-waits-for-a-second-person', OPERATORS, REMOVED],
    ['nobody-approves-their-own-draft', OPERATORS, REMOVED],
    ['a-draft-ends', OPERATORS, REMOVED],
    ['a-draft-goes-with-its-author', OPERATORS, REMOVED],
    ['a-draft-is-approved-as-it-was-shown', OPERATORS, REMOVED],
    ['a-draft-is-of-what-it-was-thought-out-on', OPERATORS, REMOVED],
    ['a-draft-of-a-key-is-of-what-it-was-thought-out-on', OPERATORS, REMOVED],
    ['a-draft-is-decided-once', OPERATORS, "{ id: draft, state: 'open' }", '{ id: draft }'],
  ]),
  ...checksOf(DRAFT_PAGES, [
    [
      'a-draft-of-another-tenant-is-not-there',
      OPERATORS,
      "error.refusal.code === 'draft-unknown'",
      'error.refusal.code === null',
    ],
    [
      'drafts-are-seen-by-their-tenant-alone',
      OPERATORS,
      'draft && seesTenant(operator, draft.tenant) ? draft',
      'draft ? draft',
    ],
  ]),
  ...checksOf(STORE, [
    ['operators-are-changed-as-they-were-read', OPERATORS, '{ id, version }, rowOf', '{ id }, rowOf'],
  ]),
]
