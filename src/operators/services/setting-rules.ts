import { appReturn } from '../../domain/app-return.js'
import { isTenantName } from '../../domain/operator.js'
import { isEmailAddress } from '../../domain/email-address.js'
import { isPageLink } from '../../domain/page-link.js'
import { isCalendarDate } from '../../domain/birth-date.js'
import { ATTRIBUTE_NAMES } from '../../domain/identity.js'
import type { TenantId } from '../../domain/ids.js'
import { NAME_ID_KINDS } from '../../domain/name-id-formats.js'
import {
  ENCRYPT_MODES,
  RESPONSE_BINDINGS,
  SIGN_PARTS,
  STAGES,
  SUBJECT_IDS,
  type AttributeLevel,
  type ServiceSettings,
} from '../../domain/service.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { WEAK_ALGORITHMS } from '../../domain/weak-algorithms.js'
import type { KnownValues } from './service-deps.js'

/** What operators can set of a service: its settings and its owner. */
export interface ServiceValues extends ServiceSettings {
  readonly tenant: TenantId | null
}

export type SettingName = keyof ServiceValues

/** The settings to be changed; a setting that is absent stays. */
export type SettingsChange = Partial<ServiceValues>

type Rule<Value> = (value: Value, known: KnownValues) => boolean

export const LONGEST_TEXTS = { displayName: 200, sector: 256, legalBasis: 500, purpose: 500 } as const

const oneLine =
  (longest: number): Rule<string> =>
  (text) =>
    text.length > 0 && text.length <= longest && text === text.normalize('NFC').trim() && !/\p{C}/u.test(text)

const orNull =
  <Value>(rule: Rule<Value>): Rule<Value | null> =>
  (value, known) =>
    value === null || rule(value, known)

const oneOf =
  (allowed: readonly string[]): Rule<string> =>
  (value) =>
    allowed.includes(value)

const knownAs =
  (name: Exclude<keyof KnownValues, 'httpLoopback' | 'isTest'>): Rule<string> =>
  (value, known) =>
    known[name].includes(value)

const setOf =
  (item: Rule<string>): Rule<readonly string[]> =>
  (values, known) =>
    new Set(values).size === values.length && values.every((value) => item(value, known))

const flag: Rule<boolean> = () => true

/** A day of the calendar as YYYY-MM-DD. */
const day: Rule<string> = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text)

/** Each attribute with each level that a service may need of it. */
export const ATTRIBUTE_LEVELS: readonly AttributeLevel[] = ATTRIBUTE_NAMES.flatMap((name) =>
  TRUST_LEVELS.map((level) => `${name}:${level}` as const),
)

/** Each attribute may occur once: of two levels nobody can tell which was meant. */
const attributeLevels: Rule<readonly string[]> = (values) =>
  values.every((value) => ATTRIBUTE_LEVELS.some((each) => each === value)) &&
  new Set(values.map((value) => value.split(':')[0])).size === values.length

/** Metadata that may end later than in ten years may as well never end. */
export const LONGEST_VALIDITY_DAYS = 3650

/** An address that is spelled so that it can be called; whether it may be, the outgoing port says at each fetch. */
const isRefreshAddress: Rule<string> = (text) => {
  if (text.length > 2048 || !/^https?:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  // check: a-source-carries-no-user
  return username === '' && password === '' && !text.includes('#')
}

/** More child services than any form server has. */
export const MOST_REQUESTERS = 500

/** An entityID (saml-core §8.3.6): a URI, so without white space, of 1,024 characters at most. */
const isServiceName: Rule<string> = (text) => /^[a-z][a-z\d+.-]*:[^\s,\p{C}]+$/iu.test(text) && text.length <= 1024

/** More than anybody would ask. */
export const MOST_CONTACTS = 10

const pageLink: Rule<string> = (text, { httpLoopback }) => isPageLink(text, httpLoopback)

const contacts: Rule<readonly string[]> = (values, known) =>
  values.length <= MOST_CONTACTS &&
  setOf((each) => !each.includes(',') && (isEmailAddress(each) || isPageLink(each, known.httpLoopback)))(values, known)

/** What each setting may hold, whoever sets it. */
const SETTING_RULES: { readonly [Name in SettingName]: Rule<ServiceValues[Name]> } = {
  trustLevel: oneOf(TRUST_LEVELS),
  displayName: orNull(oneLine(LONGEST_TEXTS.displayName)),
  tenant: orNull(isTenantName),
  dialect: knownAs('dialects'),
  requiredAttributes: orNull(setOf(oneOf(ATTRIBUTE_NAMES))),
  optionalAttributes: orNull(setOf(oneOf(ATTRIBUTE_NAMES))),
  attributeLevels,
  nameIdFormat: orNull(oneOf(NAME_ID_KINDS)),
  sector: oneLine(LONGEST_TEXTS.sector),
  pseudonymous: flag,
  sso: flag,
  methods: orNull((methods, known) => methods.length > 0 && setOf(knownAs('methods'))(methods, known)),
  signedRequests: orNull(flag),
  sign: oneOf(SIGN_PARTS),
  encrypt: oneOf(ENCRYPT_MODES),
  signatureAlgorithm: orNull(knownAs('signatureAlgorithms')),
  encryptionAlgorithm: orNull(knownAs('encryptionAlgorithms')),
  keyTransportAlgorithm: orNull(knownAs('keyTransportAlgorithms')),
  weakAlgorithms: setOf(oneOf(WEAK_ALGORITHMS)),
  weakAlgorithmsUntil: orNull(day),
  appReturn: orNull((address) => appReturn(address) === address),
  stage: oneOf(STAGES),
  levelVocabulary: orNull(knownAs('levelVocabularies')),
  // check: a-requester-is-an-entity-id
  requesters: (values, known) => values.length <= MOST_REQUESTERS && setOf(isServiceName)(values, known),
  responseBinding: orNull(oneOf(RESPONSE_BINDINGS)),
  idpInitiated: flag,
  subjectId: oneOf(SUBJECT_IDS),
  privacyUrl: orNull(pageLink),
  contacts,
  refreshUrl: orNull(isRefreshAddress),
  validUntilRequired: orNull((days) => Number.isInteger(days) && days >= 1 && days <= LONGEST_VALIDITY_DAYS),
  legalBasis: orNull(oneLine(LONGEST_TEXTS.legalBasis)),
  purpose: orNull(oneLine(LONGEST_TEXTS.purpose)),
}

/** Whether a setting may hold this value. */
export const mayHold = <Name extends SettingName>(
  name: Name,
  value: ServiceValues[Name],
  known: KnownValues,
): boolean => SETTING_RULES[name](value, known)

/** The names of the settings in this object, in its order. */
export const namesIn = (named: object): readonly SettingName[] =>
  Object.keys(named).filter((name): name is SettingName => Object.hasOwn(SETTING_RULES, name))

/** Every setting, in the order of the contract. */
export const SETTING_NAMES: readonly SettingName[] = namesIn(SETTING_RULES)

/** The first setting of a change that may not hold its value, or null. */
export const wrongSetting = (change: SettingsChange, known: KnownValues): SettingName | null =>
  namesIn(change).find((name) => !holdsIn(change, name, known)) ?? null

function holdsIn(change: SettingsChange, name: SettingName, known: KnownValues): boolean {
  const value = change[name]
  return value !== undefined && mayHold(name, value, known)
}
