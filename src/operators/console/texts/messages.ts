import type { AUDIT_ACTIONS } from '../../../domain/audit-event.js'
import type { OperatorRole } from '../../../domain/operator.js'
import type { DraftHead } from '../../../domain/draft.js'
import type { ServiceAct } from '../../../domain/service-version.js'
import type { FindingSeverity } from '../../../domain/finding.js'
import type { ReadFindingData } from '../../../domain/read-finding.js'
import type { PerCode, RefusalData, ServiceFindingData } from '../../findings.js'
import type { UpstreamTexts } from './upstream-messages.js'
import type { FactName } from '../../services/service-changes.js'
import type { SettingName } from '../../services/setting-rules.js'
import type { AccessTexts, CodeTexts } from './access-messages.js'
import type { AccountTexts } from './account-messages.js'
import type { PseudonymMessages } from './pseudonym-messages.js'
import type { RequestTexts } from './request-messages.js'
import type { StaffTexts } from './staff-messages.js'
import type { TabTexts, ValueTexts } from './tab-messages.js'
import type { TrialTexts } from './trial-messages.js'
import type { KeyTexts } from './key-messages.js'
import type { SetTexts } from './set-messages.js'

/** What the bar may lead to. */
export type ConsolePage =
  | 'overview'
  | 'services'
  | 'requests'
  | 'import'
  | 'keys'
  | 'drafts'
  | 'accounts'
  | 'methods'
  | 'upstreams'
  | 'audit'
  | 'operators'
  | 'access'

/** What holds, and what to do about it. */
export interface Sentence {
  readonly message: string
  readonly cure: string
}

/** Texts of the operators' console. */
export interface ConsoleTexts {
  readonly bar: {
    readonly label: string
    readonly navigation: string
    readonly signedInAs: (operator: string, role: string, tenant: string | null) => string
    readonly signOut: string
    readonly pages: Readonly<Record<ConsolePage, string>>
  }
  readonly roles: Readonly<Record<OperatorRole, string>>
  readonly signIn: {
    readonly title: string
    readonly notForCitizens: string
    readonly username: string
    readonly password: string
    readonly submit: string
    readonly problems: Readonly<Record<'wrong' | 'expired', string>>
  }
  readonly code: CodeTexts
  readonly access: AccessTexts
  readonly staff: StaffTexts
  readonly overview: {
    readonly title: string
    readonly attention: (count: number) => string
    readonly nothing: string
    readonly services: (active: number, all: number) => string
    readonly toServices: string
    readonly toImport: string
  }
  readonly services: {
    readonly title: string
    readonly search: string
    readonly level: string
    readonly allLevels: string
    readonly filter: string
    readonly found: (count: number) => string
    readonly none: string
    readonly columns: Readonly<Record<'name' | 'level' | 'tenant' | 'end' | 'state', string>>
    readonly states: Readonly<Record<'active' | 'disabled', string>>
    readonly endless: string
    readonly endsOn: (day: string) => string
    readonly endedOn: (day: string) => string
    readonly page: (now: number, of: number) => string
    readonly previous: string
    readonly next: string
  }
  readonly service: {
    readonly ownMetadata: string
    readonly findings: string
    readonly noFindings: string
    readonly settings: string
    readonly settingsHint: string
    readonly changedMeanwhile: string
    readonly set: string
    readonly done: Readonly<
      Record<'set' | 'disabled' | 'enabled' | 'restored' | 'unchanged' | 'refreshed' | 'fresh', string>
    >
    readonly switching: string
    readonly disable: string
    readonly disableHint: string
    readonly enable: string
    readonly enableHint: string
    readonly remove: string
    readonly removeHint: string
    readonly removeTitle: (name: string) => string
    readonly removeAfter: string
    readonly removeHistory: string
    readonly removeLately: (logins: number, accounts: number, days: number) => string
    readonly removeNow: string
    readonly removePseudonyms: (accounts: number | null) => string
    readonly removeSharing: (services: number) => string
    readonly keep: string
    readonly source: {
      readonly title: string
      readonly from: string
      readonly fetched: string
      readonly succeeded: string
      readonly due: string
      readonly never: string
      readonly refresh: string
      readonly refreshHint: string
      readonly heldTitle: string
      readonly held: (gone: number, of: number) => string
      readonly more: (count: number) => string
      readonly confirm: (gone: number) => string
    }
    readonly refused: string
    readonly wrongValue: (expected: string) => string
    /** What a setting does, in one sentence. */
    readonly hints: Readonly<Record<SettingName, string>>
  }
  readonly history: {
    readonly heading: string
    readonly title: (name: string) => string
    readonly all: string
    readonly back: string
    readonly gone: string
    readonly nothing: string
    readonly now: string
    readonly version: (number: number) => string
    readonly acts: Readonly<Record<ServiceAct, (restored: number | null) => string>>
    readonly when: (day: string, time: string) => string
    readonly by: (actor: string, approvedBy: string | null) => string
    readonly fromBefore: string
    readonly notKept: string
    readonly changed: string
    readonly restore: (number: number) => string
    readonly restoreTitle: (name: string, number: number) => string
    readonly nothingYet: string
    readonly sameAlready: string
    readonly activeAfter: string
    readonly disabledAfter: string
    readonly apply: string
    readonly backToHistory: string
  }
  readonly drafts: {
    readonly title: string
    readonly intro: string
    readonly none: string
    readonly acts: Readonly<Record<DraftHead['act'], string>>
    readonly more: (count: number) => string
    readonly proposed: (author: string) => string
    readonly until: (when: string) => string
    readonly draftTitle: (act: string) => string
    readonly done: Readonly<Record<'proposed' | 'approved' | 'rejected', string>>
    readonly nothingYet: string
    readonly own: string
    readonly moved: string
    readonly authorGone: string
    readonly ended: string
    readonly approvedBy: (who: string, when: string) => string
    readonly rejectedBy: (who: string, when: string) => string
    readonly approve: string
    readonly reject: string
    readonly takeBack: string
    readonly back: string
    readonly waiting: (count: number) => string
    readonly pseudonyms: PseudonymMessages
  }
  readonly request: RequestTexts
  readonly import: {
    readonly title: string
    readonly intro: string
    readonly file: string
    readonly text: string
    readonly url: string
    readonly signer: string
    readonly signerHint: string
    readonly level: string
    readonly levelOfMetadata: string
    readonly tenant: string
    readonly noTenant: string
    readonly preview: string
    readonly previewTitle: string
    readonly nothingYet: string
    readonly source: (from: string) => string
    readonly document: (sha256: string) => string
    readonly signed: (sha256: string) => string
    readonly notSigned: string
    readonly kinds: Readonly<Record<'registered' | 'updated' | 'unchanged', string>>
    readonly refused: string
    readonly moreRefused: (count: number) => string
    /** Accepted ones that are counted only; they are applied with the others. */
    readonly moreServices: (count: number) => string
    readonly changes: string
    readonly noChanges: string
    readonly columns: { readonly field: string; readonly before: string; readonly after: string }
    readonly apply: (count: number) => string
    readonly discard: string
    readonly changedMeanwhile: string
    readonly doneTitle: string
    readonly done: (count: number) => string
    readonly within: string
    readonly another: string
    readonly problems: Readonly<Record<'missing' | 'several' | 'too-large', string>>
    readonly refusedTitle: string
  }
  readonly keys: KeyTexts
  readonly accounts: AccountTexts
  readonly methods: {
    readonly title: string
    readonly intro: string
    readonly states: Readonly<Record<'on' | 'off', string>>
    readonly offSince: (time: string) => string
    readonly disable: (method: string) => string
    readonly enable: (method: string) => string
    readonly done: Readonly<Record<'disabled' | 'enabled' | 'unchanged', string>>
    readonly askTitle: (method: string) => string
    readonly askAfter: readonly string[]
    readonly keep: string
  }
  readonly audit: {
    readonly title: string
    readonly intro: string
    readonly tenantAlone: (tenant: string) => string
    readonly since: string
    readonly until: string
    readonly timeHint: string
    readonly actor: string
    readonly actorHint: string
    readonly service: string
    readonly action: string
    readonly allActions: string
    readonly actions: Readonly<Record<keyof typeof AUDIT_ACTIONS, string>>
    readonly errorId: string
    readonly filter: string
    readonly none: string
    readonly caption: string
    readonly columns: Readonly<Record<'at' | 'seq' | 'actor' | 'sentence', string>>
    readonly older: string
    readonly newest: string
    readonly exportAs: (format: string) => string
  }
  readonly trial: TrialTexts
  readonly upstreams: UpstreamTexts
  readonly sets: SetTexts
  readonly severities: Readonly<Record<FindingSeverity, string>>
  readonly tabs: TabTexts
  readonly values: ValueTexts
  readonly fields: Readonly<Record<FactName, string>>
  readonly empty: string
  readonly yes: string
  readonly no: string
  readonly refusals: PerCode<RefusalData, string>
  /** What a rule means by which metadata are refused; others are told as their rule tells them. */
  readonly rules: Readonly<Partial<Record<string, string>>>
  readonly findings: {
    readonly [Code in keyof ServiceFindingData]: (data: Readonly<ServiceFindingData[Code]>) => Sentence
  }
}

type FindingTexts = ConsoleTexts['findings']

/** The findings of the metadata reader, and of sources. */
export type MetadataFindings = Pick<
  FindingTexts,
  | keyof ReadFindingData
  | 'metadata-grace'
  | 'metadata-refused'
  | 'metadata-left'
  | 'refresh-failing'
  | 'refresh-held'
  | 'refresh-refused'
  | 'key-vanishes'
  | 'service-certificate-ended'
  | 'service-certificate-ending'
  | 'service-certificate-near'
>

export type SourceRefusals = Pick<
  ConsoleTexts['refusals'],
  'valid-until-required' | Extract<keyof RefusalData, `source-${string}`>
>
