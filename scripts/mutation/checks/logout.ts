import { checksOf, REMOVED, type Check } from '../check.js'

const HOSTILE = ['test/logout/hostile-logouts.test.ts']
const FALSE_WORDS = ['test/logout/false-words.test.ts']
const AGAIN = ['test/logout/asked-again.test.ts']
const REACHED = ['test/logout/whom-it-reaches.test.ts']
const ON_THE_WAY = ['test/logout/on-the-way.test.ts']
const OPEN_LOGINS = ['test/logout/open-logins.test.ts']
const BROKEN_OFF = ['test/logout/broken-off.test.ts']
const ELSEWHERE = ['test/logout/ended-elsewhere.test.ts']
const TELLING = ['test/logout/telling.test.ts']
const STEPS = ['test/logout/steps.test.ts']
const LOGOUT = ['test/e2e/logout.test.ts']
const KEPT = ['test/sessions/kept-for-logout.test.ts']
const NAMES = ['test/sessions/session-names.test.ts']
const POST = ['test/saml/bindings/post.test.ts', 'test/login/web/sso-parameters.test.ts']
const EVERYWHERE = 'logout everywhere'
const SHAPE = 'shape before cryptography'
const TIME = 'time and replay'

/** What a service may end, and what is said of it. */
export const LOGOUT_CHECKS: readonly Check[] = [
  ...checksOf(HOSTILE, [
    ['every-proven-message-is-signed', EVERYWHERE, REMOVED],
    ['proven-messages-follow-the-schema', SHAPE, REMOVED],
    ['a-proven-message-is-for-this-place', 'addresses as exact strings', REMOVED],
    ['a-proven-message-has-a-time', TIME, REMOVED],
    ['a-logout-request-ends', TIME, REMOVED],
    ['a-logout-request-counts-once', TIME, REMOVED, AGAIN],
    ['a-logout-names-the-citizen-as-we-did', EVERYWHERE, REMOVED],
    [
      'a-service-ends-its-own-sessions-alone',
      EVERYWHERE,
      'sessionIndexes.length === 0 || sessionIndexes.includes(part.sessionIndex)',
      'true',
    ],
    ['a-soap-body-holds-one-message', SHAPE, REMOVED],
    ['a-soap-message-is-capped', SHAPE, REMOVED],
    ['what-must-be-understood-is-understood', SHAPE, REMOVED],
    ['only-authenticated-content-is-decrypted', EVERYWHERE, REMOVED],
    [
      'decryption-faults-look-alike',
      'every fault ends in the error page',
      "throw new BrokerError('saml-encryption', null, { cause })",
      'throw cause',
    ],
  ]),
  ...checksOf(AGAIN, [
    ['a-logout-goes-on-by-the-same-bytes-alone', TIME, REMOVED],
    ['a-logout-that-goes-on-ends-no-later-session', TIME, 'beganBefore(session, endsWhatBegan) && ', ''],
    [
      'whoever-comes-after-all-sessions-ended-is-signed-in',
      TIME,
      'sessionsEndedAt + CLOCKS_APART + 1',
      'sessionsEndedAt - CLOCKS_APART',
      ['test/sessions/session-renewal.test.ts'],
    ],
    ['an-end-holds-though-clocks-are-apart', TIME, 'end + CLOCKS_APART', 'end'],
    ['services-of-a-logout-that-broke-off-are-told', EVERYWHERE, '(held?.parts ?? [])', '([] as LogoutPart[])'],
    ['who-asks-is-told-of-its-other-names', EVERYWHERE, 'filter((part) => !isNamed(part))', 'filter(() => false)'],
  ]),
  ...checksOf(REACHED, [
    ['a-disabled-service-ends-no-session', EVERYWHERE, REMOVED],
    [
      'metadata-that-have-ended-name-no-address-of-a-logout',
      'metadata is hostile too',
      'notServed({ ...service, active: true }, clock.now(), metadataGrace)',
      'null',
    ],
    ['services-of-another-browser-are-not-claimed', EVERYWHERE, "'unsupported'", "'waiting'"],
    ['a-session-that-is-left-ends-by-its-form', 'web flow', REMOVED],
  ]),
  ...checksOf(FALSE_WORDS, [['a-logout-that-ended-nothing-says-nothing', EVERYWHERE, REMOVED]]),
  ...checksOf(ON_THE_WAY, [
    ['a-logout-is-answered-by-the-one-asked', EVERYWHERE, 'part.service === service', 'true'],
    ['a-partial-logout-is-none', EVERYWHERE, REMOVED],
    ['a-logout-is-shown-to-its-browser-alone', EVERYWHERE, REMOVED],
    ['logged-out-is-said-to-whoever-is-it', EVERYWHERE, REMOVED],
    ['services-of-one-logout-see-nothing-in-common', EVERYWHERE, 'requestIds.seal(REQUEST_PLACE, logout)', 'logout'],
  ]),
  ...checksOf(TELLING, [
    ['a-service-is-told-by-one-instance', EVERYWHERE, 'now >= logout.tellUntil', 'now >= 0'],
    ['a-logout-is-answered-once', TIME, REMOVED],
    ['no-answer-while-another-instance-may-tell', EVERYWHERE, '(await takenOver(found, context))', 'found'],
    ['no-success-while-others-are-still-told', EVERYWHERE, REMOVED],
  ]),
  ...checksOf(BROKEN_OFF, [
    ['nobody-is-told-of-a-session-that-has-not-ended', EVERYWHERE, REMOVED],
    ['a-logout-that-is-left-tells-of-sessions-that-have-ended-alone', EVERYWHERE, REMOVED],
  ]),
  ...checksOf(ELSEWHERE, [
    ['a-session-that-began-later-has-not-ended', TIME, 'beganBefore(session, task.endedAt)', 'true'],
    ['a-session-that-rests-on-another-method-too-has-not-ended', EVERYWHERE, 'countsStill(piece, switched)', 'false'],
  ]),
  ...checksOf(
    ['test/storage/sql/sqlite-stores.test.ts'],
    [
      ['sessions-that-end-once-more-are-looked-for-once-more', TIME, ', endedAt }', ' }'],
      ['the-end-of-sessions-is-noted-with-what-ends-them', EVERYWHERE, REMOVED],
      ['the-end-of-sessions-of-an-account-is-noted-with-it', EVERYWHERE, REMOVED],
      ['the-end-of-sessions-of-a-method-is-noted-with-it', EVERYWHERE, REMOVED],
    ],
  ),
  ...checksOf(OPEN_LOGINS, [
    ['only-its-form-ends-the-logins-of-a-browser', 'web flow', REMOVED],
    ['logging-out-ends-what-was-proved-in-this-browser', EVERYWHERE, REMOVED],
    [
      'a-logout-of-a-service-ends-what-was-proved-in-this-browser',
      EVERYWHERE,
      '!own.some((each) => each !== null && ended.includes(each))',
      'own.length > 0',
    ],
  ]),
  ...checksOf(STEPS, [
    ['cookies-of-logouts-have-a-bound', 'every fault ends in the error page', REMOVED],
    ['a-head-is-no-step-of-a-logout', 'web flow', REMOVED],
  ]),
  ...checksOf(LOGOUT, [
    ['logged-out-is-said-of-services-that-say-so-alone', EVERYWHERE, "state === 'done'", "state !== 'waiting'"],
    ['a-back-channel-answer-is-of-the-one-asked', EVERYWHERE, REMOVED],
  ]),
  ...checksOf(KEPT, [
    [
      'who-takes-part-is-known-for-as-long-as-services-were-told',
      EVERYWHERE,
      '...session.participations.map((part) => lastsUntil(part, limits)),',
      '',
    ],
    ['who-takes-part-goes-along-into-the-next-session-of-the-browser', EVERYWHERE, REMOVED],
    ['no-answer-leaves-a-session-that-has-ended', EVERYWHERE, REMOVED],
  ]),
  ...checksOf(NAMES, [
    ['a-second-name-replaces-no-first-one', EVERYWHERE, '!isSameName(each, part)', 'askerOf(each) !== askerOf(part)'],
    ['one-service-has-few-names-in-a-session', EVERYWHERE, 'Math.max(0, names.length - (NAMES_KEPT - 1))', '0'],
  ]),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [['sessions-kept-for-a-logout-make-room', 'time and replay', REMOVED]],
  ),
  ...checksOf(POST, [['a-field-of-the-binding-comes-once', 'redirect query as sent', REMOVED]]),
]
