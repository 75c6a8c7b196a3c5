import { appReturn } from '../../domain/app-return.js'
import { ATTRIBUTE_NAMES } from '../../domain/identity.js'
import { methodId, tenantId } from '../../domain/ids.js'
import { NAME_ID_KINDS } from '../../domain/name-id-kind.js'
import { ENCRYPT_MODES, SIGN_PARTS, type AttributeLevel, type ServiceSettings } from '../../domain/service.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { WEAK_ALGORITHMS } from '../../domain/weak-algorithms.js'
import type { KnownValues } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'
import {
  algorithm,
  attributeName,
  boolean,
  day,
  DEFAULT_WORD,
  list,
  oneOf,
  plainText,
  shortName,
  type Parser,
} from './setting-parsers.js'

/** One key of `servicekonto sp set`. */
export interface SettingKey {
  readonly name: string
  /** What it is for, in one short sentence. */
  readonly doc: string
  /** What it may hold, in words. */
  readonly expects: (known: KnownValues) => string
  /** The single words it may hold, for suggestions. */
  readonly words: (known: KnownValues) => readonly string[]
  /** The draft with what was typed, or null if that cannot be held. */
  readonly apply: (draft: ServiceDraft, typed: string, known: KnownValues) => ServiceDraft | null
}

type SettingName = keyof ServiceSettings

interface Options<T> {
  readonly doc: string
  readonly words?: (known: KnownValues) => readonly string[]
  readonly expects?: string
  readonly parse: (known: KnownValues) => Parser<T>
}

const none = (): readonly string[] => []

function key<Name extends SettingName>(name: Name, options: Options<{ value: ServiceSettings[Name] }>): SettingKey {
  const words = options.words ?? none
  return {
    name,
    doc: options.doc,
    words,
    expects: (known) => options.expects ?? words(known).join(', '),
    apply: (draft, typed, known) => {
      const read = options.parse(known)(typed)
      return read ? { ...draft, settings: { ...draft.settings, [name]: read.value } } : null
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

/** As `held`; the word `default` gives null. */
const orDefault =
  <T>(parse: Parser<T>): Parser<{ value: T | null }> =>
  (typed) =>
    typed === DEFAULT_WORD ? { value: null } : held(parse)(typed)

/** As `held`; nothing gives null. */
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

const attributeLevel: Parser<AttributeLevel> = (typed) =>
  ATTRIBUTE_NAMES.flatMap((name) => TRUST_LEVELS.map((level) => `${name}:${level}` as const)).find(
    (each) => each === typed,
  ) ?? null

/** Each attribute once: which of two levels was meant nobody can tell. */
const attributeLevels: Parser<readonly AttributeLevel[]> = (typed) => {
  const read = list(attributeLevel)(typed)
  const names = new Set(read?.map((each) => each.split(':')[0]))
  return names.size === read?.length ? read : null
}

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

const text = (name: 'displayName' | 'legalBasis' | 'purpose', longest: number, doc: string): SettingKey =>
  key(name, {
    doc,
    expects: `a text of 1 to ${longest} characters on one line, or nothing`,
    parse: () => orNothing(plainText(longest)),
  })

const flag = (name: 'pseudonymous' | 'sso', doc: string): SettingKey =>
  key(name, { doc, words: () => ['true', 'false'], parse: () => boolean })

const TENANT: SettingKey = {
  name: 'tenant',
  doc: 'the tenant (Mandant) that owns the service',
  words: none,
  expects: () => 'a name of 1 to 64 letters, digits, blanks, dots, hyphens and underscores, or nothing',
  apply: (draft, typed) => {
    const name = typed.normalize('NFC').trim()
    if (name === '') return { ...draft, tenant: null }
    return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name) ? { ...draft, tenant: tenantId(name) } : null
  },
}

/** Every key of `sp set`, in the order of the contract. One line here is all that a further key needs. */
export const SETTING_KEYS: readonly SettingKey[] = [
  key('trustLevel', {
    doc: 'the level that each login must reach',
    words: () => TRUST_LEVELS,
    parse: () => held(oneOf(TRUST_LEVELS)),
  }),
  text('displayName', 200, 'the name that citizens see, instead of the one in the metadata'),
  TENANT,
  key('dialect', {
    doc: 'how the service speaks SAML',
    words: ({ dialects }) => dialects,
    parse: ({ dialects }) => held(oneOf(dialects)),
  }),
  attributes('requiredAttributes', 'what the service cannot do without'),
  attributes('optionalAttributes', 'what citizens may leave out'),
  key('attributeLevels', {
    doc: 'the level that a login must reach where an attribute is required',
    expects: `a comma-separated list of attribute:level, such as birthDate:substantiell, with levels ${TRUST_LEVELS.join(', ')}; or nothing`,
    parse: () => held(attributeLevels),
  }),
  key('nameIdFormat', {
    doc: 'the NameID where the request does not say',
    words: () => [...NAME_ID_KINDS, DEFAULT_WORD],
    parse: () => orDefault(nameIdKind),
  }),
  key('sector', {
    doc: 'services of one sector share the pseudonyms; frozen once there are any',
    expects: 'a text of 1 to 256 characters on one line',
    parse: () => held(plainText(256)),
  }),
  flag('pseudonymous', 'no identity is released, the pseudonym and the level alone'),
  flag('sso', 'single sign-on is allowed'),
  key('methods', {
    doc: 'the methods that may be used',
    words: ({ methods }) => [...methods, DEFAULT_WORD],
    parse: ({ methods }) =>
      orDefault((typed) => {
        const read = list(oneOf(methods))(typed)
        return read && read.length > 0 ? read.map(methodId) : null
      }),
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
    parse: () => orNothing(day),
  }),
  key('appReturn', {
    doc: 'its logins run inside an app, which this address leads back into after the pass',
    expects:
      'an address with a scheme of the app’s own and a dot in it (de.example.app:/login), or https, without user, query or fragment, of 256 characters at most; or nothing',
    parse: () => orNothing(appReturn),
  }),
  text('legalBasis', 500, 'the legal basis of the release'),
  text('purpose', 500, 'what the service needs the attributes for'),
]
