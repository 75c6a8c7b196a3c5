import { shortName } from '../../domain/algorithm-name.js'
import { ATTRIBUTE_NAMES } from '../../domain/identity.js'
import { entityId, methodId, tenantId } from '../../domain/ids.js'
import { NAME_ID_KINDS } from '../../domain/name-id-formats.js'
import {
  ENCRYPT_MODES,
  RESPONSE_BINDINGS,
  SIGN_PARTS,
  STAGES,
  type AttributeLevel,
  type Service,
} from '../../domain/service.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { WEAK_ALGORITHMS } from '../../domain/weak-algorithms.js'
import type { KnownValues } from '../services/service-deps.js'
import {
  ATTRIBUTE_LEVELS,
  LONGEST_TEXTS,
  LONGEST_VALIDITY_DAYS,
  MOST_CONTACTS,
  MOST_REQUESTERS,
  mayHold,
  type ServiceValues,
  type SettingName,
  type SettingsChange,
} from '../services/setting-rules.js'
import {
  algorithm,
  asTyped,
  attributeName,
  boolean,
  DEFAULT_WORD,
  list,
  oneOf,
  text,
  trimmed,
  type Parser,
} from './setting-parsers.js'

/** One key of `servicekonto sp set`. */
export interface SettingKey {
  readonly name: SettingName
  /** The purpose of the setting, in one short sentence. */
  readonly doc: string
  /** The values that it may hold, in words. */
  readonly expects: (known: KnownValues) => string
  /** The single words that it may hold, for suggestions. */
  readonly words: (known: KnownValues) => readonly string[]
  /** Reads what was typed as a change of this setting; null if the setting cannot hold it. */
  readonly read: (typed: string, known: KnownValues) => SettingsChange | null
}

interface Options<T> {
  readonly doc: string
  readonly words?: (known: KnownValues) => readonly string[]
  readonly expects?: string
  readonly parse: (known: KnownValues) => Parser<T>
}

const none = (): readonly string[] => []

function key<Name extends SettingName>(name: Name, options: Options<{ value: ServiceValues[Name] }>): SettingKey {
  const words = options.words ?? none
  return {
    name,
    doc: options.doc,
    words,
    expects: (known) => options.expects ?? words(known).join(', '),
    read: (typed, known) => {
      const read = options.parse(known)(typed)
      return read && mayHold(name, read.value, known) ? { [name]: read.value } : null
    },
  }
}

/** Wraps a parser, so that a value of null can be told from a refusal. */
const held =
  <T>(parse: Parser<T>): Parser<{ value: T }> =>
  (typed) => {
    const value = parse(typed)
    return value === null ? null : { value }
  }

/** As `held`, but the word `default` gives null. */
const orDefault =
  <T>(parse: Parser<T>): Parser<{ value: T | null }> =>
  (typed) =>
    typed === DEFAULT_WORD ? { value: null } : held(parse)(typed)

/** As `held`, but a blank text gives null. */
const orNothing =
  <T>(parse: Parser<T>): Parser<{ value: T | null }> =>
  (typed) =>
    typed.trim() === '' ? { value: null } : held(parse)(typed)

const URN = /^urn:oasis:names:tc:SAML:(?:2\.0|1\.1):nameid-format:/

const nameIdKind: Parser<(typeof NAME_ID_KINDS)[number]> = (typed) => oneOf(NAME_ID_KINDS)(typed.replace(URN, ''))

const attributes = (name: 'requiredAttributes' | 'optionalAttributes', doc: string): SettingKey =>
  key(name, {
    doc,
    words: () => [...ATTRIBUTE_NAMES, DEFAULT_WORD],
    expects: `a comma-separated list of ${ATTRIBUTE_NAMES.join(', ')}; nothing; or ${DEFAULT_WORD} (as the metadata says)`,
    parse: () => orDefault(list(attributeName)),
  })

const attributeLevel: Parser<AttributeLevel> = oneOf(ATTRIBUTE_LEVELS)

type AlgorithmName = 'signatureAlgorithm' | 'encryptionAlgorithm' | 'keyTransportAlgorithm'

function algorithmKey(
  name: AlgorithmName,
  doc: string,
  allowed: (known: KnownValues) => readonly string[],
): SettingKey {
  return key(name, {
    doc,
    words: (known) => [...allowed(known).map(shortName), DEFAULT_WORD],
    parse: (known) => orDefault(algorithm(allowed(known))),
  })
}

const textKey = (name: 'displayName' | 'legalBasis' | 'purpose', doc: string): SettingKey =>
  key(name, {
    doc,
    expects: `a text of 1 to ${LONGEST_TEXTS[name]} characters on one line, or nothing`,
    parse: () => orNothing(text),
  })

const flag = (name: 'pseudonymous' | 'sso', doc: string): SettingKey =>
  key(name, { doc, words: () => ['true', 'false'], parse: () => boolean })

/** Every key of `sp set`, in the order of the contract. A further key needs only one line here. */
export const SETTING_KEYS: readonly SettingKey[] = [
  key('trustLevel', {
    doc: 'the level that each login must reach',
    words: () => TRUST_LEVELS,
    parse: () => held(oneOf(TRUST_LEVELS)),
  }),
  textKey('displayName', 'the name that citizens see, instead of the one in the metadata'),
  key('tenant', {
    doc: 'the tenant (Mandant) that owns the service',
    expects: 'a name of 1 to 64 letters, digits, blanks, dots, hyphens and underscores, or nothing',
    parse: () => orNothing((typed) => tenantId(typed.normalize('NFC').trim())),
  }),
  key('dialect', {
    doc: 'how the service speaks SAML',
    words: ({ dialects }) => dialects,
    parse: () => held(asTyped),
  }),
  attributes('requiredAttributes', 'what the service cannot do without'),
  attributes('optionalAttributes', 'what citizens may leave out'),
  key('attributeLevels', {
    doc: 'the level that a login must reach where an attribute is required',
    expects: `a comma-separated list of attribute:level, such as birthDate:substantiell, with levels ${TRUST_LEVELS.join(', ')}; or nothing`,
    parse: () => held(list(attributeLevel)),
  }),
  key('nameIdFormat', {
    doc: 'the NameID where the request does not say',
    words: () => [...NAME_ID_KINDS, DEFAULT_WORD],
    parse: () => orDefault(nameIdKind),
  }),
  key('sector', {
    doc: 'services of one sector share the pseudonyms; frozen once there are any',
    expects: `a text of 1 to ${LONGEST_TEXTS.sector} characters on one line`,
    parse: () => held(text),
  }),
  flag('pseudonymous', 'no identity is released, the pseudonym and the level alone'),
  flag('sso', 'single sign-on is allowed'),
  key('methods', {
    doc: 'the methods that may be used',
    words: ({ methods }) => [...methods, DEFAULT_WORD],
    parse: () => orDefault(list(methodId)),
  }),
  key('signedRequests', {
    doc: 'requests must be signed',
    words: () => ['true', 'false', DEFAULT_WORD],
    parse: () => (typed) => (typed === DEFAULT_WORD ? { value: null } : boolean(typed)),
  }),
  key('sign', { doc: 'what is signed', words: () => SIGN_PARTS, parse: () => held(oneOf(SIGN_PARTS)) }),
  key('encrypt', {
    doc: 'whether the assertion is encrypted: where the metadata has a key, or else refused, or not at all',
    words: () => ENCRYPT_MODES,
    parse: () => held(oneOf(ENCRYPT_MODES)),
  }),
  algorithmKey('signatureAlgorithm', 'how answers are signed', (known) => known.signatureAlgorithms),
  algorithmKey('encryptionAlgorithm', 'how assertions are encrypted', (known) => known.encryptionAlgorithms),
  algorithmKey('keyTransportAlgorithm', 'how their keys are encrypted', (known) => known.keyTransportAlgorithms),
  key('weakAlgorithms', {
    doc: `weak algorithms (${WEAK_ALGORITHMS.join(', ')}) permitted for a time; empty: none`,
    words: () => WEAK_ALGORITHMS,
    expects: `a comma-separated list of ${WEAK_ALGORITHMS.join(', ')}; or nothing`,
    parse: () => held(list(oneOf(WEAK_ALGORITHMS))),
  }),
  key('weakAlgorithmsUntil', {
    doc: 'the last day of that time, YYYY-MM-DD, at most one year ahead',
    expects: 'a day as YYYY-MM-DD',
    parse: () => orNothing(asTyped),
  }),
  key('appReturn', {
    doc: 'its logins run inside an app, which this address leads back into after the pass',
    expects:
      'an address with a scheme of the app’s own and a dot in it (de.example.app:/login), or https, without user, query or fragment, of 256 characters at most; or nothing',
    parse: () => orNothing(asTyped),
  }),
  key('stage', {
    doc: 'test: each page of its logins says that it is a portal to try things out',
    words: () => STAGES,
    parse: () => held(oneOf(STAGES)),
  }),
  key('levelVocabulary', {
    doc: 'the words that the level is told in where the request names none',
    words: ({ levelVocabularies }) => [...levelVocabularies, DEFAULT_WORD],
    parse: () => orDefault((typed) => typed.toLowerCase()),
  }),
  key('requesters', {
    doc: 'the child services that it may ask for by RequesterID; the level is the higher of both, the release the child’s',
    expects: `a comma-separated list of at most ${MOST_REQUESTERS} entityIDs; or nothing`,
    parse: () => held(list(entityId)),
  }),
  key('responseBinding', {
    doc: 'how its answers travel where a request leaves that open; artifact: as a reference that it resolves itself',
    words: () => [...RESPONSE_BINDINGS, DEFAULT_WORD],
    parse: () => orDefault(oneOf(RESPONSE_BINDINGS)),
  }),
  key('privacyUrl', {
    doc: 'the privacy notice that citizens may read, instead of the one in the metadata',
    expects: 'an https address without user, of 2048 characters at most; or nothing',
    parse: () => orNothing(trimmed),
  }),
  key('contacts', {
    doc: 'whom to ask about the service; seen by operators alone',
    expects: `a comma-separated list of at most ${MOST_CONTACTS} e-mail addresses or https addresses; or nothing`,
    parse: () => held(list(asTyped)),
  }),
  key('refreshUrl', {
    doc: 'where its metadata are fetched again and again; signed by its signer, else by a key that it is registered with',
    expects: 'an http(s) address without user and fragment, of 2048 characters at most; or nothing',
    parse: () => orNothing((typed) => typed.trim()),
  }),
  key('validUntilRequired', {
    doc: 'how many days ahead its metadata may end at most; without such an end they are not taken',
    expects: `a whole number of days from 1 to ${LONGEST_VALIDITY_DAYS}, or nothing`,
    parse: () => orNothing((typed) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null)),
  }),
  textKey('legalBasis', 'the legal basis of the release'),
  textKey('purpose', 'what the service needs the attributes for'),
]

/** The value of a setting as it is typed: what its key reads back. */
export function settingText(key: SettingKey, { settings, tenant }: Service, known: KnownValues): string {
  const value = key.name === 'tenant' ? tenant : settings[key.name]
  const words = key.words(known)
  if (value === null) return words.includes(DEFAULT_WORD) ? DEFAULT_WORD : ''
  if (Array.isArray(value)) return value.join(',')
  const text = String(value)
  // An algorithm is typed by its short name.
  return words.includes(shortName(text)) ? shortName(text) : text
}
