import { checksOf, REMOVED, type Check } from '../check.js'

const PHONE = ['test/methods/pass/phone.test.ts']
const PAIRING = ['test/methods/pass/pairing.test.ts']
const METHOD = ['test/methods/pass/authenticator.test.ts']
const API = ['test/methods/pass/phone-api/pass-api.test.ts']
const LOGIN = ['test/e2e/pass.test.ts']
/** The same forms, where nobody can block a phone. */
const SIGN_IN_OF_OPERATORS = ['test/operators/console/console.test.ts']
const DEVICES = ['test/e2e/devices.test.ts']
const APP = ['test/domain/app-return.test.ts']
const SQLITE = ['test/storage/sql/sqlite-stores.test.ts']
const PASS = 'the pass'
const FLOW = 'web flow'

/** What stands between a phone's message and a login. */
export const PASS_CHECKS: readonly Check[] = [
  ...checksOf(PHONE, [
    [
      'a-pass-message-is-signed-by-its-device',
      PASS,
      'const verified = await verifiedPayload(jws, device.publicKey)\n  if (verified === null)',
      "const verified = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as unknown\n  if (verified === null)",
    ],
    [
      'a-new-key-signs-for-itself',
      PASS,
      'const verified = await verifiedPayload(jws, { x, y })',
      "const verified = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as unknown",
      PAIRING,
    ],
    ['a-pass-message-is-for-this-broker', PASS, 'payload.data.aud !== publicUrl || ', ''],
    ['a-pass-message-is-for-this-link', PASS, ' || payload.data.link !== link', ''],
  ]),
  ...checksOf(API, [
    ['a-pass-message-is-of-its-kind', PASS, 'typ: z.literal(kind)', 'typ: z.string()'],
    [
      'a-pass-header-holds-nothing-else',
      PASS,
      "z.strictObject({ alg: z.literal('ES256'), typ: z.literal(kind)",
      "z.object({ alg: z.literal('ES256'), typ: z.literal(kind)",
    ],
  ]),
  ...checksOf(
    ['test/crypto/pass-messages.test.ts'],
    [
      ['a-sealed-pin-agrees-by-ecdh', PASS, "keyManagementAlgorithms: ['ECDH-ES'],\n", ''],
      ['a-sealed-pin-is-aes-256-gcm', PASS, "contentEncryptionAlgorithms: ['A256GCM'],\n", ''],
      ['a-sealed-pin-is-not-compressed', PASS, 'maxDecompressedLength: 0,\n', ''],
      [
        'a-seal-key-opens-under-its-id-alone',
        'keys and secrets',
        'wrap.wrap(id, privateKey)',
        "wrap.wrap('', privateKey)",
      ],
    ],
  ),
  ...checksOf(PHONE, [
    ['a-challenge-expires', 'time and replay', REMOVED],
    ['a-challenge-belongs-to-the-phone-that-opened-it', PASS, REMOVED],
    ['a-phone-counts-after-its-first-use', PASS, REMOVED, PAIRING],
    ['a-phone-without-an-account-stays-at-its-services', PASS, REMOVED, PAIRING],
  ]),
  ...checksOf(PHONE, [
    ['a-blocked-phone-opens-nothing', PASS, 'if (device.blockedAt !== null) {', 'if (device.id === undefined) {'],
  ]),
  ...checksOf(PHONE, [
    ['an-answer-signs-the-nonce', PASS, REMOVED],
    ['an-answer-signs-the-service-that-was-shown', PASS, REMOVED],
    [
      'a-challenge-is-taken-before-a-try-is-counted',
      'time and replay',
      "await moved(challenge, { name: 'checking', device: device.id }, deps)",
      'challenge',
    ],
    ['a-wrong-pin-confirms-nothing', PASS, "if (tried !== 'right')", "if (tried === 'gone')"],
    ['a-wrong-number-confirms-nothing', PASS, 'if (!sameText(number, taken.number))', "if (number === 'xx')"],
    [
      'without-the-number-nothing-goes-on',
      PASS,
      'if (number === undefined) return returning(taken, device, deps)',
      'if (number === undefined) return confirmed(taken, device, deps)',
    ],
    [
      'a-late-number-has-to-be-right',
      PASS,
      'if (!sameText(payload.number, challenge.number))',
      "if (payload.number === 'xx')",
    ],
    ['a-late-number-needs-the-pin-before', PASS, REMOVED],
    ['a-late-number-is-not-for-blocked-phones', PASS, REMOVED],
    ['a-first-use-needs-the-number', PASS, REMOVED, PAIRING],
  ]),
  ...checksOf(
    ['test/e2e/devices.test.ts'],
    [['the-address-of-a-pairing-pairs-nobody', PASS, "digest.digest('pass-pairing', link)", 'digest ? link : link']],
  ),
  ...checksOf(PAIRING, [
    ['a-pairing-link-pairs-once', 'time and replay', REMOVED],
    ['a-pairing-link-ends-with-its-session', PASS, ' || (await deps.sessions.find(pairing.session)) === null', ''],
    [
      'phones-pair-in-a-login-only-where-it-lets-them',
      PASS,
      "if (challenge.purpose.kind !== 'login' || !challenge.purpose.withoutAccount)",
      "if (challenge.purpose.kind !== 'login')",
    ],
    ['phones-that-nobody-uses-do-not-pile-up', PASS, REMOVED],
  ]),
  ...checksOf(APP, [
    [
      'an-app-has-a-scheme-of-its-own',
      PASS,
      String.raw`(\.[a-z0-9][a-z0-9-]*)+:/(?!/)`,
      String.raw`(\.[a-z0-9][a-z0-9-]*)*:/(?!/)`,
    ],
    ['into-an-app-by-tls-alone', PASS, '^https://[a-z0-9.-]+', '^https?://[a-z0-9.-]+'],
    ['an-address-of-an-app-has-an-end', PASS, 'typed.length > LONGEST || ', ''],
  ]),
  ...checksOf(PAIRING, [
    ['what-is-being-bound-is-not-ended', PASS, REMOVED],
    [
      'an-ended-pairing-binds-nothing',
      PASS,
      "if (pairing?.state.name !== 'registered' || pairing.state.device !== device.id) return false",
      'if (!pairing) return false',
    ],
  ]),
  ...checksOf(
    ['test/methods/pass/pin-digest.test.ts'],
    [['a-kept-pin-is-bound-to-its-device', PASS, '`${device} ${opened.data}`', 'opened.data']],
  ),
  ...checksOf(METHOD, [
    ['a-challenge-belongs-to-one-login', PASS, ' && challenge.purpose.login === login', ''],
    ['a-phone-returns-with-the-one-time-token', PASS, " && sameText(fields['token'] ?? '', state.token)", ''],
    ['a-return-is-no-form', PASS, "state.name === 'returning' && returned &&", "state.name === 'returning' &&"],
    ['a-phone-blocked-meanwhile-proves-nothing', PASS, 'if (device?.blockedAt !== null) {', 'if (!device) {'],
    [
      'a-confirmation-is-used-once',
      'time and replay',
      "if (!(await deps.challenges.replace(movedTo(challenge, { name: 'used' })))) return null",
      "await deps.challenges.replace(movedTo(challenge, { name: 'used' }))",
    ],
    ['no-new-code-by-a-link', FLOW, ' && !input.returned) return renewed', ') return renewed'],
    ['the-code-before-leads-nowhere', PASS, REMOVED],
  ]),
  ...checksOf(API, [
    [
      'phones-that-fail-too-often-are-limited',
      PASS,
      "if (!isOpen) throw new PassProblem('too-many', (await attempts.read(key)).until)",
      'void isOpen',
    ],
    [
      'phones-that-fail-at-once-share-one-allowance',
      PASS,
      'const isOpen = (await attempts.add(key, WINDOW)) <= MOST_FAILURES',
      'const isOpen = (await attempts.read(key)).count < MOST_FAILURES\n  void attempts.add(key, WINDOW)',
      ['test/methods/pass/rate-limit.test.ts'],
    ],
  ]),
  ...checksOf(SQLITE, [
    ['three-wrong-pins-block', PASS, 'if (row.wrongTries < MOST_WRONG_TRIES)', 'if (row.wrongTries < 1000)'],
    ['a-blocked-phone-compares-no-pin', PASS, REMOVED],
    [
      'a-phone-is-renamed-by-its-account',
      PASS,
      'rows.update(PassDeviceEntity, { id, accountId }, { name })',
      'rows.update(PassDeviceEntity, { id }, { name })',
    ],
    [
      'a-phone-is-removed-by-its-account',
      PASS,
      'rows.delete(PassDeviceEntity, { id, accountId })',
      'rows.delete(PassDeviceEntity, { id })',
    ],
  ]),
  ...checksOf(API, [
    ['bodies-of-phones-are-capped', 'every fault ends in the error page', 'limit: LARGEST_BODY', "limit: '64mb'"],
    ['bodies-of-phones-hold-nothing-else', PASS, 'z.strictObject({ jws', 'z.object({ jws'],
  ]),
  ...checksOf(LOGIN, [
    [
      'a-phone-in-another-browser-is-told-so',
      PASS,
      "if (hasLogin || request.query['token'] === undefined) next()",
      'if (request.path) next()',
    ],
  ]),
  ...checksOf(DEVICES, [
    [
      'a-pairing-is-shown-to-its-account',
      PASS,
      "if (pairing?.account !== account.id || pairing.state.name === 'over') return { status: 'over' }",
      "if (!pairing || pairing.state.name === 'over') return { status: 'over' }",
    ],
    [
      'a-pairing-is-ended-by-its-account',
      PASS,
      "if (pairing?.account !== account.id || !['open', 'registered']",
      "if (!pairing || !['open', 'registered']",
    ],
    [
      'a-pairing-is-not-shown-after-its-session',
      PASS,
      'return (await sessions.find(pairing.session)) && pairing',
      'return pairing',
    ],
  ]),
  ...checksOf(DEVICES, [
    [
      'a-phone-is-blocked-by-its-account',
      PASS,
      "if (device?.account !== account.id) return 'gone'",
      "if (!device) return 'gone'",
    ],
    [
      'the-last-way-in-stays',
      PASS,
      'if (methods.some(({ blocked }) => !blocked)) return { ...each, methods }',
      'if (methods) return { ...each, methods }',
    ],
    [
      'codes-are-not-guessed',
      PASS,
      '(await deps.attempts.add(key, CODE_WINDOW)) > MOST_CODES',
      '(await deps.attempts.add(key, CODE_WINDOW)) < 0',
    ],
    [
      'codes-tried-at-once-share-one-allowance',
      PASS,
      'if ((await deps.attempts.add(key, CODE_WINDOW)) > MOST_CODES) {',
      'const { count } = await deps.attempts.read(key)\n  await Promise.resolve().then(() => deps.attempts.add(key, CODE_WINDOW))\n  if (count >= MOST_CODES) {',
      ['test/methods/pass/devices/block-by-code.test.ts'],
    ],
  ]),
  ...checksOf(DEVICES, [
    [
      'a-form-without-a-login-needs-its-token',
      FLOW,
      '|| !sameText(typed, digest.digest(purpose, browser))',
      '',
      SIGN_IN_OF_OPERATORS,
    ],
  ]),

  ...checksOf(PHONE, [
    ['an-answer-needs-an-opened-challenge', PASS, REMOVED],
    ['a-late-number-signs-the-nonce', PASS, REMOVED],
  ]),
  ...checksOf(PHONE, [['a-decided-challenge-opens-no-more', PASS, REMOVED]]),
  ...checksOf(PHONE, [['a-decided-challenge-is-not-shown', PASS, REMOVED]]),
  ...checksOf(PAIRING, [
    ['a-login-pairs-one-phone', PASS, REMOVED],
    [
      'a-pairing-link-pairs-one-of-those-at-once',
      'time and replay',
      "if (!(await deps.pairings.replace(pairingMovedTo(pairing, state)))) throw new PassProblem('used')",
      'await deps.pairings.replace(pairingMovedTo(pairing, state))',
    ],
    ['a-pairing-needs-a-pin-that-opens', PASS, REMOVED],
  ]),
  ...checksOf(SQLITE, [
    [
      'a-phone-is-bound-to-its-own-account',
      PASS,
      '{ id, accountId, firstUsedAt: IsNull(), blockedAt: IsNull() }',
      '{ id, firstUsedAt: IsNull(), blockedAt: IsNull() }',
    ],
    [
      'a-blocked-phone-is-not-bound',
      PASS,
      'firstUsedAt: IsNull(), blockedAt: IsNull() }\n      return',
      'firstUsedAt: IsNull() }\n      return',
    ],
    ['a-phone-blocked-by-its-pin-raises-the-version-of-its-account', FLOW, REMOVED],
    ['a-phone-changes-with-its-account-in-one', PASS, 'throw new AccountUnchanged()', 'return false'],
  ]),
  ...checksOf(DEVICES, [
    ['a-form-of-the-account-needs-its-token', FLOW, REMOVED],
    [
      'a-page-of-the-account-needs-its-level',
      'what a service may ask',
      'isRecent && meets(found.level, needed)',
      'isRecent && needed !== null',
    ],
  ]),
]
