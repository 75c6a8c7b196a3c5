import { quoted } from '../../../ui/texts/en.js'
import { LONGEST_TEXTS, LONGEST_VALIDITY_DAYS, MOST_CONTACTS, MOST_REQUESTERS } from '../../services/setting-rules.js'
import type { TabTexts, ValueTexts } from './tab-messages.js'

/** English texts of the pages of one service. */
export const tabs: TabTexts = {
  label: (name) => `Pages of ${quoted(name)}`,
  names: {
    overview: 'Overview',
    endpoints: 'Endpoints',
    keys: 'Keys',
    attributes: 'Attributes',
    level: 'Trust level',
    history: 'History',
    test: 'Test',
  },
  title: (tab, name) => `${tab}: ${name}`,
  allSettings: 'All settings',
  allSettingsHint: 'By subject they stand on the other pages of this service too.',
  nothing: '–',
  logo: {
    from: (url) => `from ${url}`,
    waiting: 'We have not fetched it yet.',
    inMetadata: 'contained in the metadata',
  },
  endpoints: {
    columns: { location: 'Address', binding: 'Binding', index: 'Index', answersTo: 'Answers to' },
    isDefault: 'default',
    unnamed: 'The metadata name none.',
  },
  keys: {
    intro: 'The metadata name these keys. The key counts, not the end of its certificate.',
    none: 'The metadata name no key.',
    certificate: 'Certificate',
    publicKey: 'Key without a certificate',
    asMetadata: 'as the metadata say',
    asSet: 'set here',
  },
  attributes: {
    intro: 'This is what the service gets in a login, if the person agrees.',
    none: 'This service gets no data about the person.',
    pseudonymous: 'This service gets a pseudonym and the level alone.',
    columns: { name: 'Attribute', needed: 'Required?', source: 'Named in', level: 'At least' },
    required: 'required',
    optional: 'optional',
    metadata: 'metadata',
    operator: 'settings',
    noLevel: 'no level of its own',
    always: 'always',
    unknown: 'Unknown names in the metadata',
    unknownOne: 'unknown',
    notSaid: 'not given yet',
  },
  level: {
    intro: (level) => `Every login must reach the level ${level}.`,
    allMethods: 'all that reach the level',
    inMetadata: 'Level in the metadata',
    notSaid: 'not named',
    noOwn: 'none',
  },
}

const text = (most: number) => (): string => `a text of at most ${most} characters on one line, or nothing`
const list = (words: string): string => `a comma-separated list of ${words}; or nothing`

const expects: ValueTexts['expects'] = {
  displayName: text(LONGEST_TEXTS.displayName),
  tenant: () => 'a name of at most 64 letters, digits, blanks, dots, hyphens and underscores, or nothing',
  requiredAttributes: list,
  optionalAttributes: list,
  attributeLevels: () => 'a comma-separated list such as birthDate:substantiell, or nothing',
  sector: () => `a text of at most ${LONGEST_TEXTS.sector} characters on one line`,
  methods: list,
  weakAlgorithms: list,
  weakAlgorithmsUntil: () => 'a day as YYYY-MM-DD, or nothing',
  appReturn: () =>
    'an address with a scheme of the app’s own (de.example.app:/login), or https, without a query, or nothing',
  requesters: () => `a comma-separated list of at most ${MOST_REQUESTERS} entityIDs, or nothing`,
  privacyUrl: () => 'an https address, or nothing',
  contacts: () => `a comma-separated list of at most ${MOST_CONTACTS} e-mail addresses or https addresses, or nothing`,
  refreshUrl: () => 'an http or https address, or nothing',
  validUntilRequired: () => `a whole number from 1 to ${LONGEST_VALIDITY_DAYS}, or nothing`,
  legalBasis: text(LONGEST_TEXTS.legalBasis),
  purpose: text(LONGEST_TEXTS.purpose),
}

/** What stored values mean, in English. */
export const values: ValueTexts = {
  words: {
    sign: { both: 'response and assertion', assertion: 'the assertion alone', response: 'the response alone' },
    encrypt: { auto: 'where there is a key', always: 'always', never: 'never' },
    stage: { production: 'in production', test: 'for trying out' },
    nameIdFormat: {
      persistent: 'a lasting pseudonym',
      transient: 'another pseudonym each time',
      emailAddress: 'the e-mail address',
    },
    dialect: { saml2int: 'SAML by saml2int', akdb: 'SAML as for BundID' },
    levelVocabulary: { eidas: 'eIDAS', stork: 'STORK', bsi: 'BSI', saml: 'SAML' },
    weakAlgorithms: {
      'aes256-cbc': 'AES-256 with CBC',
      'aes128-cbc': 'AES-128 with CBC',
      'rsa-sha1': 'signatures with SHA-1',
      sha1: 'digests with SHA-1',
    },
  },
  defaults: {
    requiredAttributes: 'as the metadata say',
    optionalAttributes: 'as the metadata say',
    signedRequests: 'as the metadata say',
    nameIdFormat: 'as the metadata say',
    methods: 'all',
    levelVocabulary: 'as the dialect has it',
  },
  asShipped: 'as the metadata say, else as shipped',
  expects,
  now: (words) => `Now: ${words}.`,
  attributeLevel: (attribute, level) => `${attribute}: ${level}`,
  uses: { signing: 'signing', encryption: 'encryption', both: 'signing and encryption' },
  bindings: { redirect: 'HTTP-Redirect', post: 'HTTP-POST', soap: 'SOAP', artifact: 'HTTP-Artifact' },
  asked: {
    required: (consumer) => `required, service ${consumer}`,
    optional: (consumer) => `optional, service ${consumer}`,
    unknown: (consumer) => `unknown, service ${consumer}`,
  },
  index: (index) => `index ${index}`,
}
