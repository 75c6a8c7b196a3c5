import { checksOf, REMOVED, type Check } from '../check.js'

const REDIRECT = ['test/saml/bindings/redirect.test.ts']
const POST = ['test/saml/bindings/post.test.ts']
const PARSE = ['test/saml/xml/parse.test.ts']
const SCHEMA = ['test/saml/xml/schema.test.ts']
const QUERY = 'redirect query as sent'
const ENTRY = 'one strict XML entry'

/** From the wire to a tree. */
export const MESSAGE_CHECKS: readonly Check[] = [
  ...checksOf(REDIRECT, [['base64-is-strict', QUERY, REMOVED]]),
  ...checksOf(REDIRECT, [
    ['nothing-follows-the-deflate-stream', QUERY, REMOVED],
    ['inflation-is-capped-while-inflating', QUERY, 'maxOutputLength: MESSAGE_LIMIT, ', ''],
  ]),
  ...checksOf(REDIRECT, [
    ['a-message-is-utf-8', ENTRY, "new TextDecoder('utf-8', { fatal: true })", "new TextDecoder('utf-8')"],
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
      "if (!sent) throw new BrokerError('saml-missing-message')",
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
      "(['SAMLRequest', 'RelayState', 'SigAlg'] as const)",
      "(['SAMLRequest', 'SigAlg'] as const)",
      [...REDIRECT, 'test/saml/idp/receive-proof.test.ts'],
    ],
    [
      'the-algorithm-is-signed',
      QUERY,
      "(['SAMLRequest', 'RelayState', 'SigAlg'] as const)",
      "(['SAMLRequest', 'RelayState'] as const)",
    ],
  ]),
  ...checksOf(POST, [
    ['structured-fields-are-refused', QUERY, REMOVED],
    ['no-other-message-beside-a-post', QUERY, REMOVED],
    ['simple-sign-is-not-overlooked', QUERY, REMOVED],
    ['a-plain-post-is-capped', ENTRY, REMOVED],
  ]),
  ...checksOf(REDIRECT, [['relay-state-is-capped', QUERY, REMOVED]]),
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
      'no-name-that-xmldom-does-not-read',
      ENTRY,
      "if (hasUnreadName(tag)) here('a name with a character beyond U+FFFF is not accepted')",
      'void hasUnreadName',
    ],
    ['no-endless-namespace', ENTRY, REMOVED],
    ['no-text-after-a-comment', 'metadata is hostile too', REMOVED],
    ['no-comment-after-a-text', 'metadata is hostile too', REMOVED],
    ['bytes-are-utf-8', ENTRY, "new TextDecoder('utf-8', { fatal: true })", "new TextDecoder('utf-8')"],
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
