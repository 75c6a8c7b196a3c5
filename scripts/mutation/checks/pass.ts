import { checksOf, type Check } from '../check.js'

const PHONE = ['test/authenticators/pass/phone.test.ts']
const PAIRING = ['test/authenticators/pass/pairing.test.ts']
const METHOD = ['test/authenticators/pass/authenticator.test.ts']
const API = ['test/http/pass-api.test.ts']
const LOGIN = ['test/e2e/pass.test.ts']
const DEVICES = ['test/e2e/devices.test.ts']
const APP = ['test/domain/app-return.test.ts']
const SQLITE = ['test/storage/sql/sqlite-stores.test.ts']
const PASS = 'the pass'
const FLOW = 'web flow'

/** What stands between a phone's message and a login. */
export const PASS_CHECKS: readonly Check[] = [
  ...checksOf('src/authenticators/pass/signed-message.ts', PHONE, [
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
  ...checksOf('src/authenticators/pass/messages.ts', API, [
    ['a-pass-message-is-of-its-kind', PASS, 'typ: z.literal(kind)', 'typ: z.string()'],
    [
      'a-pass-header-holds-nothing-else',
      PASS,
      "z.strictObject({ alg: z.literal('ES256'), typ: z.literal(kind)",
      "z.object({ alg: z.literal('ES256'), typ: z.literal(kind)",
    ],
  ]),
  ...checksOf(
    'src/crypto/pass-seal.ts',
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
  ...checksOf('src/authenticators/pass/challenge-of-link.ts', PHONE, [
    ['a-challenge-expires', 'time and replay', "if (hasExpired(challenge, now)) throw new PassProblem('expired')", ''],
    [
      'a-challenge-belongs-to-the-phone-that-opened-it',
      PASS,
      "if ('device' in state && state.device !== device.id) throw new PassProblem('taken')",
      '',
    ],
    [
      'a-phone-counts-after-its-first-use',
      PASS,
      "if (device.firstUsedAt === null && !isGivenToIt) throw new PassProblem('unpaired')",
      '',
      PAIRING,
    ],
    [
      'a-phone-without-an-account-stays-at-its-services',
      PASS,
      "if (device.account === null && !purpose.withoutAccount) throw new PassProblem('no-account')",
      '',
      PAIRING,
    ],
  ]),
  ...checksOf('src/authenticators/pass/open-challenge.ts', PHONE, [
    ['a-blocked-phone-opens-nothing', PASS, 'if (device.blockedAt !== null) {', 'if (device.id === undefined) {'],
  ]),
  ...checksOf('src/authenticators/pass/answer-challenge.ts', PHONE, [
    [
      'an-answer-signs-the-nonce',
      PASS,
      "  if (payload.nonce !== challenge.nonce) throw new PassProblem('refused')\n  if (payload.decision",
      '  if (payload.decision',
    ],
    [
      'an-answer-signs-the-service-that-was-shown',
      PASS,
      "if (!Object.values(challenge.names).includes(payload.service)) throw new PassProblem('refused')",
      '',
    ],
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
    [
      'a-late-number-needs-the-pin-before',
      PASS,
      "if (challenge.state.name !== 'returning') throw new PassProblem('used')",
      '',
    ],
    [
      'a-late-number-is-not-for-blocked-phones',
      PASS,
      "if (device.blockedAt !== null) return fail(challenge, 'blocked', 'blocked', deps)",
      '',
    ],
    [
      'a-first-use-needs-the-number',
      PASS,
      "if (challenge.purpose.kind === 'pairing' && payload.number === undefined) throw new PassProblem('malformed')",
      '',
      PAIRING,
    ],
  ]),
  ...checksOf(
    'src/domain/pass-pairing.ts',
    ['test/e2e/devices.test.ts'],
    [['the-address-of-a-pairing-pairs-nobody', PASS, "digest.digest('pass-pairing', link)", 'digest ? link : link']],
  ),
  ...checksOf('src/authenticators/pass/register-device.ts', PAIRING, [
    [
      'a-pairing-link-pairs-once',
      'time and replay',
      "if (pairing.state.name !== 'open') throw new PassProblem('used')",
      '',
    ],
    ['a-pairing-link-ends-with-its-session', PASS, ' || (await deps.sessions.find(pairing.session)) === null', ''],
    [
      'phones-pair-in-a-login-only-where-it-lets-them',
      PASS,
      "if (challenge.purpose.kind !== 'login' || !challenge.purpose.withoutAccount)",
      "if (challenge.purpose.kind !== 'login')",
    ],
    ['phones-that-nobody-uses-do-not-pile-up', PASS, '  await forgetUnused(deps)\n', ''],
  ]),
  ...checksOf('src/domain/app-return.ts', APP, [
    [
      'an-app-has-a-scheme-of-its-own',
      PASS,
      String.raw`(\.[a-z0-9][a-z0-9-]*)+:/(?!/)`,
      String.raw`(\.[a-z0-9][a-z0-9-]*)*:/(?!/)`,
    ],
    ['into-an-app-by-tls-alone', PASS, '^https://[a-z0-9.-]+', '^https?://[a-z0-9.-]+'],
    ['an-address-of-an-app-has-an-end', PASS, 'typed.length > LONGEST || ', ''],
  ]),
  ...checksOf('src/authenticators/pass/finish-pairing.ts', PAIRING, [
    ['what-is-being-bound-is-not-ended', PASS, 'if (!(await deps.pairings.replace(binding))) return false', ''],
    [
      'an-ended-pairing-binds-nothing',
      PASS,
      "if (pairing?.state.name !== 'registered' || pairing.state.device !== device.id) return false",
      'if (!pairing) return false',
    ],
  ]),
  ...checksOf(
    'src/authenticators/pass/pin-digest.ts',
    ['test/authenticators/pass/pin-digest.test.ts'],
    [['a-kept-pin-is-bound-to-its-device', PASS, '`${device} ${opened.data}`', 'opened.data']],
  ),
  ...checksOf('src/authenticators/pass/authenticator.ts', METHOD, [
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
    [
      'the-code-before-leads-nowhere',
      PASS,
      "if (before && isUnderWay(before, context)) await deps.challenges.replace(movedTo(before, { name: 'used' }))",
      '',
    ],
  ]),
  ...checksOf('src/authenticators/pass/brake.ts', API, [
    [
      'phones-that-fail-too-often-are-braked',
      PASS,
      "if (!isOpen) throw new PassProblem('too-many', (await attempts.read(key)).until)",
      'void isOpen',
    ],
    [
      'phones-that-fail-at-once-share-one-allowance',
      PASS,
      'const isOpen = (await attempts.add(key, WINDOW)) <= MOST_FAILURES',
      'const isOpen = (await attempts.read(key)).count < MOST_FAILURES\n  void attempts.add(key, WINDOW)',
      ['test/authenticators/pass/brake.test.ts'],
    ],
  ]),
  ...checksOf('src/storage/sql/stores/pass-devices.ts', SQLITE, [
    ['three-wrong-pins-block', PASS, 'if (row.wrongTries < MOST_WRONG_TRIES)', 'if (row.wrongTries < 1000)'],
    ['a-blocked-phone-compares-no-pin', PASS, "if (affected !== 1) return 'blocked'", ''],
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
  ...checksOf('src/http/routes/pass-api.ts', API, [
    ['bodies-of-phones-are-capped', 'every fault ends in the error page', 'limit: LARGEST_BODY', "limit: '64mb'"],
    ['bodies-of-phones-hold-nothing-else', PASS, 'z.strictObject({ jws', 'z.object({ jws'],
  ]),
  ...checksOf('src/http/routes/pass-links.ts', LOGIN, [
    [
      'a-phone-in-another-browser-is-told-so',
      PASS,
      "if (hasLogin || request.query['token'] === undefined) next()",
      'if (request.path) next()',
    ],
  ]),
  ...checksOf('src/accounts/devices/pair-device.ts', DEVICES, [
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
  ...checksOf('src/accounts/devices/manage-devices.ts', DEVICES, [
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
      ['test/accounts/devices/block-by-code.test.ts'],
    ],
  ]),
  ...checksOf('src/http/account/anonymous-form.ts', DEVICES, [
    ['a-form-without-a-login-needs-its-token', FLOW, "if (!holds) throw new BrokerError('form-token')", ''],
  ]),

  ...checksOf('src/authenticators/pass/answer-challenge.ts', PHONE, [
    [
      'an-answer-needs-an-opened-challenge',
      PASS,
      "if (challenge.state.name !== 'scanned') throw new PassProblem(challenge.state.name === 'open' ? 'malformed' : 'used')",
      '',
    ],
    [
      'a-late-number-signs-the-nonce',
      PASS,
      "  if (payload.nonce !== challenge.nonce) throw new PassProblem('refused')\n  if (device.blockedAt",
      '  if (device.blockedAt',
    ],
  ]),
  ...checksOf('src/authenticators/pass/open-challenge.ts', PHONE, [
    [
      'a-decided-challenge-opens-no-more',
      PASS,
      "if (challenge.state.name !== 'open') throw new PassProblem('used')",
      '',
    ],
  ]),
  ...checksOf('src/authenticators/pass/pass-phone.ts', PHONE, [
    [
      'a-decided-challenge-is-not-shown',
      PASS,
      "if (state.name !== 'open' && state.name !== 'scanned') throw new PassProblem('used')",
      '',
    ],
  ]),
  ...checksOf('src/authenticators/pass/register-device.ts', PAIRING, [
    [
      'a-login-pairs-one-phone',
      PASS,
      "if (challenge.state.name !== 'open') throw new PassProblem(challenge.state.name === 'scanned' ? 'taken' : 'used')",
      '',
    ],
    [
      'a-pairing-link-pairs-one-of-those-at-once',
      'time and replay',
      "if (!(await deps.pairings.replace(pairingMovedTo(pairing, state)))) throw new PassProblem('used')",
      'await deps.pairings.replace(pairingMovedTo(pairing, state))',
    ],
    ['a-pairing-needs-a-pin-that-opens', PASS, "if (pinDigest === null) throw new PassProblem('refused')", ''],
  ]),
  ...checksOf('src/storage/sql/stores/pass-devices.ts', SQLITE, [
    [
      'a-phone-is-bound-to-its-own-account',
      PASS,
      '{ id, accountId: account.id, firstUsedAt: IsNull(), blockedAt: IsNull() }',
      '{ id, firstUsedAt: IsNull(), blockedAt: IsNull() }',
    ],
    [
      'a-blocked-phone-is-not-bound',
      PASS,
      'firstUsedAt: IsNull(), blockedAt: IsNull() }\n  const',
      'firstUsedAt: IsNull() }\n  const',
    ],
    ['a-phone-is-bound-and-used-in-one', PASS, 'throw new AccountChanged()', 'return false'],
  ]),
  ...checksOf('src/http/account/require-account.ts', DEVICES, [
    ['a-form-of-the-account-needs-its-token', FLOW, "if (!holds) throw new BrokerError('form-token')", ''],
    [
      'a-page-of-the-account-needs-its-level',
      'what a service may ask',
      'isRecent && meets(found.level, needed)',
      'isRecent && needed !== null',
    ],
  ]),
]
