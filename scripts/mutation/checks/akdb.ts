import { checksOf, REMOVED, type Check } from '../check.js'

const EXTENSION = ['test/saml/dialects/akdb/extension.test.ts']
const ANSWER = ['test/saml/dialects/akdb/golden.test.ts']

const ASKS = 'what a service may ask'
const SHAPE = 'shape before cryptography'
const VERIFIED = 'only verified bytes are read'
const ESCAPING = 'escaping and headers'

/** What the dialect akdb reads of a portal's own extension, and what its answers say. */
export const AKDB_CHECKS: readonly Check[] = [
  ...checksOf(EXTENSION, [
    [
      'a-dialect-with-an-extension-demands-a-signature',
      VERIFIED,
      'metadata.authnRequestsSigned || dialect?.extension !== undefined',
      'metadata.authnRequestsSigned',
    ],
    ['an-unsigned-extension-counts-for-nothing', VERIFIED, 'signed ?', 'true ?'],
    [
      'one-extension-counts-or-none',
      SHAPE,
      "childNamed(extensions, NS.akdb, 'AuthenticationRequest')",
      "(childrenNamed(extensions, NS.akdb, 'AuthenticationRequest')[0] ?? null)",
    ],
    ['the-extension-is-built-as-described', SHAPE, REMOVED],
    ['the-extension-has-no-other-attributes', SHAPE, REMOVED],
    ['texts-of-the-extension-are-limited', SHAPE, ' || lengthOf(element) > shape.text', ''],
    ['the-extension-holds-no-stray-text', SHAPE, REMOVED],
    ['lists-of-the-extension-are-limited', SHAPE, REMOVED],
    ['what-the-extension-says-once-stands-once', SHAPE, REMOVED],
    ['the-extension-is-read-by-namespace', SHAPE, 'shape?.namespace === namespace', 'shape'],
    ['what-is-relaxed-follows-the-schema-otherwise', SHAPE, REMOVED],
    ['the-relaxed-schema-passes-what-is-known', SHAPE, 'children.length === request.children.length', 'true'],
    ['a-faulty-extension-is-refused', ASKS, 'context.extension && checkExtension(context)', 'null'],
    ['an-old-extension-is-refused-where-the-new-one-is-demanded', ASKS, REMOVED],
    ['a-nameless-service-is-refused-where-a-name-is-demanded', ASKS, REMOVED],
    [
      'a-list-of-no-attributes-is-refused',
      ASKS,
      "throw new ExtensionFault('akdb-attributes-empty')",
      'return { asked: { attributes: null, requiresUnknown: false }, names: null }',
    ],
    ['an-attribute-without-a-name-is-refused', ASKS, REMOVED],
    ['a-list-of-no-known-methods-is-empty', ASKS, 'known.size === 0 ? null : ', ''],
    [
      'a-method-that-is-switched-off-in-the-request-is-not-allowed',
      ASKS,
      "return written === 'true' || written === '1'",
      'return true',
    ],
    [
      'a-request-allows-no-method-that-the-operator-does-not',
      ASKS,
      'requested.filter((id) => registered.includes(id))',
      'requested',
    ],
    ['a-purpose-holds-restricted-html', ASKS, REMOVED],
    ['a-list-stays-below-the-operators-lists', ASKS, 'isCeiling ?', 'false ?'],
    ['what-nobody-has-is-not-promised', ASKS, REMOVED],
    [
      'what-the-service-may-not-get-is-not-promised',
      ASKS,
      'attributes.required.some((name) => !required.includes(name))',
      'false && required.length > 0',
    ],
    ['a-back-url-names-no-user', ESCAPING, REMOVED],
    ['a-back-url-is-of-the-service', ESCAPING, 'origins.includes(url.origin)', 'origins.length > 0'],
    ['a-name-of-a-request-turns-no-text-around', ESCAPING, ".replace(/(?!\\s)\\p{C}/gu, '')", ''],
    ['details-are-for-whoever-asks', ASKS, ' || !isWanted', ''],
  ]),
  ...checksOf(ANSWER, [
    ['what-is-not-listed-is-not-said', ASKS, 'names === null || names.includes(name)', 'true'],
    [
      'an-attribute-states-its-own-level',
      ASKS,
      'friendlyNames[name], value, level',
      'friendlyNames[name], value, release.level',
    ],
  ]),
  ...checksOf(
    ['test/domain/two-factors.test.ts'],
    [['a-password-alone-is-one-factor', ASKS, "method === 'password' ? instance !== '' : ", '']],
  ),
  ...checksOf(
    ['test/saml/dialects/akdb/attacks.test.ts'],
    [
      ['one-list-of-methods-counts-or-none', ASKS, REMOVED],
      [
        'what-the-child-may-not-get-is-not-promised',
        ASKS,
        "child === null || child === 'denied' ? attributesAsked(context) : childAttributes(context, child).asked",
        'attributesAsked(context)',
      ],
      ['whoever-demands-the-extension-demands-a-signature', VERIFIED, REMOVED],
      ['a-back-url-is-a-page-of-the-web', ESCAPING, REMOVED],
      ['a-name-of-a-request-stays-in-its-quotes', ESCAPING, ".replace(QUOTES, '')", ''],
      ['a-name-of-a-request-shows-no-pictures', ESCAPING, ".replace(PICTURES, '')", ''],
    ],
  ),
  ...checksOf(
    ['test/methods/test-citizen/test-citizen.test.ts'],
    [
      [
        'no-login-but-a-test-citizens-goes-on-by-itself',
        ASKS,
        'if (!deps.testLogin) return null',
        "if (!deps.testLogin) throw new Error('no test login')",
      ],
      ['test-citizens-are-opened-by-a-test-deployment-alone', ASKS, "stage === 'test'", 'testCitizens.length >= 0'],
      ['a-test-deployment-has-test-accounts-alone', ASKS, "stage === 'test' && others", 'false'],
      ['a-productive-deployment-has-no-test-accounts', ASKS, "stage === 'productive' && test", 'false'],
      ['a-test-citizen-opens-no-account', ASKS, REMOVED],
    ],
  ),
  ...checksOf(['test/config/test-citizens.test.ts'], [['test-citizens-are-of-a-test-deployment', ASKS, REMOVED]]),
  ...checksOf(
    ['test/cli/account/account-commands.test.ts'],
    [['no-account-is-made-in-a-test-deployment', ASKS, REMOVED]],
  ),
  ...checksOf(['test/saml/dialects/akdb/child.test.ts'], [['a-list-narrows-what-a-child-gets', ASKS, REMOVED]]),
]
