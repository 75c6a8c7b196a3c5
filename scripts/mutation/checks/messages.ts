import { checksOf, type Check } from '../check.js'

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
  ...checksOf('src/saml/bindings/base64.ts', REDIRECT, [
    [
      'base64-is-strict',
      QUERY,
      "if (bytes.toString('base64') !== compact) throw new BrokerError('saml-encoding', 'base64')",
      '',
    ],
  ]),
  ...checksOf('src/saml/bindings/inflate.ts', REDIRECT, [
    [
      'nothing-follows-the-deflate-stream',
      QUERY,
      "if (consumed !== bytes.length) throw new BrokerError('saml-encoding', 'bytes after the DEFLATE stream')",
      '',
    ],
    ['inflation-is-capped-while-inflating', QUERY, 'maxOutputLength: MESSAGE_LIMIT, ', ''],
  ]),
  ...checksOf('src/saml/bindings/parameters.ts', REDIRECT, [
    [
      'structured-parameters-are-refused',
      QUERY,
      "if (STRUCTURED.test(name)) throw new BrokerError('saml-parameters', 'structured parameter')",
      '',
    ],
    [
      'no-other-message-beside-the-request',
      QUERY,
      "if (has('SAMLResponse') || has('SAMLart'))\n    throw new BrokerError('saml-parameters', 'another message beside the request')",
      '',
    ],
  ]),
  ...checksOf('src/saml/bindings/query-pieces.ts', REDIRECT, [
    ['disguised-parameters-are-refused', QUERY, 'if (name !== rawName || pieces.has(name))', 'if (pieces.has(name))'],
    ['repeated-parameters-are-refused', QUERY, 'if (name !== rawName || pieces.has(name))', 'if (name !== rawName)'],
    [
      'percent-encoding-is-strict',
      QUERY,
      "throw new BrokerError('saml-parameters', 'percent encoding', { cause })",
      'return raw',
    ],
  ]),
  ...checksOf('src/saml/bindings/redirect.ts', REDIRECT, [
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
  ...checksOf('src/saml/bindings/post.ts', POST, [
    ['structured-fields-are-refused', QUERY, 'Object.keys(fields).forEach(refuseStructured)', ''],
    ['no-other-message-beside-a-post', QUERY, 'refuseOtherMessages((name) => name in fields)', ''],
    [
      'simple-sign-is-not-overlooked',
      QUERY,
      "if ('SigAlg' in fields || 'Signature' in fields) throw new BrokerError('saml-parameters', 'SimpleSign')",
      '',
    ],
    [
      'a-plain-post-is-capped',
      ENTRY,
      "if (bytes.length > MESSAGE_LIMIT) throw new BrokerError('saml-encoding', 'larger than 128 KiB')",
      '',
    ],
  ]),
  ...checksOf('src/saml/bindings/relay-state.ts', REDIRECT, [
    [
      'relay-state-is-capped',
      QUERY,
      "if (Buffer.byteLength(value) > RELAY_STATE_LIMIT) throw new BrokerError('saml-relay-state', 'too long')",
      '',
    ],
  ]),
  ...checksOf('src/saml/xml/decode-xml.ts', DECODE, [
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
      ': refuse(`the encoding ${shown} is not accepted; UTF-8, UTF-16, US-ASCII and ISO-8859-1 are`)',
      ": { name: shown, charsets: ['utf-8', 'iso-8859-1'] }",
    ],
    ['names-of-encodings-are-listed', ENTRY, 'Object.hasOwn(CHARSETS, name.toLowerCase())', "name !== ''"],
    [
      'the-decoded-text-says-utf-8',
      ENTRY,
      "name.toLowerCase() === 'utf-8' ? declaration :",
      "name !== '' ? declaration :",
    ],
  ]),
  ...checksOf('src/saml/xml/node.ts', VALUES, [
    [
      'what-may-stand-once-stands-once',
      SHAPE,
      "more.length > 0 ? refuse(`${first?.name ?? 'an element'} stands more than once`) : (first ?? null)",
      'more.length < 0 ? null : (first ?? null)',
    ],
    [
      'a-text-holds-no-element',
      SHAPE,
      'if (texts.length !== element.children.length) refuse(`${element.name} holds an element where a text belongs`)',
      '',
    ],
  ]),
  ...checksOf('src/saml/xml/value-types.ts', VALUES, [
    [
      'white-space-is-that-of-xml',
      SHAPE,
      'const AROUND = /^[ \\t\\r\\n]+|[ \\t\\r\\n]+$/g',
      'const AROUND = /^\\s+|\\s+$/g',
    ],
  ]),
  ...checksOf(
    'src/saml/dialects/requested-attributes-extension.ts',
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
  ...checksOf('src/saml/xml/parse.ts', PARSE, [
    [
      'size-before-parsing',
      ENTRY,
      "if (text.length > (options.maxLength ?? 131_072)) refuse('the document is too large')",
      '',
    ],
    [
      'no-byte-order-mark-at-the-start',
      ENTRY,
      "if (text.startsWith(BYTE_ORDER_MARK)) refuse('the document begins with a byte order mark')",
      '',
    ],
    [
      'only-characters-of-xml',
      ENTRY,
      'if (wrong) refuse(`line ${lineOf(text, wrong.index)}: a character that XML 1.0 does not allow`)',
      '',
    ],
    [
      'every-fault-is-fatal',
      ENTRY,
      "parser.on('error', (error) => refuse(error.message.replace(/^undefined:/, ''), error))",
      "parser.on('error', () => undefined)",
    ],
    ['no-doctype', ENTRY, "parser.on('doctype', () => here('a DOCTYPE is not accepted'))", ''],
    [
      'no-processing-instruction',
      ENTRY,
      "parser.on('processinginstruction', () => here('a processing instruction is not accepted'))",
      '',
    ],
    ['no-cdata', ENTRY, "parser.on('cdata', () => here('a CDATA section is not accepted'))", ''],
    ['no-comment', ENTRY, "if (!options.commentsBetweenElements) here('a comment is not accepted')", ''],
    ['no-other-xml-version', ENTRY, "if (version !== '1.0') here('only XML 1.0 is accepted')", ''],
    [
      'no-other-declared-encoding',
      ENTRY,
      "if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') here('only the encoding UTF-8 is accepted')",
      '',
    ],
    ['number-of-nodes', ENTRY, "if (nodes > limits.nodes) here('too many elements')", ''],
    ['depth-of-elements', ENTRY, "if (open.length >= limits.depth) here('the elements are nested too deeply')", ''],
    [
      'no-byte-order-mark-in-a-value',
      ENTRY,
      "if (element.attributes.some(({ value }) => value.includes(BYTE_ORDER_MARK))) here('a byte order mark in a value')",
      '',
    ],
    [
      'no-byte-order-mark-in-a-text',
      ENTRY,
      "if (chunk.includes(BYTE_ORDER_MARK)) here('a byte order mark in a text')",
      '',
    ],
    [
      'no-name-beyond-ffff',
      ENTRY,
      "if (hasUnreadName(tag)) here('a name with a character beyond U+FFFF is not accepted')",
      'void hasUnreadName',
    ],
    [
      'no-endless-namespace',
      ENTRY,
      "if ([element, ...element.attributes].some(isLong)) here('a namespace name is too long')",
      '',
    ],
    [
      'no-text-after-a-comment',
      'metadata is hostile too',
      "if (commented.has(parent) && isWords(chunk)) here('a comment inside a text is not accepted')",
      '',
    ],
    [
      'no-comment-after-a-text',
      'metadata is hostile too',
      "if (parent.children.some(isWords)) here('a comment inside a text is not accepted')",
      '',
    ],
  ]),
  ...checksOf(
    'src/saml/xml/node.ts',
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
  ...checksOf('src/saml/xml/schema.ts', SCHEMA, [
    ['the-schema-is-checked', 'shape before cryptography', 'validators[which].validate(document)', ''],
    ['values-stay-out-of-schema-errors', 'keys and secrets', "which === 'metadata' ? message", 'message ? message'],
  ]),
  ...checksOf(
    'src/soap/read-envelope.ts',
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
