import { checksOf, REMOVED, type Check } from '../check.js'

const KEYS = ['test/crypto/subject-ids.test.ts']
const ANSWER = ['test/saml/idp/subject-id.test.ts']
const RELEASE = ['test/domain/release.test.ts']
const SHOWN = ['test/login/web/shared-identifier.test.ts']
const SETTING = ['test/operators/services/subject-id.test.ts']
const READING = ['test/saml/metadata/entity-attributes.test.ts']
const TOLD = ['test/portal-error/read-portal-error.test.ts']
const UNSOLICITED = ['test/login/web/unsolicited.test.ts']
const SETS = ['test/saml/idp/attribute-sets.test.ts']

const ASKS = 'what a service may ask'
const HOSTILE = 'metadata is hostile too'
const ESCAPING = 'escaping and headers'

/** What saml2int demands beside the login itself: subject identifiers, pages for errors, sets of attributes. */
export const SAML2INT_CHECKS: readonly Check[] = [
  ...checksOf(KEYS, [
    ['a-subject-id-has-a-key-of-its-own', ASKS, "unique('subject-id'", "unique('pairwise-id'"],
    ['a-pairwise-id-is-of-the-sector', ASKS, "'pairwise-id', sector,", "'pairwise-id',"],
    [
      'subject-ids-differ-by-more-than-case',
      ASKS,
      'LETTERS.charAt((held >> bits) & 31)',
      'LETTERS.charAt((held >> bits) & 31).toUpperCase()',
    ],
  ]),
  ...checksOf(ANSWER, [
    ['a-pseudonymous-service-gets-no-subject-id', ASKS, " || (pseudonymous && subjectId === 'subject-id')", ''],
  ]),
  ...checksOf(RELEASE, [
    ['an-agreement-is-to-a-subject-id', ASKS, "subjectId ?? ''", "''"],
    ['what-all-services-know-is-agreed-to', ASKS, "subjectId === 'subject-id'", 'false'],
  ]),
  ...checksOf(SHOWN, [
    [
      'a-subject-id-is-effective-at-once',
      ASKS,
      '...(subjectId && { subjectId })',
      '...(asked.subjectId && { subjectId: asked.subjectId })',
    ],
  ]),
  ...checksOf(SETTING, [
    ['no-subject-id-without-an-operator', ASKS, ": 'none'", ": (asked ?? 'none')"],
    ['no-identifier-of-all-services-for-pseudonyms-alone', 'operators', REMOVED],
  ]),
  ...checksOf(
    ['test/domain/child-service.test.ts'],
    [['a-child-has-its-own-subject-id', ASKS, 'subjectId: child.subjectId', 'subjectId: portal.subjectId']],
  ),
  ...checksOf(READING, [
    ['who-asks-for-two-identifiers-has-not-asked', HOSTILE, 'others.length > 0 ? null : ', ''],
    ['an-error-url-is-https', HOSTILE, ' && isHttpsLink(link)', '', ['test/saml/metadata/error-url.test.ts']],
  ]),
  ...checksOf(TOLD, [
    ['a-stranger-is-not-named', ESCAPING, 'words.find(entityId(named))', '({ entityId: named })'],
    ['a-page-shows-no-words-of-a-link', ESCAPING, 'ATTRIBUTE_NAMES.filter((name) => attributes.has(name))', 'context'],
    ['a-number-is-no-sentence', ESCAPING, ' || !/^[A-Za-z0-9._:-]{1,64}$/.test(told)', ''],
    [
      'words-are-no-number',
      ESCAPING,
      '/\\d/.test(told) && words.length <= 1 && runs.length <= 1 && !/[A-Za-z]{7}/.test(told) ? told : null',
      'words.length <= 99 ? told : null',
    ],
    [
      'nobody-is-led-back-to-a-disabled-service',
      ESCAPING,
      'service.active ? homeOf(service, language) : null',
      'homeOf(service, language)',
      ['test/portal-error/portal-error-page.test.ts'],
    ],
    ['a-disabled-service-helps-nobody', ESCAPING, 'active && ', '', ['test/portal-error/portal-error-page.test.ts']],
  ]),
  ...checksOf(
    ['test/domain/error-url.test.ts'],
    [['what-is-filled-in-stays-a-parameter', ESCAPING, 'encodeURIComponent(', 'String(']],
  ),
  ...checksOf(SETS, [
    ['an-unknown-set-is-no-default', ASKS, REMOVED],
    [
      'the-method-is-told-to-the-set-that-asks',
      ASKS,
      'askedIn(dialect, set).method !== null',
      'metadata.attributeConsumingServices.some((each) => askedIn(dialect, each).method !== null)',
    ],
  ]),
  ...checksOf(UNSOLICITED, [
    ['an-unsolicited-answer-goes-to-an-address-of-the-metadata', ASKS, REMOVED],
    ['no-login-begins-here-unless-an-operator-permits-it', ASKS, '!service?.settings.idpInitiated', '!service'],
    ['what-nobody-asked-for-is-in-reply-to-nothing', ASKS, 'unsolicited ? null : requestId', 'requestId'],
  ]),
  ...checksOf(
    ['test/domain/unsolicited.test.ts'],
    [
      ['a-target-is-short-and-printable', 'addresses as exact strings', REMOVED],
      [
        'a-target-is-no-address-of-another',
        'addresses as exact strings',
        String.raw`!/^\/\.{0,2}\//.test(target)`,
        'true',
      ],
      [
        'a-target-lies-where-the-portal-does',
        'addresses as exact strings',
        'origins.includes(new URL(target).origin)',
        'true',
      ],
      ['a-hint-is-a-name', ESCAPING, 'usernameFault(hint) === null || isEmailAddress(hint)', 'hint'],
    ],
  ),
  ...checksOf(
    ['test/saml/idp/receive-requirements.test.ts'],
    [['a-subject-of-ours-binds-the-answer', ASKS, ' && !OURS.test(text)', '']],
  ),
  ...checksOf(
    ['test/saml/artifact/artifact-answers.test.ts'],
    [['an-answer-that-may-not-be-made-is-not', ASKS, REMOVED]],
  ),
  ...checksOf(['test/login/named-by-subject.test.ts'], [['an-earlier-pseudonym-binds-the-answer', ASKS, REMOVED]]),
  ...checksOf(
    ['test/config/metadata-settings.test.ts'],
    [['a-scope-is-a-scope', 'operators', '/^[a-z0-9][a-z0-9.-]{0,126}$/i.test(text)', 'true']],
  ),
]
