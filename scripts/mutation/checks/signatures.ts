import { checksOf, REMOVED, type Check } from '../check.js'

const VERIFY = ['test/saml/xml/verify-enveloped.test.ts']
const INHERITED = ['test/saml/xml/verify-canonicalizations.test.ts']
const TEMPLATE = 'the signature is a template'
const VERIFIED = 'only verified bytes are read'

/** From a tree to the bytes that were signed. */
export const SIGNATURE_CHECKS: readonly Check[] = [
  ...checksOf(VERIFY, [
    [
      'the-root-has-an-id',
      TEMPLATE,
      "attribute(root, 'ID') ?? refuse('the root element has no ID')",
      "attribute(root, 'ID') ?? ''",
    ],
    ['the-id-is-a-name', TEMPLATE, REMOVED],
    ['ids-are-checked', TEMPLATE, REMOVED],
    ['no-id-occurs-twice', TEMPLATE, REMOVED],
    ['the-root-id-occurs-once-in-any-spelling', TEMPLATE, REMOVED],
    [
      'signed-info-is-in-a-canonical-form-of-the-list',
      TEMPLATE,
      "exclusiveMethod(canonicalization) ?? inclusive ?? refuse('SignedInfo is in no canonical form that is accepted')",
      'exclusiveMethod(canonicalization) ?? inclusive ?? { inclusive: [], comments: false }',
    ],
    ['inclusive-signed-info-inherits-nothing', TEMPLATE, REMOVED, INHERITED],
    [
      'a-reference-has-no-other-attribute',
      TEMPLATE,
      "if (!known || attribute(reference, 'URI')",
      "if (attribute(reference, 'URI')",
    ],
    [
      'the-reference-is-to-the-root',
      TEMPLATE,
      "if (!known || attribute(reference, 'URI') !== `#${id}`)",
      'if (!known)',
    ],
    [
      'the-signature-algorithm-is-on-the-list',
      TEMPLATE,
      "if (!signing) throw new BrokerError('saml-signature-algorithm', `${uri.slice(0, 100)} is not allowed`)",
      "if (!signing) throw new BrokerError('saml-signature', 'unknown')",
    ],
    [
      'the-signature-is-missed',
      TEMPLATE,
      "if (!signature) throw new BrokerError('saml-signature-missing', 'there is no Signature')",
      'if (!signature) return root',
    ],
    ['one-signature-in-the-document', TEMPLATE, REMOVED],
    ['the-signature-is-in-its-place', TEMPLATE, REMOVED],
    ['the-enveloped-transform-is-first', TEMPLATE, REMOVED],
    [
      'the-second-transform-is-exclusive-c14n',
      TEMPLATE,
      "exclusiveMethod(canonical) ?? refuse('the second transform is not exclusive c14n')",
      'exclusiveMethod(canonical) ?? { inclusive: [], comments: false }',
    ],
    [
      'the-digest-is-on-the-list',
      TEMPLATE,
      "if (!hash) throw new BrokerError('saml-signature-algorithm', 'the digest algorithm is not allowed')",
      'if (!hash) return',
    ],
    ['the-digest-has-its-length', TEMPLATE, REMOVED],
    ['algorithms-have-no-parts', TEMPLATE, REMOVED],
    [
      'children-are-exactly-the-template',
      TEMPLATE,
      'found.length === names.length && found.every(fit)',
      'found.length >= names.length && found.slice(0, names.length).every(fit)',
    ],
    [
      'children-are-in-their-namespace',
      TEMPLATE,
      'name === names[index] && namespace === NS.signature',
      'name === names[index]',
      ['test/saml/attacks/namespaces.test.ts'],
    ],
    ['no-text-between-the-parts', TEMPLATE, REMOVED],
    ['values-are-plain-base64', TEMPLATE, REMOVED],
  ]),
  ...checksOf(VERIFY, [
    ['prefixes-are-few', TEMPLATE, REMOVED],
    ['a-prefix-list-is-one-of-its-kind', TEMPLATE, REMOVED],
    ['a-prefix-list-has-nothing-else', TEMPLATE, REMOVED],
    ['one-prefix-list', TEMPLATE, 'inclusive && more.length === 0 ?', 'inclusive ?'],
    [
      'an-algorithm-stands-alone',
      TEMPLATE,
      "element.attributes.length === 1 && !hasText ? attribute(element, 'Algorithm') : null",
      "hasText || !hasText ? attribute(element, 'Algorithm') : null",
    ],
    [
      'an-inclusive-form-has-no-parameters',
      TEMPLATE,
      'comments === undefined || elements(algorithm).length > 0 ?',
      'comments === undefined ?',
    ],
  ]),
  ...checksOf(VERIFY, [
    [
      'sha-1-is-no-digest',
      TEMPLATE,
      'export const DIGESTS: ReadonlyMap<string, Hash> = new Map([',
      "export const DIGESTS: ReadonlyMap<string, Hash> = new Map<string, Hash>([\n  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha256'],",
    ],
    ['the-library-knows-our-canonicalizations-alone', TEMPLATE, REMOVED, ['test/saml/xml/xml-signature.test.ts']],
    [
      'the-library-knows-our-digests-alone',
      TEMPLATE,
      'signed.HashAlgorithms = Object.fromEntries(',
      'void Object.fromEntries(',
      ['test/saml/xml/xml-signature.test.ts'],
    ],
    [
      'the-library-knows-one-signature-algorithm',
      TEMPLATE,
      'signed.SignatureAlgorithms = { [step.uri]: signatureClass(step) }',
      'Object.assign(signed.SignatureAlgorithms, { [step.uri]: signatureClass(step) })',
      ['test/saml/xml/xml-signature.test.ts'],
    ],
  ]),
  ...checksOf(VERIFY, [
    [
      'the-digest-is-compared',
      VERIFIED,
      'if (!isSaid(octets) && !(digest.method.comments && isSaid(canonicalForm(signed, digest.method, outside)))) {',
      "if (octets === '') {",
    ],
    [
      'the-signature-value-is-verified',
      TEMPLATE,
      'if (!fitting.some((key) => verifySignature(signing, octets, value, key))) {',
      'if (octets.length + value.length === 0 && verifySignature) {',
    ],
    ['only-fitting-keys-are-tried', TEMPLATE, 'keys.filter((key) => fitsKey(signing, key))', '[...keys]'],
    ['the-verified-bytes-are-read', VERIFIED, 'return readSigned(signed, root, shape.id, options)', 'return root'],
  ]),
  ...checksOf(VERIFY, [
    [
      'sha-1-is-no-signature',
      TEMPLATE,
      'export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [',
      "export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [\n  algorithm('http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'sha256', 'rsa'),",
    ],
    [
      'hmac-is-no-signature',
      TEMPLATE,
      'export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [',
      "export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [\n  algorithm(`${MORE}hmac-sha256`, 'sha256', 'rsa'),",
    ],
    [
      'the-key-decides-the-kind-of-algorithm',
      TEMPLATE,
      'key.asymmetricKeyType === signing.keyType',
      "signing.keyType !== 'none' && key.type === 'public'",
    ],
    [
      'a-signature-must-verify',
      TEMPLATE,
      'fitsKey(signing, key) && verify(signing.hash, data, keyOptions(signing, key), signature)',
      'fitsKey(signing, key)',
      ['test/saml/idp/receive-proof.test.ts'],
    ],
    [
      'uris-match-exactly',
      TEMPLATE,
      'byUri.get(uri) ?? null',
      "byUri.get([...byUri.keys()].find((each) => each.toLowerCase() === uri.trim().toLowerCase()) ?? '') ?? null",
      ['test/saml/attacks/look-alikes.test.ts'],
    ],
  ]),
  ...checksOf(
    ['test/crypto/ecdsa-signature.test.ts'],
    [
      ['ecdsa-in-asn1-ends-with-s', TEMPLATE, 's?.end === der.length ?', 's ?'],
      [
        'ecdsa-in-asn1-has-its-length',
        TEMPLATE,
        '|| der[head - 1] !== der.length - head) return null',
        ') return null',
      ],
      ['ecdsa-in-asn1-has-one-length', TEMPLATE, ' && der.length > 130 ? 3 : 2', ' ? 3 : 2'],
      ['ecdsa-in-asn1-has-no-needless-zero', TEMPLATE, REMOVED],
      ['ecdsa-in-asn1-is-positive', TEMPLATE, ' || first >= 0x80) return null', ') return null'],
      [
        'ecdsa-in-asn1-is-of-the-curve',
        TEMPLATE,
        'digits.length > size ? null : { value: Buffer.concat([Buffer.alloc(size - digits.length), digits]), end }',
        '{ value: Buffer.concat([Buffer.alloc(Math.max(0, size - digits.length)), digits]), end }',
      ],
    ],
  ),
  ...checksOf(
    ['test/saml/idp/receive-proof.test.ts'],
    [
      ['a-demanded-signature-is-missed', TEMPLATE, REMOVED],
      ['the-operator-decides-over-the-metadata', TEMPLATE, 'settings.signedRequests ?? ', ''],
      ['no-signature-inside-a-redirect', TEMPLATE, REMOVED],
      ['a-redirect-signature-is-checked', TEMPLATE, REMOVED],
      [
        'a-post-signature-is-checked',
        TEMPLATE,
        'return { request: verifyEnvelopedSignature(message.xml, root, keys, REQUEST_SIZE, exception), signed: true }',
        'return { request: root, signed: true }',
      ],
      [
        'a-hidden-signature-is-seen',
        TEMPLATE,
        "(child.namespace === NS.signature && child.name === 'Signature') || holdsSignature(child)",
        "child.namespace === NS.signature && child.name === 'Signature'",
      ],
      [
        'a-redirect-algorithm-is-on-the-list',
        TEMPLATE,
        "if (!signing) throw new BrokerError('saml-signature-algorithm', 'SigAlg')",
        'if (!signing) return',
      ],
      ['a-redirect-signature-must-verify', TEMPLATE, REMOVED],
    ],
  ),
]
