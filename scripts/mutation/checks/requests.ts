import { checksOf, REMOVED, type Check } from '../check.js'

const PROOF = ['test/saml/idp/receive-proof.test.ts']
const DESTINATION = ['test/saml/idp/receive-destination.test.ts']
const REQUIREMENTS = ['test/saml/idp/receive-requirements.test.ts']
const SUCCESS = ['test/saml/idp/success-response.test.ts']
const ADDRESSES = 'addresses as exact strings'
const ASK = 'what a service may ask'
const SHAPE = 'shape before cryptography'

/** From the verified request to what a login is begun with, and the answer. */
export const REQUEST_CHECKS: readonly Check[] = [
  ...checksOf(PROOF, [
    ['requests-follow-the-schema', SHAPE, REMOVED],
    ['every-id-of-a-request-is-one-of-a-kind', SHAPE, REMOVED],
    [
      'the-sender-is-registered',
      ADDRESSES,
      "if (!service) throw new BrokerError('saml-unknown-service')",
      "if (!service) throw new BrokerError('saml-acs')",
    ],
    [
      'the-verified-bytes-name-the-sender',
      'only verified bytes are read',
      REMOVED,
      ['test/saml/attacks/verified-bytes.test.ts'],
    ],
    [
      'the-request-is-read-from-the-verified-tree',
      'only verified bytes are read',
      'return { request, signed, service,',
      'return { request: root, signed, service,',
      ['test/saml/attacks/verified-bytes.test.ts'],
    ],
    [
      'encryption-keys-verify-nothing',
      'the signature is a template',
      "metadata.keys.filter(({ use }) => use !== 'encryption')",
      'metadata.keys.filter(() => true)',
    ],
    ['a-disabled-service-is-refused', ADDRESSES, "  ['active', checkServiceActive],\n", ''],
    ['destination-is-checked', ADDRESSES, "  ['destination', checkDestination],\n", '', DESTINATION],
    [
      'a-request-has-a-time',
      'time and replay',
      'timely: isTimely(issued, context.now),',
      'timely: issued !== 0,',
      DESTINATION,
    ],
    ['a-subject-is-honoured-or-refused', ASK, "  ['subject', checkSubject],\n", '', REQUIREMENTS],
    ['a-name-id-policy-is-kept-or-refused', ASK, "  ['name-id', checkNameIdPolicy],\n", '', REQUIREMENTS],
    ['an-unknown-attribute-index-is-refused', ASK, "  ['attributes', checkAttributeIndex],\n", '', REQUIREMENTS],
    ['unknown-classes-alone-are-refused', ASK, "  ['authn-context', checkAuthnContext],\n", '', REQUIREMENTS],
    ['another-provider-is-not-played', ASK, "  ['scoping', checkScoping],\n", '', REQUIREMENTS],
  ]),
  ...checksOf(PROOF, [
    [
      'the-root-is-an-authn-request',
      SHAPE,
      'root.namespace !== NS.protocol || root.name !== name',
      'root.namespace !== NS.protocol',
    ],
    ['the-version-is-2-0', SHAPE, REMOVED],
    [
      'the-request-id-is-a-name-of-limited-length',
      SHAPE,
      "if (id === null || !NC_NAME.test(id)) throw new BrokerError('saml-schema', 'ID')",
      "if (id === null) throw new BrokerError('saml-schema', 'ID')",
    ],
    [
      'the-issuer-is-there',
      SHAPE,
      "if (!issuer) throw new BrokerError('saml-issuer', 'missing')",
      "if (!issuer) return { id, issuer: entityId('') }",
    ],
    ['the-issuer-is-an-entity', SHAPE, REMOVED],
    ['the-issuer-has-a-limited-length', SHAPE, REMOVED],
  ]),
  ...checksOf(DESTINATION, [
    [
      'destination-is-an-exact-string',
      ADDRESSES,
      'destination !== ssoLocation',
      '!destination.startsWith(ssoLocation)',
    ],
    [
      'a-signed-request-has-a-destination',
      ADDRESSES,
      'destination === null ? signed :',
      'destination === null ? false :',
    ],
  ]),
  ...checksOf(DESTINATION, [
    ['not-both-url-and-index', ADDRESSES, REMOVED],
    ['no-other-protocol-binding', ADDRESSES, REMOVED],
    ['answers-go-by-the-binding-that-is-asked-for', ADDRESSES, ' || acs.binding === binding', ' || true'],
    [
      'answers-go-by-post-or-artifact-alone',
      ADDRESSES,
      ".filter(({ binding }) => binding === 'post' || binding === 'artifact')",
      '',
    ],
    [
      'an-unknown-acs-is-refused',
      ADDRESSES,
      'known.filter((acs) => acs.location === url)',
      'known.map((acs) => ({ ...acs, location: url }))',
    ],
    ['acs-is-an-exact-string', ADDRESSES, 'acs.location === url', 'url.startsWith(acs.location)'],
    [
      'an-unknown-index-is-no-default',
      ADDRESSES,
      'known.find((acs) => acs.index === Number(index))',
      'known.find((acs) => acs.index === Number(index)) ?? known[0]',
    ],
  ]),
  ...checksOf(DESTINATION, [
    ['issue-instant-is-not-too-old', 'time and replay', 'now - issued <= OLDEST_REQUEST', 'now > 0'],
    ['issue-instant-is-not-ahead', 'time and replay', 'issued - now <= REQUEST_AHEAD', 'now > 0'],
    ['issue-instant-is-in-utc', 'time and replay', ')(\\.\\d+)?Z$/', ')(\\.\\d+)?(?:Z|[+-].*)?$/'],
    [
      'issue-instant-exists',
      'time and replay',
      'Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 19) !== seconds',
      'Number.isNaN(instant)',
    ],
  ]),
  ...checksOf(REQUIREMENTS, [
    ['no-qualifier-of-another-service', ASK, REMOVED],
    [
      'e-mail-only-where-it-is-listed',
      ASK,
      "return kind === 'emailAddress' && !mayHaveEmail(context) ? null : kind",
      'return kind',
    ],
    ['no-e-mail-for-a-pseudonymous-service', ASK, REMOVED],
    [
      'no-default-e-mail-for-a-pseudonymous-service',
      ASK,
      "return kind === 'emailAddress' && !mayHaveEmail(context) ? ours : kind",
      'return kind',
    ],
  ]),
  ...checksOf(REQUIREMENTS, [
    ['a-pseudonymous-service-gets-nothing', ASK, REMOVED],
    [
      'the-operators-lists-are-the-ceiling',
      ASK,
      'operatorDecides(service) ? within(asked, registered) : asked',
      'asked',
    ],
  ]),
  ...checksOf(REQUIREMENTS, [
    [
      'a-subject-that-is-not-understood-is-refused',
      ASK,
      'return understood && subjectAsked(request)',
      'return subjectAsked(request)',
    ],
  ]),
  ...checksOf(REQUIREMENTS, [
    [
      'the-comparison-is-read',
      ASK,
      "COMPARISONS.find((each) => each === asked) ?? 'exact'",
      "COMPARISONS.find((each) => each === asked && asked === 'minimum') ?? 'exact'",
      ['test/saml/dialects/authn-context.test.ts'],
    ],
  ]),
  ...checksOf(SUCCESS, [
    ['the-service-is-looked-up-again', ADDRESSES, 'if (fault !== null || !service) throw', 'if (!service) throw'],
    ['the-acs-is-looked-up-again', ADDRESSES, REMOVED],
  ]),
  ...checksOf(
    ['test/domain/authn-context.test.ts'],
    [
      [
        'a-request-asks-for-no-less-than-the-registration',
        ASK,
        "asked === 'unreachable' ? asked : higherOf(registered, asked)",
        'asked',
      ],
      ['the-needed-level-is-reached', ASK, REMOVED],
      [
        'exact-asserts-no-more-than-asked',
        ASK,
        'return highest(requested.levels.filter((level) => meets(reached, level)))',
        'return reached',
      ],
    ],
  ),
  ...checksOf(SUCCESS, [
    [
      'no-e-mail-that-was-not-released',
      ASK,
      "if (!email) throw new BrokerError('invalid-name-id-policy', 'no e-mail address released')",
      'if (!email) return { value: account.username, format, qualifiers: null }',
    ],
    ['no-e-mail-to-who-takes-none-any-more', ASK, REMOVED],
    [
      'pseudonyms-are-of-the-sector',
      ASK,
      'pseudonyms.persistent(account, sector)',
      "pseudonyms.persistent(account, '')",
    ],
  ]),
  ...checksOf(SUCCESS, [
    [
      'no-open-assertion-where-encryption-was-announced',
      'keys and secrets',
      "if (encryptionAnnounced || meant.length > 0 || service.settings.encrypt === 'always')\n    throw",
      "if (service.settings.encrypt === 'always')\n    throw",
    ],
    [
      'no-open-assertion-where-encryption-is-always',
      'keys and secrets',
      " || service.settings.encrypt === 'always')",
      ')',
    ],
  ]),
  ...checksOf(SUCCESS, [
    ['the-assertion-has-its-audience', ADDRESSES, 'text(audience)', "text('')"],
    ['the-assertion-has-its-recipient', ADDRESSES, 'Recipient: recipient,', ''],
    ['the-assertion-answers-one-request', 'time and replay', 'InResponseTo: inResponseTo,', ''],
    ['the-assertion-ends', 'time and replay', 'const LIFETIME = minutes(5)', 'const LIFETIME = minutes(500)'],
  ]),
]
