import { quoted } from '../../../ui/texts/de.js'
import { LONGEST_TEXTS, LONGEST_VALIDITY_DAYS, MOST_CONTACTS, MOST_REQUESTERS } from '../../services/setting-rules.js'
import type { TabTexts, ValueTexts } from './tab-messages.js'

/** German texts of the pages of one portal. */
export const tabs: TabTexts = {
  label: (name) => `Seiten zu ${quoted(name)}`,
  names: {
    overview: 'Überblick',
    endpoints: 'Endpunkte',
    keys: 'Schlüssel',
    attributes: 'Attribute',
    level: 'Niveau',
    history: 'Verlauf',
    test: 'Test',
  },
  title: (tab, name) => `${tab}: ${name}`,
  allSettings: 'Alle Einstellungen',
  allSettingsHint: 'Nach Themen stehen sie auch auf den anderen Seiten dieses Portals.',
  nothing: '–',
  logo: {
    from: (url) => `von ${url}`,
    waiting: 'Wir haben es noch nicht geholt.',
    inMetadata: 'in den Metadaten enthalten',
  },
  endpoints: {
    columns: { location: 'Adresse', binding: 'Übertragung', index: 'Nummer', answersTo: 'Antworten an' },
    isDefault: 'Standard',
    unnamed: 'Die Metadaten nennen keine.',
  },
  keys: {
    intro: 'Diese Schlüssel nennen die Metadaten. Es zählt der Schlüssel, nicht das Ende seines Zertifikats.',
    none: 'Die Metadaten nennen keinen Schlüssel.',
    certificate: 'Zertifikat',
    publicKey: 'Schlüssel ohne Zertifikat',
    asMetadata: 'wie in den Metadaten',
    asSet: 'hier eingestellt',
  },
  attributes: {
    intro: 'Das bekommt dieses Portal bei einer Anmeldung, wenn die Person zustimmt.',
    none: 'Dieses Portal bekommt keine Angaben zur Person.',
    pseudonymous: 'Dieses Portal bekommt nur ein Pseudonym und das Niveau.',
    columns: { name: 'Angabe', needed: 'Verlangt?', source: 'Steht in', level: 'Mindestens' },
    required: 'verlangt',
    optional: 'freiwillig',
    metadata: 'Metadaten',
    operator: 'Einstellungen',
    noLevel: 'ohne eigenes Niveau',
    always: 'immer',
    unknown: 'Unbekannte Namen in den Metadaten',
    unknownOne: 'unbekannt',
    notSaid: 'noch nicht angegeben',
  },
  level: {
    intro: (level) => `Jede Anmeldung muss das Niveau ${level} erreichen.`,
    allMethods: 'alle, die das Niveau erreichen',
    inMetadata: 'Niveau in den Metadaten',
    notSaid: 'nicht genannt',
    noOwn: 'keine',
  },
}

const text = (most: number) => (): string => `ein Text mit höchstens ${most} Zeichen in einer Zeile, oder nichts`
const list = (words: string): string => `eine Liste mit Komma aus ${words}; oder nichts`

const expects: ValueTexts['expects'] = {
  displayName: text(LONGEST_TEXTS.displayName),
  tenant: () =>
    'ein Name aus Buchstaben, Ziffern, Leerzeichen, Punkten und Strichen mit höchstens 64 Zeichen, oder nichts',
  requiredAttributes: list,
  optionalAttributes: list,
  attributeLevels: () => 'eine Liste mit Komma wie birthDate:substantiell, oder nichts',
  sector: () => `ein Text mit höchstens ${LONGEST_TEXTS.sector} Zeichen in einer Zeile`,
  methods: list,
  weakAlgorithms: list,
  weakAlgorithmsUntil: () => 'ein Tag als JJJJ-MM-TT, oder nichts',
  appReturn: () =>
    'eine Adresse mit einem eigenen Schema der App (de.example.app:/login) oder https, ohne Abfrage, oder nichts',
  requesters: () => `eine Liste mit Komma aus höchstens ${MOST_REQUESTERS} entityIDs, oder nichts`,
  privacyUrl: () => 'eine https-Adresse, oder nichts',
  contacts: () =>
    `eine Liste mit Komma aus höchstens ${MOST_CONTACTS} E-Mail-Adressen oder https-Adressen, oder nichts`,
  refreshUrl: () => 'eine http- oder https-Adresse, oder nichts',
  validUntilRequired: () => `eine ganze Zahl von 1 bis ${LONGEST_VALIDITY_DAYS}, oder nichts`,
  legalBasis: text(LONGEST_TEXTS.legalBasis),
  purpose: text(LONGEST_TEXTS.purpose),
}

/** What stored values mean, in German. */
export const values: ValueTexts = {
  words: {
    sign: { both: 'Antwort und Assertion', assertion: 'nur die Assertion', response: 'nur die Antwort' },
    encrypt: { auto: 'wenn es einen Schlüssel gibt', always: 'immer', never: 'nie' },
    stage: { production: 'Echtbetrieb', test: 'Testportal' },
    nameIdFormat: {
      persistent: 'bleibendes Pseudonym',
      transient: 'jedes Mal ein anderes Pseudonym',
      emailAddress: 'E-Mail-Adresse',
    },
    dialect: { saml2int: 'SAML nach saml2int', akdb: 'SAML wie für BundID' },
    levelVocabulary: { eidas: 'eIDAS', stork: 'STORK', bsi: 'BSI', saml: 'SAML' },
    weakAlgorithms: {
      'aes256-cbc': 'AES-256 mit CBC',
      'aes128-cbc': 'AES-128 mit CBC',
      'rsa-sha1': 'Signaturen mit SHA-1',
      sha1: 'Prüfsummen mit SHA-1',
    },
  },
  defaults: {
    requiredAttributes: 'wie in den Metadaten',
    optionalAttributes: 'wie in den Metadaten',
    signedRequests: 'wie in den Metadaten',
    nameIdFormat: 'wie in den Metadaten',
    methods: 'alle',
    levelVocabulary: 'wie der Dialekt',
  },
  asShipped: 'wie in den Metadaten, sonst wie ausgeliefert',
  expects,
  now: (words) => `Jetzt: ${words}.`,
  attributeLevel: (attribute, level) => `${attribute}: ${level}`,
  uses: { signing: 'Signatur', encryption: 'Verschlüsselung', both: 'Signatur und Verschlüsselung' },
  bindings: { redirect: 'HTTP-Redirect', post: 'HTTP-POST', soap: 'SOAP', artifact: 'HTTP-Artifact' },
  asked: {
    required: (consumer) => `verlangt, Dienst ${consumer}`,
    optional: (consumer) => `freiwillig, Dienst ${consumer}`,
    unknown: (consumer) => `unbekannt, Dienst ${consumer}`,
  },
  index: (index) => `Nummer ${index}`,
}
