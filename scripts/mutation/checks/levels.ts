import { checksOf, REMOVED, type Check } from '../check.js'

const NAMED = ['test/login/level-rules.test.ts']
const ASK = 'what a service may ask'
const FLOW = 'web flow'

/** Trust levels where a login comes together: what is offered, named, logged, and which sessions there are. */
export const LEVEL_CHECKS: readonly Check[] = [
  ...checksOf(
    ['test/domain/registered-level.test.ts'],
    [
      [
        'a-required-attribute-raises-the-level',
        ASK,
        'TRUST_LEVELS.filter(asks).reduce(higherOf, trustLevel)',
        'trustLevel',
      ],
    ],
  ),
  ...checksOf(
    ['test/login/current-requirements.test.ts'],
    [
      [
        'a-level-of-an-attribute-is-effective-at-once',
        ASK,
        'registeredLevel: registeredLevel(settings, attributes)',
        'registeredLevel: settings.trustLevel',
      ],
      [
        'what-the-metadata-ask-for-no-more-is-not-released',
        ASK,
        'names.filter((name) => named.has(name) || !attributesByMetadata.includes(name))',
        'names',
      ],
    ],
  ),
  ...checksOf(NAMED, [
    [
      'nobody-is-sent-to-add-a-factor-that-cannot-suffice',
      ASK,
      'if (account && isProofed && lacksFactor(method, account, needed))',
      'if (account && lacksFactor(method, account, needed))',
      ['test/login/second-factor.test.ts'],
    ],
    ['a-method-that-is-blocked-is-not-offered', ASK, REMOVED],
  ]),
  ...checksOf(NAMED, [
    [
      'a-login-for-a-pseudonym-opens-no-session',
      ASK,
      'login.requirements.pseudonymous && session === null',
      'session === null && login.expiresAt < 0',
    ],
  ]),
  ...checksOf(NAMED, [
    ['a-login-without-a-session-takes-part-in-none', FLOW, 'taken.session === null ? null : shown', 'shown'],
    ['the-level-reached-is-logged', ASK, 'sector, reached, attributes', 'sector, reached: release.level, attributes'],
  ]),
  ...checksOf(NAMED, [
    ['a-proof-is-named-for-what-it-counts', ASK, 'countedLevel(account, piece) === level', 'piece.level === level'],
  ]),
  ...checksOf(NAMED, [
    [
      'a-proof-that-grew-too-old-is-asked-for-again',
      FLOW,
      'facts.reached === null && facts.proofLost',
      'facts.reached === null',
    ],
  ]),
  ...checksOf(
    ['test/login/web/optional-attributes.test.ts'],
    [
      [
        'nothing-arrives-ticked-that-was-not-chosen',
        ASK,
        'parts.every(({ ticked }) => ticked)',
        'parts.length > 0',
        ['test/login/pages/confirm.test.ts', 'test/login/web/optional-attributes.test.ts'],
      ],
      ['a-box-stands-for-its-own-attributes', ASK, 'boxes.has(boxOf(name))', 'boxes.size > 0'],
    ],
  ),
]
