import { checksOf, type Check } from '../check.js'

const ATTACKS = ['test/http/attacks/second-factor.test.ts']
const WALK = ['test/http/second-factor.test.ts']
const SETUP = ['test/authenticators/password/setup.test.ts']
const BRAKE = ['test/authenticators/password/factor-brake.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const LEVELS = ['test/domain/reached-level.test.ts']
const FACTORS = 'second factors'
const ASK = 'what a service may ask'

/** What joins a password: codes, passkeys, and their set-up. */
export const SECOND_FACTOR_CHECKS: readonly Check[] = [
  ...checksOf('src/authenticators/password/authenticator.ts', ATTACKS, [
    [
      'a-bound-second-factor-is-always-asked-for',
      FACTORS,
      '(await askSecondFactor(account, context, deps.secondFactor)) ?? proved(account, context, deps)',
      'proved(account, context, deps)',
    ],
  ]),
  ...checksOf('src/authenticators/password/second-factor.ts', ATTACKS, [
    ['a-proof-is-of-its-login', FACTORS, '`second factor of ${login}`', "'second factor'"],
    ['a-proof-ends', FACTORS, 'return proof && context.now - proof.at < PROOF_HOLDS ? proof : null', 'return proof'],
    ['a-passkey-challenge-is-answered-once', FACTORS, 'if (asserted && isFresh && ', 'if (asserted && '],
    ['a-passkey-count-is-kept', FACTORS, 'return factors.noteUse(account, passkey.instance, counter)', 'return true'],
    [
      'a-recovery-code-raises-nothing',
      FACTORS,
      "return proved(proof.account, '', plainLevel, context.now)",
      "return proved(proof.account, '', deps.level, context.now)",
      WALK,
    ],
  ]),
  ...checksOf('src/authenticators/password/code-check.ts', ATTACKS, [
    ['codes-are-braked', FACTORS, "if ('until' in taken) return { kind: 'braked', until: taken.until }", ''],
    [
      'a-code-counts-once',
      FACTORS,
      'const isFirst = await deps.factors.noteUse(account, factor.instance, step)',
      'const isFirst = true',
    ],
  ]),
  ...checksOf('src/authenticators/password/factor-brake.ts', BRAKE, [
    ['tries-of-codes-are-taken-first', FACTORS, 'if (left >= 0) return { left }', 'return { left }'],
    ['codes-are-braked-by-address', FACTORS, '[...own, { key: addressKey(address), limit: limits.perAddress }]', 'own'],
    ['codes-have-a-day’s-allowance', FACTORS, 'const PER_DAY = 30', 'const PER_DAY = 3000', ATTACKS],
  ]),
  ...checksOf('src/authenticators/password/passkeys.ts', ATTACKS, [
    ['no-attestation-is-read', FACTORS, ' || !isWithoutAttestation(read.response.attestationObject)', ''],
    [
      'passkeys-verify-their-user',
      FACTORS,
      'requireUserVerification: true }',
      'requireUserVerification: false as true }',
    ],
    ['a-passkey-is-the-account’s', FACTORS, 'passkeys.find(({ credential: id }) => id === read.id)', 'passkeys[0]'],
    ['passkey-answers-have-a-length', FACTORS, 'if (answer.length > LONGEST_ANSWER) return null', ''],
  ]),
  ...checksOf('src/authenticators/password/setup-deps.ts', SETUP, [
    ['a-set-up-is-of-its-session', FACTORS, '`${what} of ${account.id} in ${session}`', '`${what} of ${account.id}`'],
    ['a-set-up-is-of-its-account', FACTORS, 'of ${account.id} in ${session}', 'in ${session}'],
    ['a-set-up-ends', FACTORS, 'return clock.now() < until ? content : null', 'return content'],
  ]),
  ...checksOf('src/authenticators/password/setup-totp.ts', WALK, [
    ['a-code-app-is-used-before-it-counts', FACTORS, "if (step === null) return again('wrong')", ''],
    [
      'the-code-of-the-set-up-is-used-up',
      FACTORS,
      'instance: TOTP, counter: step,',
      'instance: TOTP, counter: 0,',
      ATTACKS,
    ],
  ]),
  ...checksOf('src/authenticators/password/setup-passkey.ts', WALK, [
    [
      'a-passkey-is-used-before-it-counts',
      FACTORS,
      "if (!used) return { kind: 'again', problem: 'wrong', offer: offerUse(at, passkey, name, deps) }",
      '',
    ],
  ]),
  ...checksOf('src/authenticators/password/bind-factor.ts', SETUP, [
    [
      'a-factor-joins-a-password',
      FACTORS,
      "if (!hasPassword(account)) throw new BrokerError('form-input',",
      "if (!account) throw new BrokerError('form-input',",
    ],
    ['a-factor-is-capped-by-its-session', ASK, '    cap: level,\n    boundAt', "    cap: 'hoch',\n    boundAt"],
  ]),
  ...checksOf('src/authenticators/password/recovery-codes.ts', SETUP, [
    ['recovery-codes-are-of-one-account', FACTORS, '`${account} ${code}`', 'code'],
  ]),
  ...checksOf(
    'src/crypto/totp.ts',
    ['test/crypto/totp.test.ts'],
    [
      ['codes-count-one-step-around', FACTORS, 'const DRIFT = [-1, 0, 1]', 'const DRIFT = [-2, -1, 0, 1, 2]'],
      ['codes-are-compared-whole', FACTORS, 'sameText(code, hotp(key, step))', 'hotp(key, step).startsWith(code)'],
    ],
  ),
  ...checksOf('src/storage/sql/stores/second-factors.ts', STORE, [
    ['a-use-is-noted-once', FACTORS, 'counter: LessThan(next) }', '}'],
    ['a-blocked-factor-is-none', FACTORS, ' AND NOT m.blocked', ''],
  ]),
  ...checksOf('src/storage/sql/stores/password-credentials.ts', STORE, [
    ['a-second-factor-is-no-password', FACTORS, " AND m.instance = ''", ''],
  ]),
  ...checksOf('src/domain/account.ts', LEVELS, [
    ['a-second-factor-falls-with-its-password', ASK, 'return isSoleBlocked ? [] : ', 'return '],
  ]),
  ...checksOf(
    'src/flow/offered-methods.ts',
    ['test/flow/second-factor.test.ts'],
    [
      [
        'a-binding-is-offered-at-its-own-level',
        ASK,
        'lowerOf(levelOf(method, instance), cap)',
        'lowerOf(method.level, cap)',
      ],
    ],
  ),
  ...checksOf('src/http/account/require-account.ts', ATTACKS, [
    ['a-session-left-open-changes-no-factor', FACTORS, 'if (found && isRecent && ', 'if (found && '],
  ]),
  ...checksOf('src/http/routes/second-factor.ts', WALK, [
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
    'src/http/account/factor-done.ts',
    ['test/http/second-factor.test.ts'],
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
