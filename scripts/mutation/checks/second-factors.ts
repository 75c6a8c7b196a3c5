import { checksOf, REMOVED, type Check } from '../check.js'

const ATTACKS = ['test/http/attacks/second-factor.test.ts']
const WALK = ['test/factors/second-factor-pages.test.ts']
const SETUP = ['test/factors/setup.test.ts']
const BRAKE = ['test/factors/factor-limit.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const LEVELS = ['test/domain/reached-level.test.ts']
const FACTORS = 'second factors'
const ASK = 'what a service may ask'

/** What joins a password: codes, passkeys, and their set-up. */
export const SECOND_FACTOR_CHECKS: readonly Check[] = [
  ...checksOf(ATTACKS, [
    [
      'a-bound-second-factor-is-always-asked-for',
      FACTORS,
      '(await askSecondFactor(account, context, deps.secondFactor)) ?? proved(account, context, deps)',
      'proved(account, context, deps)',
    ],
  ]),
  ...checksOf(ATTACKS, [
    ['a-proof-is-of-its-login', FACTORS, '`second factor of ${login}`', "'second factor'"],
    ['a-proof-ends', FACTORS, 'return proof && context.now - proof.at < PROOF_HOLDS ? proof : null', 'return proof'],
    ['a-passkey-challenge-is-answered-once', FACTORS, 'if (asserted && isFresh && ', 'if (asserted && '],
    ['a-passkey-count-is-kept', FACTORS, 'return factors.noteUse(account, passkey.instance, counter)', 'return true'],
    [
      'a-recovery-code-raises-nothing',
      FACTORS,
      "return proved(proof.account, '', plainLevel, context.now, {",
      "return proved(proof.account, '', deps.level, context.now, {",
      WALK,
    ],
  ]),
  ...checksOf(ATTACKS, [
    ['codes-are-limited', FACTORS, REMOVED],
    [
      'a-code-counts-once',
      FACTORS,
      'const isFirst = await deps.factors.noteUse(account, factor.instance, step)',
      'const isFirst = true',
    ],
  ]),
  ...checksOf(BRAKE, [
    ['tries-of-codes-are-taken-first', FACTORS, 'if (left >= 0) return { left }', 'return { left }'],
    [
      'codes-are-limited-by-address',
      FACTORS,
      '[...own, { key: addressKey(address), limit: limits.perAddress }]',
      'own',
    ],
    ['codes-have-a-day’s-allowance', FACTORS, 'const PER_DAY = 30', 'const PER_DAY = 3000', ATTACKS],
  ]),
  ...checksOf(ATTACKS, [
    ['no-attestation-is-read', FACTORS, ' || !(await isWithoutAttestation(read.response.attestationObject))', ''],
    [
      'passkeys-verify-their-user',
      FACTORS,
      'requireUserVerification: true }',
      'requireUserVerification: false as true }',
    ],
    ['a-passkey-is-the-account’s', FACTORS, 'passkeys.find(({ credential: id }) => id === read.id)', 'passkeys[0]'],
    ['passkey-answers-have-a-length', FACTORS, REMOVED],
  ]),
  ...checksOf(SETUP, [
    [
      'a-set-up-is-of-its-session',
      FACTORS,
      '`${what} of ${account.id} in ${session.id}`',
      '`${what} of ${account.id}`',
    ],
    ['a-set-up-is-of-its-account', FACTORS, 'of ${account.id} in ${session.id}', 'in ${session.id}'],
    ['a-set-up-ends', FACTORS, 'return clock.now() < until ? content : null', 'return content'],
  ]),
  ...checksOf(WALK, [
    ['a-code-app-is-used-before-it-counts', FACTORS, REMOVED],
    [
      'the-code-of-the-set-up-is-used-up',
      FACTORS,
      'instance: TOTP, counter: step,',
      'instance: TOTP, counter: 0,',
      ATTACKS,
    ],
  ]),
  ...checksOf(WALK, [['a-passkey-is-used-before-it-counts', FACTORS, REMOVED]]),
  ...checksOf(SETUP, [
    [
      'a-factor-joins-a-password',
      FACTORS,
      "if (!hasPassword(account)) throw new BrokerError('form-input',",
      "if (!account) throw new BrokerError('form-input',",
    ],
    ['a-factor-is-capped-by-its-session', ASK, '    cap: level,\n    boundAt', "    cap: 'hoch',\n    boundAt"],
  ]),
  ...checksOf(SETUP, [['recovery-codes-are-of-one-account', FACTORS, '`${account} ${code}`', 'code']]),
  ...checksOf(
    ['test/factors/totp.test.ts'],
    [
      ['codes-count-one-step-around', FACTORS, 'const DRIFT = [-1, 0, 1]', 'const DRIFT = [-2, -1, 0, 1, 2]'],
      ['codes-are-compared-whole', FACTORS, 'sameText(code, hotp(key, step))', 'hotp(key, step).startsWith(code)'],
    ],
  ),
  ...checksOf(STORE, [
    ['a-use-is-noted-once', FACTORS, 'counter: LessThan(next) }', '}'],
    ['a-blocked-factor-is-none', FACTORS, ' AND NOT m.blocked', ''],
  ]),
  ...checksOf(STORE, [['a-second-factor-is-no-password', FACTORS, " AND m.instance = ''", '']]),
  ...checksOf(LEVELS, [['a-second-factor-falls-with-its-password', ASK, 'return isSoleBlocked ? [] : ', 'return ']]),
  ...checksOf(
    ['test/login/second-factor.test.ts'],
    [
      [
        'a-binding-is-offered-at-its-own-level',
        ASK,
        'lowerOf(levelOf(method, instance), cap)',
        'lowerOf(method.level, cap)',
      ],
    ],
  ),
  ...checksOf(ATTACKS, [
    ['a-session-left-open-changes-no-factor', FACTORS, 'if (found && isRecent && ', 'if (found && '],
  ]),
  ...checksOf(WALK, [
    [
      'an-address-of-any-length-goes-into-no-cookie',
      FACTORS,
      "if (typeof instance !== 'string' || !/^[\\w:-]{1,64}$/.test(instance)) throw",
      "if (typeof instance !== 'string') throw",
    ],
    [
      'taking-a-factor-off-takes-its-level',
      FACTORS,
      'changingAt(FACTOR_PATHS.removal(instance), lowerOf(cap, setup.level))',
      'changingAt(FACTOR_PATHS.removal(instance), lowerOf(cap, setup.level) && undefined)',
    ],
  ]),
  ...checksOf(
    ['test/factors/second-factor-pages.test.ts'],
    [
      [
        'an-address-that-somebody-made-says-nothing-was-done',
        'web flow',
        'sameText(given, markOf(done, found, found.account.version, context))',
        'given.length > 0',
      ],
    ],
  ),
]
