import type { AttributeFault } from '../domain/attribute-input.js'
import type { FindingSeverity } from '../domain/finding.js'
import type { AttributeName } from '../domain/identity.js'
import type { EntityId, TenantId } from '../domain/ids.js'
import type { Duration, Instant } from '../domain/instant.js'
import type { KeyUse } from '../domain/ports/signing-keys.js'
import type { WeakAlgorithm } from '../domain/weak-algorithms.js'
import type { SettingName } from './services/setting-rules.js'

// What the operators' use cases find, as values. Each face (command line, pages, API) has a table of sentences by these
// codes, and the compiler holds every table complete. A rule is the stable name that operators see and search for.

type Nothing = Record<string, never>

/** The reasons why something is not done, by code, each with its data. */
export interface RefusalData {
  'service-unknown': { entityId: string; nearest: string | null }
  /** The value breaks the rule of its setting (`SETTING_RULES`). */
  'setting-value': { entityId: EntityId; setting: SettingName; value: unknown }
  /** So many `accounts` have a pseudonym in the service's present sector; null: nobody counted. */
  'sector-frozen': { entityId: EntityId; sector: string; wanted: string; accounts: number | null }
  'signing-key-missing': { entityId: EntityId }
  'sector-foreign': { entityId: EntityId; sector: string; owner: EntityId }
  'sector-taken': { entityId: EntityId; sector: string; owner: EntityId }
  'tenant-foreign': { entityId: EntityId; tenant: TenantId }
  'key-lacking': { entityId: EntityId; algorithm: string; keyType: string }
  /** `until` is missing, past, or too far. */
  'exception-end': { entityId: EntityId; algorithms: readonly WeakAlgorithm[]; until: string | null }
  'encryption-unpermitted': { entityId: EntityId; algorithm: WeakAlgorithm }
  'cbc-unsigned': { entityId: EntityId }
  'metadata-no-service': { from: string }
  'key-type': { type: string; known: readonly string[] }
  'key-successor-new': { key: string; successor: string; announced: Duration; wanted: Duration; ready: Instant }
  /** The service that is set to an algorithm that only this key can sign; `more`: how many others are. */
  'key-needed': { key: string; service: EntityId; more: number }
  'username-length': Nothing
  'username-characters': Nothing
  'username-taken': Nothing
  'password-length': Nothing
  'password-common': Nothing
  attribute: { attribute: AttributeName; fault: AttributeFault }
}

/** What an operator should know of a service that is registered all the same, by code. */
export interface ServiceFindingData {
  'attribute-unknown': { consumer: number; name: string }
  'sha1-program': { program: string }
  'requests-unsigned': Nothing
  'encryption-impossible': Nothing
  'encryption-missing': Nothing
  'email-name-id': Nothing
  'valid-until-missing': Nothing
  'valid-until-distant': { validUntil: Instant }
  'exception-ended': { algorithms: readonly WeakAlgorithm[]; until: string }
  'exception-running': { algorithms: readonly WeakAlgorithm[]; until: string; daysLeft: number }
  'metadata-ended': { validUntil: Instant }
  'metadata-ending': { validUntil: Instant; daysLeft: number }
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

interface Kind {
  readonly rule: string
  readonly severity: FindingSeverity
}

const info = (rule: string): Kind => ({ rule, severity: 'info' })
const warning = (rule: string): Kind => ({ rule, severity: 'warning' })
const error = (rule: string): Kind => ({ rule, severity: 'error' })

export type FindingData = ServiceFindingData & KeyFindingData

const FINDINGS: Readonly<Record<keyof FindingData, Kind>> = {
  'attribute-unknown': warning('metadata-unknown-attribute'),
  'sha1-program': info('advice-sha1'),
  'requests-unsigned': info('advice-signed-requests'),
  'encryption-impossible': error('encryption-key-missing'),
  'encryption-missing': warning('encryption-key-missing'),
  'email-name-id': info('advice-email-name-id'),
  'valid-until-missing': info('metadata-valid-until-missing'),
  'valid-until-distant': info('metadata-valid-until-distant'),
  'exception-ended': warning('weak-exception'),
  'exception-running': warning('weak-exception'),
  'metadata-ended': warning('metadata-end'),
  'metadata-ending': warning('metadata-end'),
  'certificate-expired': warning('key-certificate'),
  'certificate-expiring': warning('key-certificate'),
  'key-decrypts-already': info('key-roll-over'),
  'key-to-activate': info('key-roll-over'),
  'successor-to-make': info('key-roll-over'),
  'key-to-retire': info('key-roll-over'),
  'key-activated-early': warning('key-roll-over'),
}

/** A function for each code that makes something of its data, for instance the sentence of a face. */
export type PerCode<Data, Made> = { readonly [Code in keyof Data]: (data: Readonly<Data[Code]>) => Made }

/** The rules that are called otherwise than the code of their refusal. */
const REFUSAL_RULES: Readonly<Partial<Record<keyof RefusalData, string>>> = {
  'sector-frozen': 'setting-value',
  'signing-key-missing': 'setting-value',
  'exception-end': 'weak-until',
  'encryption-unpermitted': 'weak-until',
  'cbc-unsigned': 'weak-unsigned',
}

export interface FindingOf<Code extends keyof FindingData> extends Kind {
  readonly code: Code
  readonly data: Readonly<FindingData[Code]>
}

export type ServiceFinding = { [Code in keyof ServiceFindingData]: FindingOf<Code> }[keyof ServiceFindingData]
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
