import { checksOf, REMOVED, type Check } from '../check.js'

const HOSTILE = ['test/logout/hostile-logouts.test.ts']
const FALSE_WORDS = ['test/logout/false-words.test.ts']
const ON_THE_WAY = ['test/logout/on-the-way.test.ts']
const TELLING = ['test/logout/telling.test.ts']
const STEPS = ['test/logout/steps.test.ts']
const LOGOUT = ['test/e2e/logout.test.ts']
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
    ['a-logout-request-counts-once', TIME, REMOVED],
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
  ]),
  ...checksOf(STEPS, [
    ['only-its-form-ends-the-logins-of-a-browser', 'web flow', REMOVED],
    ['logging-out-ends-what-was-proved-in-this-browser', EVERYWHERE, REMOVED],
    ['cookies-of-logouts-have-a-bound', 'every fault ends in the error page', REMOVED],
    ['a-head-is-no-step-of-a-logout', 'web flow', REMOVED],
  ]),
  ...checksOf(LOGOUT, [
    ['logged-out-is-said-of-services-that-say-so-alone', EVERYWHERE, "state === 'done'", "state !== 'waiting'"],
    ['a-back-channel-answer-is-of-the-one-asked', EVERYWHERE, REMOVED],
  ]),
  ...checksOf(POST, [['a-field-of-the-binding-comes-once', 'redirect query as sent', REMOVED]]),
]
