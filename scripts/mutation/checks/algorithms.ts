import { checksOf, type Check } from '../check.js'

const WEAK = 'nothing weak but by exception'
const SECRETS = 'keys and secrets'
const MESSAGES = ['test/saml/idp/weak-algorithms.test.ts']
const SETTINGS = ['test/operators/providers/weak-exception.test.ts']
const KEYS = ['test/operators/keys/key-commands.test.ts']
const LIFECYCLE = ['test/crypto/key-lifecycle.test.ts']

/** Which algorithms are used with whom, and which of the broker's keys does what. */
export const ALGORITHM_CHECKS: readonly Check[] = [
  ...checksOf('src/domain/weak-algorithms.ts', MESSAGES, [
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
  ...checksOf('src/crypto/signature-algorithms.ts', MESSAGES, [
    ['a-sha-1-signature-needs-its-exception', WEAK, "uri === RSA_SHA1 && weak.has('rsa-sha1')", 'uri === RSA_SHA1'],
  ]),
  ...checksOf('src/saml/xml/xml-signature.ts', MESSAGES, [
    ['a-sha-1-digest-needs-its-exception', WEAK, "weak.has('sha1') ? new Map", 'weak.size > 0 ? new Map'],
  ]),
  ...checksOf('src/saml/xml/encryption-algorithms.ts', MESSAGES, [
    [
      'cbc-needs-its-exception',
      WEAK,
      '(found.weak === null || weak.has(found.weak))',
      '(found.weak === null || weak.size >= 0)',
    ],
  ]),
  ...checksOf('src/saml/idp/receive-request.ts', MESSAGES, [
    [
      'an-exception-is-of-the-sender-and-of-now',
      WEAK,
      'permittedWeak(service.settings, clock.now())',
      'permittedWeak(service.settings, 0)',
    ],
  ]),
  ...checksOf('src/saml/idp/sending.ts', MESSAGES, [
    [
      'prepared-encryption-follows-the-exception',
      WEAK,
      'permitted === NO_WEAK ? strict(service) : lenient(service)',
      'permitted.size < 0 ? strict(service) : lenient(service)',
    ],
    [
      'weak-encryption-is-told',
      WEAK,
      'if (recipe?.content.weak) ports.weakUsed?.(service.entityId, recipe.content.weak)',
      '',
    ],
  ]),
  ...checksOf('src/saml/xml/verify-enveloped.ts', MESSAGES, [
    ['a-weak-signature-is-told', WEAK, "if (shape.signing.hash === 'sha1') exception.used('rsa-sha1')", ''],
    ['a-weak-digest-is-told', WEAK, "if (shape.digest.hash === 'sha1') exception.used('sha1')", ''],
  ]),
  ...checksOf('src/saml/idp/validators/sender-signature.ts', MESSAGES, [
    ['a-weak-redirect-is-told', WEAK, "if (signing.hash === 'sha1') exception.used('rsa-sha1')", ''],
  ]),
  ...checksOf('src/saml/idp/encryption-choice.ts', MESSAGES, [
    [
      'strong-encryption-comes-first',
      WEAK,
      '[...listed.filter((uri) => contentEncryption(uri) !== null), ...listed, own]',
      '[...listed, own]',
    ],
  ]),
  ...checksOf('src/operators/providers/weak-exception.ts', SETTINGS, [
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
  ...checksOf('src/operators/providers/settable-algorithms.ts', SETTINGS, [
    [
      'weak-encryption-is-not-set-without-an-exception',
      WEAK,
      'if (!weak || weakAlgorithms.includes(weak)) return',
      'if (!weak || weakAlgorithms.length >= 0) return',
    ],
    [
      'no-signature-is-set-that-no-key-makes',
      SECRETS,
      '(await deps.signableAlgorithms()).includes(signatureAlgorithm)',
      '(await deps.signableAlgorithms()).length > 0',
      ['test/operators/providers/settings-keys.test.ts'],
    ],
  ]),
  ...checksOf('src/operators/providers/service-rules.ts', SETTINGS, [
    [
      'cbc-lies-inside-a-signature',
      WEAK,
      "settings.sign === 'assertion' && settings.weakAlgorithms.some(",
      "settings.sign === 'assertion' && settings.weakAlgorithms.length > 99 && settings.weakAlgorithms.some(",
    ],
  ]),
  ...checksOf(
    'src/domain/key-state.ts',
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
  ...checksOf('src/crypto/key-roll-over.ts', LIFECYCLE, [
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
  ...checksOf('src/operators/keys/key-commands.ts', KEYS, [
    ['a-key-that-a-service-needs-stays', SECRETS, 'if (key && signs(key)) await refuseNeeded(key, keys, deps)', ''],
  ]),
  ...checksOf('src/operators/keys/key-advice.ts', KEYS, [
    [
      'an-early-activation-is-warned-of',
      SECRETS,
      "key.state !== 'next' || now >= key.createdAt + validFor",
      "key.state !== 'next' || now >= key.createdAt",
    ],
  ]),
]
