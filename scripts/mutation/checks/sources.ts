import { checksOf, REMOVED, type Check } from '../check.js'

const REFRESH = ['test/operators/sources/refresh-source.test.ts']
const NOW = ['test/operators/sources/refresh-now.test.ts']
const OWN = ['test/operators/sources/own-sources.test.ts']
const LARGE = ['test/compose/sparing-reader.test.ts']
const THREAD = ['test/saml/metadata/thread-reader.test.ts']
const HOSTILE_METADATA = ['test/operators/sources/hostile-metadata.test.ts']
const PREVIEW = ['test/operators/console/preview-digest.test.ts']
const FEED = ['test/operators/sources/feed-of.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const END = ['test/saml/idp/metadata-end.test.ts']
const JOB = ['test/compose/source-jobs.test.ts']
const CONSOLE = ['test/operators/console/sources.test.ts']
const SETTINGS = ['test/operators/services/setting-rules.test.ts']
const HOSTILE = 'metadata is hostile too'
const OPERATORS = 'operators'

/** What comes again and again from an address, with nobody looking on. */
export const SOURCE_CHECKS: readonly Check[] = [
  ...checksOf(REFRESH, [
    ['a-source-feeds-its-own-services-alone', HOSTILE, REMOVED],
    ['an-end-is-the-same-to-a-refresh-and-to-its-reader', HOSTILE, 'clock.now())', 'clock.now() + 300_000)'],
    [
      'what-a-person-removed-does-not-come-back-by-itself',
      HOSTILE,
      "return feed.source.feeds === 'service' || removed.has(id)",
      "return feed.source.feeds === 'service'",
    ],
    [
      'a-refresh-enables-nothing-that-a-person-disabled',
      HOSTILE,
      'return before.active || before.source.left === true',
      'return true',
    ],
    ['a-document-without-its-service-disables-nothing', HOSTILE, REMOVED],
    ['a-document-that-shrinks-waits-for-a-person', HOSTILE, REMOVED],
    ['metadata-end-when-they-have-to', HOSTILE, 'if (ahead === null ||', 'if (ahead !== undefined ||'],
    ['an-ended-document-is-not-good-for-being-unchanged', HOSTILE, REMOVED],
    ['an-ended-document-is-asked-for-as-a-whole', HOSTILE, 'isAsked ? state', 'confirmed === null ? state'],
    ['what-a-person-disables-after-it-left-stays-disabled', HOSTILE, 'notLeft(service.source)', 'service.source'],
    ['nothing-from-an-address-is-taken-unproven', HOSTILE, REMOVED],
    ['a-certificate-brought-along-has-the-fingerprint-that-was-given', HOSTILE, REMOVED],
  ]),
  ...checksOf(NOW, [
    ['a-source-of-another-tenant-is-not-taken-over', OPERATORS, REMOVED],
    ['who-leaves-a-source-is-decided-by-its-owner', OPERATORS, REMOVED],
    ['a-shared-source-names-no-member', OPERATORS, 'entityId === null && (', 'false && ('],
  ]),
  ...checksOf(HOSTILE_METADATA, [
    [
      'only-who-was-asked-says-that-nothing-has-changed',
      HOSTILE,
      '&& Object.keys(asking).length > 0',
      '&& Object.keys(asking).length >= 0',
    ],
  ]),
  ...checksOf(STORE, [
    ['a-fetch-is-noted-at-the-source-that-was-read', HOSTILE, REMOVED],
    ['a-source-goes-as-it-was-read', HOSTILE, '{ id, version })\n', '{ id })\n'],
    [
      'a-source-is-not-fetched-again-at-once',
      HOSTILE,
      "'(fetched_at IS NULL OR fetched_at <= $4)'",
      "'(fetched_at IS NULL OR fetched_at <> $4 OR 1 = 1)'",
    ],
  ]),
  ...checksOf(END, [
    [
      'an-ended-aggregate-is-refused-after-its-grace',
      HOSTILE,
      "from !== null && from <= now ? 'saml-metadata-ended' : null",
      "from === Infinity ? 'saml-metadata-ended' : null",
    ],
  ]),
  ...checksOf(JOB, [
    [
      'unknown-keys-hasten-a-source-now-and-then',
      HOSTILE,
      'if (id === null || now - last < AT_MOST_EVERY) return',
      'if (id === null) return',
    ],
  ]),
  ...checksOf(CONSOLE, [
    [
      'who-leaves-is-named-to-who-may-see-it',
      OPERATORS,
      'services.map((id) => seen.services.find(id))',
      'services.map(async (entityId) => ({ entityId }))',
    ],
    [
      'a-source-is-told-to-who-sees-what-it-feeds',
      OPERATORS,
      "return service ? [{ entityId: service.entityId, name: serviceName(service, 'de'), finding }] : []",
      'return [{ entityId: service?.entityId ?? source.url, name: source.url, finding }]',
    ],
  ]),
  ...checksOf(LARGE, [
    ['a-member-that-is-refused-is-told-among-thousands', HOSTILE, '(document.untold ?? [])', '[].slice(0)'],
    ['a-member-that-is-refused-has-not-left', HOSTILE, '...refused, ...untold]', '...refused]'],
  ]),
  ...checksOf(PREVIEW, [
    ['the-digest-of-a-preview-counts-the-refused', HOSTILE, 'unread.length + untold, refused', 'refused'],
  ]),
  ...checksOf(LARGE, [['a-large-file-holds-up-no-login', HOSTILE, 'file.length <= SMALL', 'file.length <= Infinity']]),
  ...checksOf(THREAD, [
    [
      'a-file-that-takes-too-long-is-given-up',
      HOSTILE,
      'Promise.race([work, late])',
      'Promise.race([work, late.catch(() => work)])',
    ],
    ['few-files-wait-to-be-read', HOSTILE, REMOVED],
    ['refused-members-come-in-portions', HOSTILE, 'UNTOLD_AT_ONCE)', 'Infinity)'],
    [
      'a-file-that-needs-too-much-memory-is-given-up',
      HOSTILE,
      'maxOldGenerationSizeMb: memoryMb',
      'maxOldGenerationSizeMb: memoryMb * 100',
    ],
  ]),
  ...checksOf(OWN, [
    [
      'a-source-comes-and-goes-with-its-service',
      OPERATORS,
      '...ownChanges(change, await sources.all(), clock)',
      '...ownChanges(change, await sources.all(), clock).slice(0, 0)',
    ],
    ['a-source-is-of-the-tenant-of-its-service', OPERATORS, 'held.tenant === tenant ?', 'held.tenant !== undefined ?'],
    ['a-source-is-registered-with-its-services', OPERATORS, 'dryRun || !input.source ?', 'true ?'],
  ]),
  ...checksOf(STORE, [['a-source-changes-as-it-was-read', OPERATORS, REMOVED]]),
  ...checksOf(
    ['test/operators/sources/refresh-source.test.ts'],
    [['what-a-source-is-set-to-is-in-the-audit', OPERATORS, ' || !sameJson(before.settings, settings)', '']],
  ),
  ...checksOf(FEED, [['a-source-does-not-go-round-the-second-person', OPERATORS, ' && !secondPerson', '']]),
  ...checksOf(SETTINGS, [['a-source-carries-no-user', HOSTILE, "username === '' && password === '' && ", '']]),
]
