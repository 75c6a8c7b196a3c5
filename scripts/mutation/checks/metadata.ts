import { checksOf, REMOVED, type Check } from '../check.js'

const PARTNER = ['test/saml/metadata/service-metadata.test.ts']
const AGGREGATE = ['test/saml/metadata/aggregate.test.ts']
const SIGNER = ['test/saml/metadata/service-signer.test.ts']
const KEYS = ['test/saml/metadata/service-keys.test.ts']
const VALUES = ['test/saml/metadata/key-value.test.ts']
const STRENGTH = ['test/saml/metadata/key-strength.test.ts']
const ENDPOINTS = ['test/saml/metadata/service-endpoints.test.ts']
const TEXTS = ['test/saml/metadata/service-texts-and-attributes.test.ts']
const FETCH = ['test/saml/metadata/fetch-metadata.test.ts']
const DATES = ['test/saml/metadata/date-time.test.ts']
const IMPORT = ['test/operators/services/import-services.test.ts']
const SETTINGS = ['test/operators/services/setting-rules.test.ts']
const REGISTERING = ['test/operators/services/import-services.test.ts']
const HOSTILE = 'metadata is hostile too'

/** What an operator is handed, and what fetches it. */
export const METADATA_CHECKS: readonly Check[] = [
  ...checksOf(SIGNER, [
    [
      'metadata-is-read-from-what-the-signer-signed',
      HOSTILE,
      'told(() => signedBy(trusted, xml, read, LIMITS))',
      "{ root: read, fingerprint: '' }",
    ],
    ['the-signers-key-is-strong', HOSTILE, REMOVED],
    ['every-id-of-a-signed-file-is-one-of-a-kind', HOSTILE, REMOVED],
    ['every-id-of-a-file-is-one-of-a-kind', HOSTILE, REMOVED, PARTNER],
    ['the-id-of-a-group-is-one-of-a-kind', HOSTILE, REMOVED, PARTNER],
    [
      'metadata-has-a-root-of-its-own',
      HOSTILE,
      'read.namespace !== NS.metadata || !/^Entit(y|ies)Descriptor$/.test(read.name)',
      'read.namespace !== NS.metadata',
      PARTNER,
    ],
    [
      'metadata-may-be-no-endless-tree',
      HOSTILE,
      '  maxDepth: 32,\n',
      '  maxDepth: 1_000_000,\n',
      ['test/saml/attacks/hostile-metadata.test.ts'],
    ],
  ]),
  ...checksOf(PARTNER, [
    ['an-expired-file-is-refused', HOSTILE, 'if (isPast(until, now)) {', 'if (isPast(until, 0)) {'],
    ['a-group-is-what-the-schema-has', HOSTILE, REMOVED],
    [
      'no-entity-id-with-invisible-characters',
      HOSTILE,
      "entityId === '' || /[\\p{Cc}\\p{Cf}\\p{Z}]/u.test(entityId)",
      "entityId === ''",
    ],
    ['nobody-registers-as-the-broker', HOSTILE, REMOVED],
    ['no-entity-twice', HOSTILE, REMOVED],
  ]),
  ...checksOf(PARTNER, [
    [
      'groups-end-their-entities',
      HOSTILE,
      "return earliest(enclosing, validUntilOf(group, 'EntitiesDescriptor'))",
      'return enclosing',
    ],
    ['a-group-within-is-what-the-schema-has', HOSTILE, REMOVED],
  ]),
  ...checksOf(PARTNER, [
    [
      'a-mistyped-attribute-is-found',
      HOSTILE,
      "namespace === NS.xml ? name === 'lang' : namespace === '' && !unread.includes(name),",
      "namespace === NS.xml ? name === 'lang' : namespace === '' && !unread.includes(name) && name !== 'AuthnRequestSigned',",
    ],
    [
      'the-schema-sees-values-as-they-are-read',
      HOSTILE,
      'value: typedValue(each.name, each.value)',
      'value: each.value',
    ],
  ]),
  ...checksOf(PARTNER, [
    ['an-expired-role-is-refused', HOSTILE, 'if (isPast(until, now)) {', 'if (isPast(until, 0)) {'],
    ['metadata-follows-the-schema', HOSTILE, REMOVED],
    [
      'a-fault-in-a-group-is-looked-for',
      HOSTILE,
      'parts.length > 1 && faultOf(groupOf(parts)) === null',
      'parts.length > 1',
      AGGREGATE,
    ],
    [
      'a-role-speaks-saml-2',
      HOSTILE,
      "(attribute(role, 'protocolSupportEnumeration') ?? '').split(' ').includes(NS.protocol)",
      'role.name === name',
    ],
    [
      'who-signs-has-a-key',
      HOSTILE,
      "if (signs && !keys.some(({ use }) => use !== 'encryption')) {",
      'if (signs && keys.length > 99) {',
      KEYS,
    ],
  ]),
  ...checksOf(KEYS, [['weak-keys-are-refused', HOSTILE, REMOVED]]),
  ...checksOf(KEYS, [
    [
      'keys-of-authorities-verify-nothing',
      HOSTILE,
      'const [first, ...others] = certificatesIn(keyInfo)',
      'const [first, ...others] = [...certificatesIn(keyInfo)].reverse()',
    ],
    [
      'an-unreadable-certificate-is-refused',
      HOSTILE,
      "throw new OperatorError('metadata-certificate', `${place}: the certificate cannot be read`, { cause })",
      'throw cause',
    ],
    [
      'a-key-value-is-that-of-its-certificate',
      HOSTILE,
      'if (same.some((each) => storedPublicKey(each) !== storedPublicKey(key))) {',
      'if (same.length > 99) {',
      VALUES,
    ],
  ]),
  ...checksOf(VALUES, [
    ['a-curve-is-named-and-listed', HOSTILE, '  if (!curve) {\n', "  if (!curve && uri === 'none') {\n"],
    ['a-key-value-is-base64-and-nothing-else', HOSTILE, REMOVED],
    [
      'a-dsa-key-value-is-refused',
      HOSTILE,
      "throw new OperatorError('metadata-key', `${place}: a key of type dsa is refused; use RSA or EC`)",
      'return null',
    ],
  ]),
  ...checksOf(STRENGTH, [
    ['rsa-from-2048-bits', HOSTILE, 'if (bits < 2048)', 'if (bits < 512)'],
    ['rsa-exponents-that-sign', HOSTILE, 'exponent < 3n || exponent % 2n === 0n', 'exponent < 0n'],
    ['curves-of-the-guideline', HOSTILE, 'CURVES.has(curve) ? null :', "curve !== '' ? null :"],
    [
      'kinds-of-keys-that-are-used',
      HOSTILE,
      "return `a key of type ${key.asymmetricKeyType ?? 'unknown'} is refused; use RSA or EC`",
      'return null',
    ],
  ]),
  ...checksOf(ENDPOINTS, [
    [
      'endpoints-are-printable-ascii',
      HOSTILE,
      "if (!/^[\\x21-\\x7e]+$/.test(location) || location.includes('\\\\'))",
      'if (location.length === 0)',
    ],
    [
      'endpoints-are-absolute',
      HOSTILE,
      "if (authority === undefined || !URL.canParse(location)) return 'form'",
      'if (authority === undefined || !URL.canParse(location)) return null',
    ],
    ['endpoints-carry-no-user', HOSTILE, REMOVED],
    ['endpoints-carry-no-fragment', HOSTILE, REMOVED],
    [
      'endpoints-are-https',
      HOSTILE,
      "if (!isLoopbackHost(url.hostname)) return 'https'",
      'if (!isLoopbackHost(url.hostname)) return null',
    ],
    [
      'loopback-by-http-only-while-the-broker-is',
      HOSTILE,
      "return allowHttpLoopback ? null : 'loopback'",
      'return null',
    ],
  ]),
  ...checksOf(ENDPOINTS, [
    ['no-index-twice', HOSTILE, 'if (seen.has(index)) {', 'if (seen.has(-1)) {'],
    [
      'answers-need-an-endpoint',
      HOSTILE,
      'if (!fallback) throw noneUsable(all, entityId, allowHttpLoopback)',
      'if (!fallback) return []',
    ],
    [
      'an-endpoint-at-fault-is-left-out',
      HOSTILE,
      'endpoints.filter((each) => faultOf(each, allowHttpLoopback) === null)',
      'endpoints.slice()',
      ['test/saml/idp/metadata-to-answer.test.ts'],
    ],
    [
      'a-logout-endpoint-at-fault-is-left-out',
      HOSTILE,
      'if (fault || binding === undefined) return []',
      'if (binding === undefined) return []',
    ],
  ]),
  ...checksOf(TEXTS, [
    ['one-name-in-a-language', HOSTILE, REMOVED, PARTNER],
    ['names-are-not-turned-round', HOSTILE, ".replace(INVISIBLE, '')", ''],
    ['names-are-not-endless', HOSTILE, '.slice(0, LONGEST)', ''],
    ['links-are-https', 'escaping and headers', 'const kept = isHttpsLink(link)', 'const kept = link.length > 0'],
  ]),
  ...checksOf(TEXTS, [['no-consuming-service-index-twice', HOSTILE, REMOVED]]),
  ...checksOf(DATES, [
    ['times-exist', HOSTILE, REMOVED],
    ['times-are-within-the-day', HOSTILE, REMOVED],
  ]),
  ...checksOf(PARTNER, [
    [
      'a-valid-until-is-a-time',
      HOSTILE,
      'if (until === null) throw new OperatorError',
      'if (until === 0) throw new OperatorError',
      ['test/saml/attacks/hostile-metadata.test.ts'],
    ],
  ]),
  ...checksOf(
    ['test/saml/attacks/hostile-metadata.test.ts'],
    [
      [
        'a-strangers-value-is-fit-for-a-terminal',
        HOSTILE,
        ".replace(/[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]/gu, '\\uFFFD')",
        '',
      ],
    ],
  ),
  ...checksOf(FETCH, [
    ['a-file-is-an-answer-of-200', HOSTILE, 'if (answer.status !== 200) {', 'if (answer.status === 0) {'],
    ['no-other-encoding-than-gzip', HOSTILE, "if (encoding !== 'identity') {", "if (encoding === '') {"],
    ['unpacking-stops-at-the-limit', HOSTILE, ', { maxOutputLength: maxBytes }', ''],
  ]),
  ...checksOf(IMPORT, [
    ['an-entity-of-another-tenant-is-refused', HOSTILE, REMOVED],
    ['a-dry-run-changes-nothing', HOSTILE, 'dryRun ? [] : [...new Set([...changed, ...moved])]', '[...changed]'],
    ['what-no-service-is-left-of-is-refused', HOSTILE, REMOVED],
  ]),
  ...checksOf(REGISTERING, [['an-entity-id-is-an-absolute-uri', HOSTILE, REMOVED]]),
  ...checksOf(SETTINGS, [
    [
      'no-signature-is-demanded-that-no-key-proves',
      HOSTILE,
      'if (settings.signedRequests === true && !metadata.keys.some(',
      'if (settings.signedRequests === true && metadata.keys.length > 99 && !metadata.keys.some(',
    ],
  ]),
  ...checksOf(
    ['test/operators/services/trial-login.test.ts'],
    [
      ['a-test-login-is-in-the-audit', 'operators', REMOVED],
      ['a-test-login-names-its-child-in-the-audit', 'operators', '...(child && { child: child.entityId }), ', ''],
    ],
  ),
  ...checksOf(SETTINGS, [
    ['a-setting-holds-what-it-may', HOSTILE, REMOVED],
    ['a-page-link-carries-no-user', HOSTILE, REMOVED],
    [
      'a-page-link-is-https',
      HOSTILE,
      "protocol === 'https:' || (httpLoopback && isLoopbackHost(hostname))",
      "protocol === 'https:' || isLoopbackHost(hostname)",
    ],
    ['a-sector-in-use-is-frozen', 'keys and secrets', 'if (accounts === 0) return', 'if (accounts >= 0) return'],
  ]),
]
