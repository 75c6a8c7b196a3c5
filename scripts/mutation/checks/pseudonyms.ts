import { checksOf, REMOVED, type Check } from '../check.js'

const IMPORT = ['test/operators/pseudonyms/import-pseudonyms.test.ts']
const VALUES = ['test/domain/earlier-pseudonym.test.ts']
const DERIVED = ['test/crypto/derived-secrets.test.ts']
const COMMANDS = ['test/cli/pseudonym/pseudonym-commands.test.ts']
const STORE = ['test/storage/sql/sqlite-stores.test.ts']
const END = ['test/login/tell-end.test.ts']
const SECTOR = ['test/operators/services/new-pseudonyms.test.ts']
const BACK = ['test/operators/services/comes-back.test.ts']
const OF_OTHERS = ['test/operators/services/sectors-of-others.test.ts']
const LEFT = ['test/operators/services/left-sectors.test.ts']
const IMPORT_PAGES = ['test/operators/console/import.test.ts']
const PAGES = ['test/operators/console/drafts.test.ts']
const OPERATORS = 'operators'

/** What accounts keep of an earlier IdP: nobody becomes somebody else by it. */
export const PSEUDONYM_CHECKS: readonly Check[] = [
  ...checksOf(IMPORT, [
    ['an-import-has-so-many-rows-at-most', OPERATORS, REMOVED],
    ['an-account-is-named-once', OPERATORS, 'accounts.has(account)', 'accounts.has(value)'],
    ['a-pseudonym-is-given-once', OPERATORS, 'values.has(value)', 'values.has(account)'],
    ['one-bad-row-refuses-the-file', OPERATORS, REMOVED],
    ['a-pseudonym-is-imported-for-an-account-that-there-is', OPERATORS, REMOVED],
    ['an-account-has-one-imported-pseudonym-in-a-sector', OPERATORS, REMOVED],
    ['an-imported-pseudonym-is-one-accounts', OPERATORS, REMOVED],
    ['an-account-that-was-answered-keeps-its-pseudonym', OPERATORS, REMOVED],
    ['what-cannot-be-excluded-counts-as-answered', OPERATORS, REMOVED],
    ['what-the-log-tells-no-more-counts-as-answered', OPERATORS, 'since < known.logSince + MARGIN', 'since < 0'],
    ['nobody-is-given-what-another-is-called', OPERATORS, REMOVED],
    ['an-import-of-pseudonyms-always-waits', OPERATORS, REMOVED],
    ['pseudonyms-are-imported-into-a-sector-that-there-is', OPERATORS, REMOVED],
    ['a-draft-of-pseudonyms-is-whole', OPERATORS, REMOVED],
  ]),
  ...checksOf(VALUES, [['a-pseudonym-holds-what-arrives-as-it-is', OPERATORS, REMOVED]]),
  ...checksOf(DERIVED, [
    ['an-imported-pseudonym-is-of-its-sector-alone', OPERATORS, 'each.sector === sector', 'each.sector !== null'],
  ]),
  ...checksOf(COMMANDS, [
    ['a-file-that-is-too-large-is-not-read', OPERATORS, '(await sizeOf(path, environment)) > MOST_BYTES', 'false'],
  ]),
  ...checksOf(STORE, [
    ['an-import-raises-the-version-of-its-accounts', OPERATORS, REMOVED],
    ['a-decided-draft-keeps-no-pseudonyms', OPERATORS, REMOVED],
  ]),
  ...checksOf(END, [['an-answer-names-its-sector-in-the-log', OPERATORS, 'sector, reached', 'sector: null, reached']]),
  ...checksOf(SECTOR, [
    ['new-pseudonyms-are-typed-for', OPERATORS, REMOVED],
    [
      'new-pseudonyms-always-wait-for-a-second-person',
      OPERATORS,
      'draftingServices(deps.services, { ...deps.drafting, newPseudonyms: true })',
      'deps.services',
    ],
    ['a-sector-in-use-changes-by-what-was-typed-alone', OPERATORS, 'newPseudonyms ?', 'newPseudonyms !== false ?'],
    ['what-was-imported-into-a-sector-freezes-it', OPERATORS, 'return pseudonyms.countIn(sector)', 'return 0'],
  ]),
  ...checksOf(BACK, [
    [
      'a-removed-service-comes-back-into-its-sector',
      OPERATORS,
      'if (wanted === sector) return null',
      "if (sector !== '') return null",
    ],
    ['a-removed-service-comes-back-to-its-tenant', OPERATORS, REMOVED],
    ['a-left-sector-is-not-taken-over', OPERATORS, REMOVED, LEFT],
    ['a-new-service-enters-no-left-sector', OPERATORS, '=== 0 ? null', '!== -1 ? null', LEFT],
    ['a-draft-of-a-new-service-enters-no-left-sector', OPERATORS, REMOVED, OF_OTHERS],
    ['what-was-typed-opens-no-other-sector', OPERATORS, 'of === sector', "of !== ''", OF_OTHERS],
    [
      'a-removed-service-without-a-sector-is-not-forgotten',
      OPERATORS,
      'COALESCE(removal.sector, removal.entity_id)',
      'removal.sector',
    ],
    ['a-draft-brings-a-removed-service-back-to-its-tenant', OPERATORS, REMOVED, LEFT],
  ]),
  ...checksOf(IMPORT_PAGES, [
    [
      'a-removed-service-of-nobody-comes-back-by-who-saw-it',
      OPERATORS,
      'isForeign && tenant !== null ?',
      'isForeign === null ?',
    ],
  ]),
  ...checksOf(PAGES, [['pseudonyms-are-imported-by-admins-alone', OPERATORS, REMOVED]]),
]
