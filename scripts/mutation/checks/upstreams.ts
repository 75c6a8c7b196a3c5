import { checksOf, REMOVED, type Check } from '../check.js'

const READ = ['test/saml/sp/read-response.test.ts']
const PROFILE = ['test/saml/sp/response-profile.test.ts']
const ATTRIBUTES = ['test/saml/sp/asserted-attributes.test.ts']
const WRAPPING = ['test/saml/attacks/upstream-wrapping.test.ts']
const PART = ['test/saml/xml/verify-part.test.ts']
const REQUEST = ['test/saml/sp/request.test.ts']
const DIALECTS = ['test/saml/sp/dialects.test.ts']
const METADATA = ['test/saml/metadata/idp-metadata.test.ts']

const SHAPE = 'shape before cryptography'
const VERIFIED = 'only verified bytes are read'
const WHOLE = 'an upstream proves the whole profile'
const HOSTILE = 'metadata is hostile too'

/** From the answer of an upstream to who it is: shape, signatures, encryption. */
const PROOF: readonly Check[] = [
  ...checksOf(READ, [
    ['a-response-has-a-limited-length', 'one strict XML entry', REMOVED],
    ['the-answer-is-a-response', SHAPE, REMOVED],
    ['responses-follow-the-schema', SHAPE, REMOVED],
    ['every-id-of-a-response-is-one-of-a-kind', SHAPE, REMOVED],
    [
      'a-signed-response-is-verified',
      VERIFIED,
      'own ? verifySignedPart(root, place, proof.keys, RESPONSE_SIZE) : root',
      'root',
    ],
    ['an-unsigned-status-ends-nothing', WHOLE, REMOVED],
    ['a-signed-assertion-is-verified', VERIFIED, 'if (inner) {', 'if (false && inner) {'],
    ['what-was-encrypted-is-an-assertion', SHAPE, REMOVED],
    ['an-encrypted-assertion-follows-the-schema', SHAPE, REMOVED],
    ['one-assertion-inside', SHAPE, REMOVED],
    ['no-signature-out-of-its-place-inside', SHAPE, REMOVED],
    [
      'an-encrypted-assertion-is-verified',
      VERIFIED,
      'verifySignedPart(opened, { ancestors: [], inner: [] }, keys, RESPONSE_SIZE)',
      'opened',
    ],
    ['the-response-is-signed-where-that-is-demanded', WHOLE, REMOVED],
    ['the-assertion-is-signed-where-that-is-demanded', WHOLE, REMOVED],
    ['an-identity-is-signed', WHOLE, REMOVED],
    ['success-and-assertion-go-together', WHOLE, REMOVED],
    [
      'own-classes-are-no-prototypes',
      WHOLE,
      '(Object.hasOwn(levels, classRef) ? levels[classRef] : undefined)',
      'levels[classRef]',
    ],
    ['the-lower-of-two-stated-levels-counts', WHOLE, 'stated && lowerOf(stated, ofClass)', 'ofClass'],
    [
      'only-success-names-somebody',
      WHOLE,
      "if (attribute(top, 'Value') === `${STATUS}Success`) return null",
      'return null',
    ],
  ]),
  ...checksOf(WRAPPING, [
    [
      'one-assertion-in-the-message',
      SHAPE,
      'onlyOne(everyElement(response).filter(isAssertion))',
      '(everyElement(response).filter(isAssertion)[0] ?? null)',
    ],
    ['the-assertion-is-in-its-place', SHAPE, REMOVED],
    ['no-signature-out-of-its-place', SHAPE, REMOVED],
  ]),
  ...checksOf(PART, [
    [
      'the-verified-bytes-of-a-part-are-read',
      VERIFIED,
      'return readSigned(signedOctets(element, shape), element, shape.id, options)',
      'signedOctets(element, shape)\n  return element',
    ],
    [
      'an-assertion-is-read-from-what-was-verified',
      VERIFIED,
      "childNamed(response, NS.assertion, 'Assertion') ?? found",
      'found',
    ],
  ]),
]

/** The Web SSO profile, from end to end. */
const CONTENT: readonly Check[] = [
  ...checksOf(PROFILE, [
    ['an-answer-is-of-version-2-0', SHAPE, REMOVED, READ],
    ['an-answer-is-of-the-upstream', WHOLE, ' || textOf(named) !== issuer', ''],
    ['the-assertion-is-of-the-upstream-too', WHOLE, REMOVED],
    [
      'a-signed-response-has-a-destination',
      WHOLE,
      'destination === null ? isSigned : destination !== acs',
      'destination !== null && destination !== acs',
    ],
    [
      'a-response-is-for-our-address',
      WHOLE,
      'destination === null ? isSigned : destination !== acs',
      'destination === null && isSigned',
    ],
    ['an-answer-answers-a-request', WHOLE, REMOVED, READ],
    ['response-and-assertion-answer-the-same-request', WHOLE, REMOVED],
    ['an-answer-is-new', 'time and replay', REMOVED],
    ['the-assertion-is-new-too', 'time and replay', 'issuedAt(assertion, expected)', 'expected.now'],
    ['what-has-ended-counts-no-more', 'time and replay', REMOVED],
    ['what-has-not-begun-does-not-count-yet', 'time and replay', REMOVED],
    ['an-assertion-without-conditions-is-for-nobody', WHOLE, REMOVED],
    ['unknown-conditions-refuse', WHOLE, REMOVED],
    ['an-assertion-has-an-audience', WHOLE, 'restrictions.length === 0 || ', ''],
    ['each-audience-restriction-names-us', WHOLE, 'restrictions.every(names)', 'restrictions.some(names)'],
    [
      'what-limits-proxies-stands-once',
      WHOLE,
      "childNamed(conditions, NS.assertion, 'ProxyRestriction')",
      "(childrenNamed(conditions, NS.assertion, 'ProxyRestriction')[0] ?? null)",
    ],
    ['one-authn-statement', WHOLE, ' || more.length > 0', ''],
    ['the-time-of-the-proof-is-not-ahead', 'time and replay', REMOVED],
    ['the-assertion-is-for-our-address', WHOLE, REMOVED],
    ['a-bearer-assertion-has-no-beginning', WHOLE, REMOVED],
    ['a-bearer-assertion-has-an-end', WHOLE, REMOVED],
    ['one-confirmation', WHOLE, ' || more.length > 0', ''],
    ['only-bearers-are-confirmed', WHOLE, REMOVED],
    ['nobody-else-confirms', WHOLE, REMOVED],
    ['no-key-is-to-be-held', WHOLE, REMOVED],
  ]),
  ...checksOf(ATTRIBUTES, [
    ['a-name-is-a-name-id', WHOLE, REMOVED],
    ['a-blank-name-is-nobodys', WHOLE, REMOVED],
    ['a-name-has-a-limited-length', WHOLE, REMOVED],
    ['no-attribute-twice', WHOLE, REMOVED],
    [
      'values-are-within-the-standard',
      WHOLE,
      "if ('value' in read) attributes[name] = { value: read.value, level }\n      else leftOut.push(name)",
      'attributes[name] = { value: text, level }',
    ],
    ['several-values-are-none', WHOLE, 'texts.size === 1 ? text : null', 'text'],
  ]),
  ...checksOf(REQUEST, [['an-upstream-is-not-asked-where-no-proxy-may-be', WHOLE, REMOVED]]),
]

/** What one dialect demands, and what it says. */
const SPOKEN: readonly Check[] = checksOf(DIALECTS, [
  ['a-dialect-demands-encryption', WHOLE, REMOVED],
  ['a-fresh-proof-is-never-passive', WHOLE, REMOVED],
  ['a-mandatory-attribute-is-missed', WHOLE, REMOVED],
  ['an-organisation-is-no-person', WHOLE, REMOVED],
  ['a-company-is-no-person', WHOLE, '!isPerson || valueOf(COMPANY) !== null', '!isPerson'],
  ['both-levels-of-elster-count', WHOLE, 'lowerOf(identified, proved)', 'identified'],
  ['a-level-that-nobody-knows-leaves-its-attribute-out', WHOLE, " || level === 'unknown'", ''],
  ['an-address-is-strict-base64-of-strict-xml', 'one strict XML entry', " || bytes.toString('base64') !== compact", ''],
])

/** Whom an operator registers as an upstream. */
const REGISTERED: readonly Check[] = checksOf(METADATA, [
  ['metadata-of-an-upstream-follow-the-schema', HOSTILE, REMOVED],
  [
    'an-encryption-key-of-an-upstream-verifies-nothing',
    HOSTILE,
    "keys.filter(({ use }) => use !== 'encryption')",
    '[...keys]',
  ],
  ['an-upstream-has-a-key-to-sign-with', HOSTILE, REMOVED],
  ['an-address-of-an-upstream-at-fault-is-left-out', HOSTILE, 'fault || ', ''],
  ['a-logout-address-of-an-upstream-at-fault-is-left-out', HOSTILE, 'fault || ', ''],
  ['an-upstream-has-an-address', HOSTILE, REMOVED],
  ['one-of-several-upstreams-is-named', HOSTILE, REMOVED],
  ['what-is-wrong-around-an-upstream-refuses-it', HOSTILE, REMOVED],
])

/** What other accounts answer, and who they are. */
export const UPSTREAM_CHECKS: readonly Check[] = [...PROOF, ...CONTENT, ...SPOKEN, ...REGISTERED]
