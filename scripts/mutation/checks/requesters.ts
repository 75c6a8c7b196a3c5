import { checksOf, REMOVED, type Check } from '../check.js'

const CHILDREN = ['test/domain/child-service.test.ts']
const REQUESTS = ['test/saml/idp/requesters.test.ts']
const LOGIN = ['test/e2e/child-services.test.ts']
const SETTINGS = ['test/operators/services/setting-rules.test.ts']
const REQUESTER = 'what a service may ask'

/** What a portal may ask for on behalf of its child services, and under which limits. */
export const REQUESTER_CHECKS: readonly Check[] = [
  ...checksOf(CHILDREN, [
    ['a-portal-asks-for-its-own-children-alone', REQUESTER, REMOVED],
    ['a-child-of-another-tenant-is-none', REQUESTER, REMOVED],
    ['a-child-that-is-switched-off-is-none', REQUESTER, 'notServed(child, now, metadataGrace) === null', 'true'],
    [
      'the-higher-level-of-portal-and-child-counts',
      REQUESTER,
      'higherOf(portal.trustLevel, child.trustLevel)',
      'portal.trustLevel',
    ],
    ['a-pseudonymous-child-gets-nothing', REQUESTER, ' || child.pseudonymous', ''],
    ['a-child-without-single-sign-on-has-none', REQUESTER, ' && child.sso', ''],
    ['a-child-limits-the-methods', REQUESTER, 'methodsOfBoth(portal.methods, child.methods)', 'portal.methods'],
    [
      'a-child-limits-the-release',
      REQUESTER,
      'requiredAttributes: child.requiredAttributes',
      'requiredAttributes: portal.requiredAttributes',
    ],
    ['the-pseudonym-is-of-the-childs-sector', REQUESTER, 'sector: child.sector', 'sector: portal.sector'],
    ['what-was-agreed-for-one-child-holds-for-no-other', REQUESTER, 'child === undefined', 'child !== service'],
  ]),
  ...checksOf(REQUESTS, [
    ['one-child-is-asked-for-at-a-time', REQUESTER, 'more.length === 0', 'more.length >= 0'],
    ['a-requester-that-is-no-child-is-denied', REQUESTER, ": 'denied'", ': null'],
    ['a-denied-requester-is-told-to-the-service', REQUESTER, "  ['requester', checkRequester],\n", ''],
    ['a-portal-asks-no-more-of-a-child-than-it-is-registered-with', REQUESTER, 'within(', '((asked, _) => asked)('],
    ['no-e-mail-name-id-that-the-child-does-not-get', REQUESTER, REMOVED],
    ['the-child-is-looked-up-again', REQUESTER, REMOVED],
  ]),
  ...checksOf(LOGIN, [['a-child-that-is-switched-off-ends-open-logins', REQUESTER, REMOVED]]),
  ...checksOf(SETTINGS, [['a-requester-is-an-entity-id', REQUESTER, 'setOf(isServiceName)(values, known)', 'true']]),
]
