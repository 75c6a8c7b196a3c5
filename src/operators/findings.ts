import type { AttributeFault } from '../domain/attribute-input.js'
import type { AttributeName } from '../domain/identity.js'
import type { EntityId, TenantId } from '../domain/ids.js'
import type { Duration, Instant } from '../domain/instant.js'
import type { LogoFault } from '../domain/logo.js'
import type { OperatorRole } from '../domain/operator.js'
import { READ_FINDINGS, type FindingKind, type ReadFindingData } from '../domain/read-finding.js'
import type { KeyUse } from '../domain/ports/signing-keys.js'
import type { ServiceKey, ServiceSettings, SubjectIdAsked } from '../domain/service.js'
import type { WeakAlgorithm } from '../domain/weak-algorithms.js'
import type { AuditFilterField } from './audit/filter-fields.js'
import type { WrongRow } from './pseudonyms/row-faults.js'
import type { SettingName } from './services/setting-rules.js'
import type { AllUpstreamFindingData, UpstreamFindingData, UpstreamRefusalData } from './upstreams/upstream-findings.js'

// What the operators' use cases find, as values. Each face (command line, pages, API) has a table of sentences by these
// codes, and the compiler holds every table complete. A rule is the stable name that operators see and search for.

type Nothing = Record<string, never>

/** The reasons why something is not done, by code, each with its data. */
export interface RefusalData extends UpstreamRefusalData {
  /** It is no absolute URI, or too long (saml-core §1.3.2, §8.3.6). */
  'entity-id-form': { entityId: EntityId }
  'service-unknown': { entityId: string; nearest: string | null }
  /** The value breaks the rule of its setting (`SETTING_RULES`). */
  'setting-value': { entityId: EntityId; setting: SettingName; value: unknown }
  /** So many `accounts` have a pseudonym in the service's present sector; null: nobody counted. */
  'sector-frozen': { entityId: EntityId; sector: string; wanted: string; accounts: number | null }
  /** It was here before, in a sector where so many `accounts` still have a pseudonym; null: nobody counted. */
  'sector-kept': { entityId: EntityId; sector: string; wanted: string; accounts: number | null }
  /** The present sector was not typed, which is asked for where `accounts` have a pseudonym in it; null: nobody counted. */
  'sector-typed': { entityId: EntityId; sector: string; wanted: string; accounts: number | null }
  'signing-key-missing': { entityId: EntityId }
  'sector-foreign': { entityId: EntityId; sector: string; owner: EntityId }
  /** All services have left it, and accounts still have a pseudonym in it. */
  'sector-left': { entityId: EntityId; sector: string }
  'sector-taken': { entityId: EntityId; sector: string; owner: EntityId }
  'tenant-foreign': { entityId: EntityId; tenant: TenantId }
  'key-lacking': { entityId: EntityId; algorithm: string; keyType: string }
  /** `until` is missing, past, or too far. */
  'exception-end': { entityId: EntityId; algorithms: readonly WeakAlgorithm[]; until: string | null }
  'encryption-unpermitted': { entityId: EntityId; algorithm: WeakAlgorithm }
  'cbc-unsigned': { entityId: EntityId }
  /** A service for pseudonyms alone is to know citizens by what other services know, too. */
  'subject-id-pseudonymous': { entityId: EntityId }
  'metadata-no-service': { from: string }
  /** A test login for a child service that every request for would be denied. */
  'child-unusable': { entityId: EntityId; child: string }
  /** Of versions from `first` to `last` there is none of this number. */
  'version-unknown': { entityId: EntityId; number: number; first: number; last: number }
  // Metadata that were accepted once, and are refused by now.
  'kept-metadata-ended': { entityId: EntityId; validUntil: Instant }
  'kept-key': { entityId: EntityId; key: string }
  'kept-endpoint': { entityId: EntityId; location: string }
  /** No service is in this sector. */
  'sector-unknown': { sector: string }
  /** `rows`: there are more than `most`. */
  'pseudonym-file': { fault: 'encoding' | 'empty' | 'rows'; most: number }
  /** Lines of the file, and what is wrong with each; `more`: so many are not told. Never what stands there. */
  'pseudonym-rows': { rows: readonly WrongRow[]; more: number }
  'draft-unknown': { draft: string }
  'draft-own': { draft: string }
  'draft-decided': { draft: string }
  'draft-ended': { draft: string }
  /** Whoever proposed it may not any more. */
  'draft-author': { draft: string; author: string }
  /** What the draft was thought out on is another one by now. */
  'draft-moved': { draft: string; subject: string }
  /** It is not what was shown. */
  'draft-changed': { draft: string }
  /** The metadata end later than the service is set to allow, or never. */
  'valid-until-required': { entityId: EntityId; days: number; validUntil: Instant | null }
  /**
   * So many of the services that a source feeds are in its document no more: a person has to look at it. `services`: the
   * first of them.
   */
  'source-shrunk': { url: string; gone: number; of: number; services: readonly EntityId[] }
  /** The document of its source does not hold this service. */
  'source-entity': { url: string; entityId: EntityId }
  /** What it fed was removed or is fed by another. */
  'source-gone': { url: string }
  'source-none': { entityId: EntityId }
  /** It has neither a signer nor a signing key that could prove metadata from an address. */
  'source-unproven': { entityId: EntityId }
  'source-foreign': { url: string; tenant: TenantId | null }
  /** The fetch, or what was fetched, is refused by a rule of its own, told in English by whoever refused it. */
  'source-refused': { url: string; rule: string; message: string }
  'key-type': { type: string; known: readonly string[] }
  /** A key in an HSM signs, and does nothing else. */
  'key-hsm-use': { use: KeyUse }
  'key-successor-new': { key: string; successor: string; announced: Duration; wanted: Duration; ready: Instant }
  /** The service that is set to an algorithm that only this key can sign; `more`: how many others are. */
  'key-needed': { key: string; service: EntityId; more: number }
  'username-length': Nothing
  'username-characters': Nothing
  'username-taken': Nothing
  'password-length': Nothing
  'password-common': Nothing
  attribute: { attribute: AttributeName; fault: AttributeFault }
  'operator-unknown': Nothing
  /** Nobody resets the own password. */
  'operator-own': Nothing
  /** No second factor proves the person beside the password. */
  'operator-no-factor': Nothing
  /** Another one by now than whoever asks was shown. */
  'operator-changed': Nothing
  /** Role, tenant and hotline do not go together. */
  'operator-role': { role: OperatorRole; tenant: TenantId | null; hotline: boolean }
  'tenant-unknown': { tenant: TenantId }
  'tenant-name': Nothing
  'tenant-taken': { tenant: TenantId }
  /** There is none of this id, not any more, or it is not theirs to see: all alike. */
  'request-unknown': { errorId: string }
  'account-unknown': Nothing
  /** Several accounts have the e-mail address. */
  'account-several': Nothing
  'binding-unknown': { wanted: string; known: readonly string[] }
  'binding-password': Nothing
  'binding-last': { binding: string }
  'binding-phone': Nothing
  'method-unknown': { method: string; known: readonly string[] }
  /** What a look-up in the audit asks for has not the form of what stands there. */
  'audit-filter': { field: AuditFilterField; value: string }
}

/** What an operator should know of a service that is registered all the same, by code; with what its reader finds. */
export interface ServiceFindingData extends ReadFindingData {
  'attribute-unknown': { consumer: number; name: string }
  'sha1-program': { program: string }
  'requests-unsigned': Nothing
  'encryption-impossible': Nothing
  'encryption-missing': Nothing
  'email-name-id': Nothing
  /** Its answers go by artifact, and no key of it proves who resolves them. */
  'artifact-key-missing': Nothing
  /** Its answers are to go by artifact, and its metadata have no address for that. */
  'artifact-address-missing': Nothing
  /** Its metadata ask for another subject identifier than it is registered with. */
  'subject-id-asked': { asked: SubjectIdAsked; given: ServiceSettings['subjectId'] }
  /** It gets the identifier that is the same at every service that gets it. */
  'subject-id-given': Nothing
  'valid-until-missing': Nothing
  'valid-until-distant': { validUntil: Instant }
  /** The picture that its metadata name was not fetched; `isKept`: the one of before is shown. */
  'logo-unfetched': { fault: LogoFault; isKept: boolean }
  /** A child service that every request for is denied: nobody registered it, or not here, or it is switched off. */
  'requester-unusable': { requester: EntityId; why: 'unknown' | 'foreign' | 'disabled' }
  /** It was here before: its users are known to it again by the pseudonyms of then. */
  'sector-kept': { sector: string }
  'exception-ended': { algorithms: readonly WeakAlgorithm[]; until: string }
  'exception-running': { algorithms: readonly WeakAlgorithm[]; until: string; daysLeft: number }
  'metadata-ended': { validUntil: Instant }
  'metadata-ending': { validUntil: Instant; daysLeft: number }
  /** Nobody vouches for the metadata any more, and from `refusedFrom` on every login is refused. */
  'metadata-grace': { validUntil: Instant; refusedFrom: Instant }
  'metadata-refused': { validUntil: Instant; refusedFrom: Instant }
  'metadata-left': Nothing
  /** The last document was not taken; since then the service works on with the metadata of `succeededAt`. */
  'refresh-failing': { url: string; rule: string; message: string; since: Instant; succeededAt: Instant | null }
  'refresh-held': { url: string; gone: number; of: number; since: Instant }
  /** The document of its source has the service in a form that is refused. */
  'refresh-refused': { url: string; rule: string; message: string }
  /** The metadata that would be taken have this key no more. */
  'key-vanishes': { use: ServiceKey['use']; sha256: string }
  'service-certificate-ended': { notAfter: Instant }
  'service-certificate-ending': { notAfter: Instant; daysLeft: number }
  'service-certificate-near': { notAfter: Instant; daysLeft: number }
}

/** What an operator should know of a key, what to do about it and when, by code. `from` null: now. */
export interface KeyFindingData {
  'certificate-expired': { notAfter: Instant }
  'certificate-expiring': { left: Duration }
  'key-decrypts-already': { key: string }
  'key-to-activate': { key: string; from: Instant | null }
  'successor-to-make': { use: KeyUse; type: string }
  'key-to-retire': { key: string; use: KeyUse; from: Instant | null }
  /** Services may keep metadata for `kept`; activating the key `former` again leads back. */
  'key-activated-early': { key: string; announced: Duration; kept: Duration; former: string | null }
}

type Kind = FindingKind

const info = (rule: string): Kind => ({ rule, severity: 'info' })
const warning = (rule: string): Kind => ({ rule, severity: 'warning' })
const error = (rule: string): Kind => ({ rule, severity: 'error' })

export type FindingData = ServiceFindingData & KeyFindingData & UpstreamFindingData

const FINDINGS: Readonly<Record<keyof FindingData, Kind>> = {
  ...READ_FINDINGS,
  'attribute-unknown': warning('metadata-unknown-attribute'),
  'sha1-program': info('advice-sha1'),
  'requests-unsigned': info('advice-signed-requests'),
  'encryption-impossible': error('encryption-key-missing'),
  'encryption-missing': warning('encryption-key-missing'),
  'email-name-id': info('advice-email-name-id'),
  'artifact-key-missing': error('artifact-key-missing'),
  'artifact-address-missing': warning('artifact-address-missing'),
  'subject-id-asked': info('advice-subject-id'),
  'subject-id-given': warning('subject-id-given'),
  'valid-until-missing': info('metadata-valid-until-missing'),
  'valid-until-distant': info('metadata-valid-until-distant'),
  'logo-unfetched': info('logo'),
  'requester-unusable': warning('requester'),
  'sector-kept': info('sector-kept'),
  'exception-ended': warning('weak-exception'),
  'exception-running': warning('weak-exception'),
  'metadata-ended': warning('metadata-end'),
  'metadata-ending': warning('metadata-end'),
  'metadata-grace': warning('metadata-end'),
  'metadata-refused': error('metadata-end'),
  'metadata-left': warning('metadata-left'),
  'refresh-failing': warning('metadata-refresh'),
  'refresh-held': warning('metadata-refresh-held'),
  'refresh-refused': warning('metadata-refresh'),
  'key-vanishes': warning('metadata-key-vanishes'),
  'service-certificate-ended': warning('metadata-certificate-expired'),
  'service-certificate-ending': warning('metadata-certificate-ends'),
  'service-certificate-near': info('metadata-certificate-ends'),
  'certificate-expired': warning('key-certificate'),
  'certificate-expiring': warning('key-certificate'),
  'key-decrypts-already': info('key-roll-over'),
  'key-to-activate': info('key-roll-over'),
  'successor-to-make': info('key-roll-over'),
  'key-to-retire': info('key-roll-over'),
  'key-activated-early': warning('key-roll-over'),
  'upstream-level-shipped': warning('upstream-level'),
  'upstream-not-fetched': info('metadata-refresh'),
  'upstream-ended': warning('metadata-end'),
  'upstream-ending': warning('metadata-end'),
  'upstream-refresh-failing': warning('metadata-refresh'),
  'upstream-down': warning('upstream-health'),
  'upstream-named': warning('upstream-named'),
}

/** A function for each code that makes something of its data, for instance the sentence of a face. */
export type PerCode<Data, Made> = { readonly [Code in keyof Data]: (data: Readonly<Data[Code]>) => Made }

/** The rules that are called otherwise than the code of their refusal. */
const REFUSAL_RULES: Readonly<Partial<Record<keyof RefusalData, string>>> = {
  'sector-frozen': 'setting-value',
  'sector-left': 'sector-foreign',
  'signing-key-missing': 'setting-value',
  'exception-end': 'weak-until',
  'encryption-unpermitted': 'weak-until',
  'cbc-unsigned': 'weak-unsigned',
  'subject-id-pseudonymous': 'setting-value',
  'kept-metadata-ended': 'metadata-expired',
  'kept-key': 'metadata-key',
  'kept-endpoint': 'metadata-endpoint',
}

export interface FindingOf<Code extends keyof FindingData> extends Kind {
  readonly code: Code
  readonly data: Readonly<FindingData[Code]>
}

export type ServiceFinding = { [Code in keyof ServiceFindingData]: FindingOf<Code> }[keyof ServiceFindingData]
export type UpstreamFinding = { [Code in keyof AllUpstreamFindingData]: FindingOf<Code> }[keyof AllUpstreamFindingData]
export type KeyFinding = { [Code in keyof KeyFindingData]: FindingOf<Code> }[keyof KeyFindingData]

export interface RefusalOf<Code extends keyof RefusalData> {
  readonly code: Code
  readonly rule: string
  readonly severity: 'refused'
  readonly data: Readonly<RefusalData[Code]>
}

export type Refusal = { [Code in keyof RefusalData]: RefusalOf<Code> }[keyof RefusalData]

/** A finding with its rule and how much it matters. */
export const finding = <Code extends keyof FindingData>(
  code: Code,
  data: Readonly<FindingData[Code]>,
): FindingOf<Code> => ({ code, data, ...FINDINGS[code] })

/** A refusal with its rule. */
export const refusal = <Code extends keyof RefusalData>(
  code: Code,
  data: Readonly<RefusalData[Code]>,
): RefusalOf<Code> => ({ code, rule: REFUSAL_RULES[code] ?? code, severity: 'refused', data })

/** The refusal of a value of an attribute, whose rule names both the attribute and the fault. */
export const attributeRefusal = (data: Readonly<RefusalData['attribute']>): RefusalOf<'attribute'> => ({
  ...refusal('attribute', data),
  rule: `${data.attribute}-${data.fault.kind}`,
})
