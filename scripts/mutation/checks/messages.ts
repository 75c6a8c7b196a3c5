import { checksOf, REMOVED, type Check } from '../check.js'

const REDIRECT = ['test/saml/bindings/redirect.test.ts']
const POST = ['test/saml/bindings/post.test.ts']
const PARSE = ['test/saml/xml/parse.test.ts']
const DECODE = ['test/saml/xml/decode-xml.test.ts']
const VALUES = ['test/saml/xml/value-types.test.ts']
const SCHEMA = ['test/saml/xml/schema.test.ts']
const QUERY = 'redirect query as sent'
const ENTRY = 'one strict XML entry'
const SHAPE = 'shape before cryptography'

/** From the wire to a tree. */
export const MESSAGE_CHECKS: readonly Check[] = [
  ...checksOf(REDIRECT, [['base64-is-strict', QUERY, REMOVED]]),
  ...checksOf(REDIRECT, [
    ['nothing-follows-the-deflate-stream', QUERY, REMOVED],
    ['inflation-is-capped-while-inflating', QUERY, 'maxOutputLength: MESSAGE_LIMIT, ', ''],
  ]),
  ...checksOf(REDIRECT, [
    ['structured-parameters-are-refused', QUERY, REMOVED],
    ['no-other-message-beside-the-request', QUERY, REMOVED],
  ]),
  ...checksOf(REDIRECT, [
    ['disguised-parameters-are-refused', QUERY, 'if (name !== rawName || pieces.has(name))', 'if (pieces.has(name))'],
    ['repeated-parameters-are-refused', QUERY, 'if (name !== rawName || pieces.has(name))', 'if (name !== rawName)'],
    [
      'percent-encoding-is-strict',
      QUERY,
      "throw new BrokerError('saml-parameters', 'percent encoding', { cause })",
      'return raw',
    ],
  ]),
  ...checksOf(REDIRECT, [
    [
      'a-redirect-without-message-is-refused',
      QUERY,
      'if (!sent) throw withoutMessage((name) => pieces.has(name))',
      "if (sent === undefined) throw new TypeError('none')",
    ],
    [
      'no-other-encoding-than-deflate',
      QUERY,
      'if (encoding !== undefined && decodeFormValue(encoding) !== DEFLATE) {',
      'if (false as boolean) {',
    ],
    [
      'half-a-signature-is-refused',
      QUERY,
      'if (algorithm === undefined || signature === undefined) {\n    throw',
      'if (algorithm === undefined || signature === undefined) {\n    return null\n    throw',
    ],
    [
      'relay-state-is-signed',
      QUERY,
      "([message, 'RelayState', 'SigAlg'] as const)",
      "([message, 'SigAlg'] as const)",
      [...REDIRECT, 'test/saml/idp/receive-proof.test.ts'],
    ],
    [
      'the-algorithm-is-signed',
      QUERY,
      "([message, 'RelayState', 'SigAlg'] as const)",
      "([message, 'RelayState'] as const)",
    ],
  ]),
  ...checksOf(POST, [
    ['structured-fields-are-refused', QUERY, REMOVED],
    ['no-other-message-beside-a-post', QUERY, REMOVED],
    ['simple-sign-is-not-overlooked', QUERY, REMOVED],
    ['a-plain-post-is-capped', ENTRY, REMOVED],
  ]),
  ...checksOf(REDIRECT, [['relay-state-is-capped', QUERY, REMOVED]]),
  ...checksOf(DECODE, [
    [
      'utf-8-is-strict',
      ENTRY,
      "return strict && !isUtf8(bytes) ? refuse('the bytes are not UTF-8') : buffer.toString('utf8')",
      "return buffer.toString('utf8')",
    ],
    ['utf-16-is-strict', ENTRY, 'fatal: strict, ', ''],
    ['us-ascii-is-strict', ENTRY, 'bytes.some((byte) => byte > 0x7f)', 'bytes.some((byte) => byte > 0xff)'],
    [
      'mark-and-declaration-agree',
      ENTRY,
      'if (declared && !declared.charsets.includes(charset)) {',
      'if (declared && !declared.charsets.includes(charset) && bytes.length === 0) {',
    ],
    [
      'utf-16-has-a-mark',
      ENTRY,
      "if (marked === undefined && charset.startsWith('utf-16')) {",
      "if (marked === undefined && charset === 'utf-8' && bytes.length < 0) {",
    ],
    [
      'no-unknown-encoding',
      ENTRY,
      'refuse(`the encoding ${shown} is not accepted; UTF-8, UTF-16, US-ASCII and ISO-8859-1 are`)',
      "{ name: shown, charsets: ['utf-8', 'iso-8859-1'] }",
    ],
    ['names-of-encodings-are-listed', ENTRY, 'Object.hasOwn(CHARSETS, name.toLowerCase())', "name !== ''"],
    [
      'the-decoded-text-says-utf-8',
      ENTRY,
      "name.toLowerCase() === 'utf-8' ? declaration :",
      "name !== '' ? declaration :",
    ],
  ]),
  ...checksOf(VALUES, [
    [
      'what-may-stand-once-stands-once',
      SHAPE,
      "more.length > 0 ? refuse(`${first?.name ?? 'an element'} stands more than once`) : (first ?? null)",
      'more.length < 0 ? null : (first ?? null)',
    ],
    ['a-text-holds-no-element', SHAPE, REMOVED],
  ]),
  ...checksOf(VALUES, [
    [
      'white-space-is-that-of-xml',
      SHAPE,
      'const AROUND = /^[ \\t\\r\\n]+|[ \\t\\r\\n]+$/g',
      'const AROUND = /^\\s+|\\s+$/g',
    ],
  ]),
  ...checksOf(
    ['test/saml/idp/receive-requirements.test.ts'],
    [
      [
        'one-list-of-requested-attributes',
        SHAPE,
        "extensions && childNamed(extensions, NS.requestedAttributes, 'RequestedAttributes')",
        "extensions && (childrenNamed(extensions, NS.requestedAttributes, 'RequestedAttributes')[0] ?? null)",
      ],
    ],
  ),
  ...checksOf(PARSE, [
    ['size-before-parsing', ENTRY, REMOVED],
    ['no-byte-order-mark-at-the-start', ENTRY, REMOVED],
    ['only-characters-of-xml', ENTRY, REMOVED],
    [
      'every-fault-is-fatal',
      ENTRY,
      "parser.on('error', (error) => refuse(error.message.replace(/^undefined:/, ''), error))",
      "parser.on('error', () => undefined)",
    ],
    ['no-doctype', ENTRY, REMOVED],
    ['no-processing-instruction', ENTRY, REMOVED],
    ['no-cdata', ENTRY, REMOVED],
    ['no-comment', ENTRY, REMOVED],
    ['no-other-xml-version', ENTRY, REMOVED],
    ['no-other-declared-encoding', ENTRY, REMOVED],
    ['number-of-nodes', ENTRY, REMOVED],
    ['depth-of-elements', ENTRY, REMOVED],
    ['no-byte-order-mark-in-a-value', ENTRY, REMOVED],
    ['no-byte-order-mark-in-a-text', ENTRY, REMOVED],
    [
      'no-name-beyond-ffff',
      ENTRY,
      "if (hasUnreadName(tag)) here('a name with a character beyond U+FFFF is not accepted')",
      'void hasUnreadName',
    ],
    ['no-endless-namespace', ENTRY, REMOVED],
    ['no-text-after-a-comment', 'metadata is hostile too', REMOVED],
    ['no-comment-after-a-text', 'metadata is hostile too', REMOVED],
  ]),
  ...checksOf(
    ['test/saml/xml/parse.test.ts'],
    [
      [
        'attributes-are-read-without-namespace-alone',
        'shape before cryptography',
        "each.name === name && each.namespace === ''",
        'each.name === name',
      ],
      [
        'children-are-read-by-namespace',
        'shape before cryptography',
        'child.name === name && child.namespace === namespace',
        'child.name === name',
        ['test/saml/idp/receive-requirements.test.ts', 'test/saml/attacks/namespaces.test.ts'],
      ],
    ],
  ),
  ...checksOf(SCHEMA, [
    ['the-schema-is-checked', 'shape before cryptography', REMOVED],
    ['values-stay-out-of-schema-errors', 'keys and secrets', "which === 'metadata' ? message", 'message ? message'],
  ]),
  ...checksOf(
    ['test/soap/read-envelope.test.ts'],
    [
      [
        'an-answer-is-known-again-by-what-was-signed',
        'time and replay',
        "createHash('sha256').update(signedInfo)",
        "createHash('sha256').update(stated.value)",
      ],
    ],
  ),
]
