import { checksOf, REMOVED, type Check } from '../check.js'

const LOGIN = ['test/login/other-account.test.ts']
const METHOD = ['test/methods/upstream-saml/authenticator.test.ts']
const ASK = 'what a service may ask'

/** Another account as a way to log in: what it proves, for how long, and what it may do to an account here. */
export const OTHER_ACCOUNT_CHECKS: readonly Check[] = [
  ...checksOf(LOGIN, [
    ['another-account-of-somebody-else-is-bound-to-none', ASK, "one === '' || other === '' || one === other", 'true'],
    [
      'another-account-binds-at-most-at-the-level-of-its-session',
      ASK,
      'cap: lowerOf(evidence.level, cap)',
      'cap: evidence.level',
    ],
    [
      'what-another-account-tells-replaces-nothing-of-a-higher-level',
      ASK,
      'return upstream === undefined || held === undefined || newer === undefined || meets(newer.level, held.level)',
      'return true',
    ],
    [
      'a-temporary-login-of-another-account-alone-turns-into-an-account',
      ASK,
      'proof?.upstream?.lasting !== true',
      'proof === undefined',
    ],
    ['a-proof-that-counts-once-opens-no-session', ASK, 'proof?.upstream?.once === true', 'false'],
    [
      'another-account-finds-nobody-by-name',
      ASK,
      'evidence.upstream ? null : await earlierAccount(evidence, ports)',
      'await earlierAccount(evidence, ports)',
    ],
    ['no-other-account-where-the-service-wants-no-proxy', ASK, REMOVED],
    [
      'no-card-finds-an-account-by-what-another-account-told',
      ASK,
      'isReadByCard(facts) ? identityKeyOf(facts, ports) : null',
      'identityKeyOf(facts, ports)',
    ],
    ['an-account-is-bound-to-no-name-of-one-login', ASK, REMOVED],
  ]),
  ...checksOf(METHOD, [
    [
      'an-upstream-whose-metadata-ended-is-refused-after-their-grace',
      ASK,
      'source.signer === null || now < peer.validUntil + grace',
      'now > 0',
    ],
    [
      'what-an-upstream-told-unasked-is-not-kept',
      ASK,
      'new Set<AttributeName>([...NAME_AND_BIRTH_DATE, ...wanted.attributes])',
      'new Set<AttributeName>([...ATTRIBUTE_NAMES, ...NAME_AND_BIRTH_DATE, ...wanted.attributes])',
    ],
    ['an-answer-counts-for-the-upstream-that-gave-it', ASK, 'kept?.upstream !== upstream.id', '!kept'],
    ['an-answer-of-an-upstream-belongs-to-the-login-that-asked', ASK, 'if (!question)', 'if (!answer.inResponseTo)'],
    [
      'an-assertion-of-an-upstream-counts-once',
      ASK,
      'if (first !== null && first !== context.login)',
      'if (first === context.login)',
    ],
    [
      'an-upstream-counts-at-most-as-its-operator-set',
      ASK,
      "lowerOf(level ?? 'basis', settings.maxLevel)",
      'level ?? settings.maxLevel',
    ],
    ['an-upstream-below-what-was-asked-proves-nothing', ASK, REMOVED],
    [
      'a-fresh-proof-of-an-upstream-is-fresh',
      ASK,
      'if (asked.forceAuthn && answer.authnInstant < question.at - SKEW)',
      'if (asked.forceAuthn && answer.authnInstant < 0)',
    ],
    ['what-an-upstream-lets-nobody-pass-on-is-not-passed-on', ASK, REMOVED],
    [
      'what-an-upstream-gives-others-is-not-passed-on',
      ASK,
      'return proxy.audiences.length > 0 && !proxy.audiences.includes(service)',
      'return service.length === 0',
    ],
    [
      'a-value-of-an-upstream-counts-at-most-as-its-proof',
      ASK,
      'lowerOf(value.level ?? level, level)',
      'value.level ?? level',
    ],
    [
      'what-an-upstream-says-once-opens-no-session',
      ASK,
      "once: answer.oneTimeUse || answer.proxy !== null || dialect === 'fink' || isOld",
      'once: isOld && dialect === null',
    ],
    ['a-transient-name-finds-no-account', ASK, 'lasting: answer.isLasting', 'lasting: true'],
  ]),
]
