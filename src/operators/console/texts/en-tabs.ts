import { quoted } from '../../../ui/texts/en.js'
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
    dialect: { saml2int: 'SAML by saml2int' },
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
  expects: {},
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
