import { local, requester, returnable, type CatalogueEntry } from './catalogue-entry.js'

/** A fault of a portal's request: Requester, RequestDenied, as BundID answers (its interface description §9.6, §9.7). */
const denied = (idp: string, operator: string): CatalogueEntry & { readonly idp: string } => ({
  ...returnable(requester('RequestDenied'), operator),
  idp,
})

/** What is wrong with requests in the dialect `akdb`, each with the name that BundID has for it. */
export const AKDB_ERRORS = {
  'akdb-request-not-signed': {
    ...local(400, 'bad-request', 'warn', 'The request is not signed, as those of the dialect akdb have to be.'),
    idp: 'saml-request-not-signed',
  },
  'akdb-extension-missing': denied(
    'akdb-extension-missing',
    'The request has no akdb:AuthenticationRequest, and `dialects.akdb.version2Only` demands one.',
  ),
  'akdb-extension-outdated': denied(
    'akdb-extension-v1-deprecated',
    'The extension has Version 1, and `dialects.akdb.version2Only` demands 2.',
  ),
  'akdb-display-name-missing': denied(
    'organization-display-name-missing',
    'The extension has no OrganizationDisplayName, and `dialects.akdb.version2Only` demands one.',
  ),
  'akdb-attributes-empty': denied(
    'requested-attributes-empty',
    'The extension has Version 2, and its RequestedAttributes are missing or empty.',
  ),
  'akdb-attribute-unnamed': denied('requested-attributes-missing-name', 'A RequestedAttribute has no Name.'),
  'akdb-methods-empty': denied('empty-authentication-methods', 'The list of methods in the extension allows none.'),
  'akdb-purpose': denied(
    'purpose-does-not-support-restricted-html',
    'Purpose holds more than h1, p, a, b and i, or a link that is not https.',
  ),
  'akdb-attributes-missing': denied(
    'IDP_REQUIRED_ATTRIBUTES_MISSING',
    'The request requires an attribute that is not there: the broker has none such, the service may not get it, or the citizen did not give it.',
  ),
  'akdb-extension-malformed': returnable(
    requester('RequestUnsupported'),
    'The akdb:AuthenticationRequest is not built as its description says.',
  ),
} as const satisfies Record<string, CatalogueEntry>
