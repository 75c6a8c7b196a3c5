import { checksOf, type Check } from '../check.js'

const VERIFY = ['test/saml/xml/verify-enveloped.test.ts']
const TEMPLATE = 'the signature is a template'
const VERIFIED = 'only verified bytes are read'

/** From a tree to the bytes that were signed. */
export const SIGNATURE_CHECKS: readonly Check[] = [
  ...checksOf('src/saml/xml/signature-shape.ts', VERIFY, [
    [
      'the-root-has-an-id',
      TEMPLATE,
      "attribute(root, 'ID') ?? refuse('the root element has no ID')",
      "attribute(root, 'ID') ?? ''",
    ],
    ['the-id-is-a-name', TEMPLATE, "if (!NCNAME.test(id)) refuse('the ID of the root element is no XML name')", ''],
    ['ids-are-checked', TEMPLATE, '  checkIds(root, id)\n', ''],
    ['no-id-occurs-twice', TEMPLATE, "if (seen.has(value)) refuse('an ID occurs twice')", ''],
    [
      'the-root-id-occurs-once-in-any-spelling',
      TEMPLATE,
      "if (own !== 1) refuse('the ID of the root element occurs twice')",
      '',
    ],
    [
      'signed-info-is-exclusive-canonical',
      TEMPLATE,
      "if (algorithmOf(canonicalization) !== EXCLUSIVE_C14N) refuse('SignedInfo is not in exclusive canonical form')",
      '',
    ],
    ['the-reference-is-to-the-root', TEMPLATE, "    refuse('the Reference is not to the root element')\n", ''],
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
    ['one-signature-in-the-document', TEMPLATE, "if (more.length > 0) refuse('there is more than one Signature')", ''],
    [
      'the-signature-is-in-its-place',
      TEMPLATE,
      "    refuse('the Signature is not in its place under the root element')\n",
      '',
    ],
    [
      'the-enveloped-transform-is-first',
      TEMPLATE,
      "if (algorithmOf(enveloped) !== ENVELOPED) refuse('the first transform is not enveloped-signature')",
      '',
    ],
    [
      'the-second-transform-is-exclusive-c14n',
      TEMPLATE,
      "if (algorithmOf(canonical, isPrefixList) !== EXCLUSIVE_C14N) refuse('the second transform is not exclusive c14n')",
      '',
    ],
    [
      'the-digest-is-on-the-list',
      TEMPLATE,
      "if (!hash) throw new BrokerError('saml-signature-algorithm', 'the digest algorithm is not allowed')",
      'if (!hash) return',
    ],
    [
      'the-digest-has-its-length',
      TEMPLATE,
      "if (value.length !== DIGEST_BYTES[hash]) refuse('the DigestValue has the wrong length')",
      '',
    ],
    ['algorithms-have-no-parts', TEMPLATE, '    refuse(`${element.name} has a part that is not accepted`)\n', ''],
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
    ['no-text-between-the-parts', TEMPLATE, '    refuse(`${parent.name} has text between its elements`)\n', ''],
    ['values-are-plain-base64', TEMPLATE, '    refuse(`${name} is not base64`)\n', ''],
  ]),
  ...checksOf('src/saml/xml/xml-signature.ts', VERIFY, [
    [
      'sha-1-is-no-digest',
      TEMPLATE,
      'export const DIGESTS: ReadonlyMap<string, Hash> = new Map([',
      "export const DIGESTS: ReadonlyMap<string, Hash> = new Map<string, Hash>([\n  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha256'],",
    ],
    [
      'the-library-knows-our-canonicalizations-alone',
      TEMPLATE,
      'signed.CanonicalizationAlgorithms = { [ENVELOPED]: enveloped, [EXCLUSIVE_C14N]: ExclusiveCanonicalization }',
      '',
      ['test/saml/xml/xml-signature.test.ts'],
    ],
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
  ...checksOf('src/saml/xml/verify-enveloped.ts', VERIFY, [
    [
      'the-digest-is-compared',
      VERIFIED,
      'if (!signedXml.checkSignature(text)) return null',
      'try {\n      signedXml.checkSignature(text)\n    } catch {\n      // taken out\n    }\n    if (text.length > 0) return text',
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
  ...checksOf('src/crypto/signature-algorithms.ts', VERIFY, [
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
    'src/crypto/ecdsa-signature.ts',
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
      [
        'ecdsa-in-asn1-has-no-needless-zero',
        TEMPLATE,
        'if (isFilled && (second === undefined || second < 0x80)) return null',
        '',
      ],
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
    'src/saml/idp/validators/sender-signature.ts',
    ['test/saml/idp/receive-proof.test.ts'],
    [
      [
        'a-demanded-signature-is-missed',
        TEMPLATE,
        "if (!checked.signed && demandsSignature(service)) throw new BrokerError('saml-signature-missing', demandOf(service))",
        '',
      ],
      [
        'the-operator-decides-over-the-metadata',
        TEMPLATE,
        'settings.signedRequests ?? metadata.authnRequestsSigned',
        'metadata.authnRequestsSigned',
      ],
      [
        'no-signature-inside-a-redirect',
        TEMPLATE,
        "if (holdsSignature(root)) throw new BrokerError('saml-signature', 'a signature inside a redirected message')",
        '',
      ],
      [
        'a-redirect-signature-is-checked',
        TEMPLATE,
        'if (message.detached) checkDetached(message.detached, keys, exception)',
        '',
      ],
      [
        'a-post-signature-is-checked',
        TEMPLATE,
        'return { request: verifyEnvelopedSignature(message.xml, root, keys, REQUEST_LIMITS, exception), signed: true }',
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
      [
        'a-redirect-signature-must-verify',
        TEMPLATE,
        "if (!keys.some(holdsFor)) throw new BrokerError('saml-signature', 'no key of the metadata fits the query')",
        '',
      ],
    ],
  ),
]
