import { checksOf, REMOVED, type Check } from '../check.js'

const WEAK = 'nothing weak but by exception'
const SECRETS = 'keys and secrets'
const MESSAGES = ['test/saml/idp/weak-algorithms.test.ts']
const SETTINGS = ['test/operators/services/weak-exception.test.ts']
const KEYS = ['test/operators/keys/manage-keys.test.ts']
const LIFECYCLE = ['test/crypto/key-lifecycle.test.ts']

/** Which algorithms are used with whom, and which of the broker's keys does what. */
export const ALGORITHM_CHECKS: readonly Check[] = [
  ...checksOf(MESSAGES, [
    ['an-endless-exception-is-of-a-test-deployment', WEAK, 'isTest && mayBeEndless', 'mayBeEndless'],
    ['an-exception-ends', WEAK, 'end !== null && now < end', 'end !== null'],
    [
      'an-exception-permits-what-it-names',
      WEAK,
      'new Set(exception.weakAlgorithms) : NO_WEAK',
      'new Set(WEAK_ALGORITHMS) : NO_WEAK',
    ],
    ['an-exception-is-for-the-future', WEAK, 'day > today && ', '', SETTINGS],
    [
      'an-exception-lasts-a-year-at-most',
      WEAK,
      'day > today && day <= `${year}${today.slice(4)}`',
      'day > today',
      SETTINGS,
    ],
  ]),
  ...checksOf(MESSAGES, [
    ['a-sha-1-signature-needs-its-exception', WEAK, "uri === RSA_SHA1 && weak.has('rsa-sha1')", 'uri === RSA_SHA1'],
  ]),
  ...checksOf(MESSAGES, [
    [
      'a-sha-1-digest-needs-its-exception',
      WEAK,
      "weak.has('sha1') || weak.has(SHA1_DIGEST) ? new Map",
      'weak.size > 0 ? new Map',
    ],
  ]),
  ...checksOf(MESSAGES, [
    [
      'cbc-needs-its-exception',
      WEAK,
      '(found.weak === null || weak.has(found.weak))',
      '(found.weak === null || weak.size >= 0)',
    ],
  ]),
  ...checksOf(MESSAGES, [
    [
      'an-exception-is-of-the-sender-and-of-now',
      WEAK,
      'permittedWeak(service.settings, clock.now(), deps.isTest)',
      'permittedWeak(service.settings, 0, deps.isTest)',
    ],
  ]),
  ...checksOf(MESSAGES, [
    [
      'prepared-encryption-follows-the-exception',
      WEAK,
      'permitted === NO_WEAK ? strict(service) : lenient(service)',
      'permitted.size < 0 ? strict(service) : lenient(service)',
    ],
    ['weak-encryption-is-told', WEAK, REMOVED],
  ]),
  ...checksOf(MESSAGES, [
    ['a-weak-signature-is-told', WEAK, REMOVED],
    ['a-weak-digest-is-told', WEAK, REMOVED],
  ]),
  ...checksOf(MESSAGES, [['a-weak-redirect-is-told', WEAK, REMOVED]]),
  ...checksOf(MESSAGES, [
    [
      'strong-encryption-comes-first',
      WEAK,
      '[...listed.filter((uri) => contentEncryption(uri) !== null), ...listed, own]',
      '[...listed, own]',
    ],
  ]),
  ...checksOf(SETTINGS, [
    ['an-exception-without-an-end-is-given-in-a-test-deployment', WEAK, 'isTest && mayBeEndless', 'mayBeEndless'],
    [
      'an-exception-has-an-end',
      WEAK,
      'if (until !== null && mayLastUntil(until, now)) return draft',
      'if (until === null || mayLastUntil(until, now)) return draft',
    ],
    [
      'an-end-goes-with-its-algorithms',
      WEAK,
      'settings: { ...draft.settings, weakAlgorithmsUntil: null }',
      'settings: draft.settings',
    ],
  ]),
  ...checksOf(SETTINGS, [
    [
      'weak-encryption-is-not-set-without-an-exception',
      WEAK,
      'if (!weak || weakAlgorithms.includes(weak)) return',
      'if (!weak || weakAlgorithms.length >= 0) return',
    ],
    [
      'no-signature-is-set-that-no-key-makes',
      SECRETS,
      '(await deps.signableAlgorithms()).includes(algorithm)',
      '(await deps.signableAlgorithms()).length > 0',
      ['test/operators/services/setting-rules.test.ts'],
    ],
  ]),
  ...checksOf(SETTINGS, [
    [
      'cbc-lies-inside-a-signature',
      WEAK,
      "settings.sign === 'assertion' && settings.weakAlgorithms.some(",
      "settings.sign === 'assertion' && settings.weakAlgorithms.length > 99 && settings.weakAlgorithms.some(",
    ],
  ]),
  ...checksOf(
    ['test/domain/key-state.test.ts'],
    [
      [
        'a-previous-key-stays-announced',
        SECRETS,
        "signing: ['active', 'previous', 'next'],",
        "signing: ['active', 'next'],",
      ],
      [
        'only-active-keys-sign',
        SECRETS,
        "use === 'signing' && state === 'active'",
        "use === 'signing' && state !== 'retired'",
      ],
      [
        'a-retired-key-decrypts-nothing',
        SECRETS,
        "use === 'encryption' && state !== 'retired'",
        "use === 'encryption' && state !== 'next'",
      ],
    ],
  ),
  ...checksOf(LIFECYCLE, [
    [
      'a-retired-key-stays-retired',
      SECRETS,
      "if (key.state === 'retired') {",
      "if (key.state === 'retired' && now < 0) {",
    ],
    ['an-expired-key-is-not-activated', SECRETS, 'if (key.notAfter <= now) throw', 'if (key.notAfter <= 0) throw'],
    [
      'families-do-not-displace-each-other',
      SECRETS,
      "each.state === 'active' && sameRole(each, key)",
      "each.state === 'active' && each.use === key.use",
    ],
    [
      'the-only-active-key-stays',
      SECRETS,
      "each.id !== id && each.use === key.use && each.state === 'active'",
      'each.use === key.use',
    ],
  ]),
  ...checksOf(KEYS, [['a-key-that-a-service-needs-stays', SECRETS, REMOVED]]),
  ...checksOf(KEYS, [
    [
      'an-early-activation-is-warned-of',
      SECRETS,
      "key.state !== 'next' || now >= key.createdAt + validFor",
      "key.state !== 'next' || now >= key.createdAt",
    ],
  ]),
]
