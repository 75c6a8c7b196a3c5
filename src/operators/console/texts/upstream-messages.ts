import type { UpstreamDialect, SignedPlaces } from '../../../domain/upstream.js'
import type { UpstreamFindingData, UpstreamRefusalData } from '../../upstreams/upstream-findings.js'
import type { UpstreamSettingName } from '../../upstreams/upstream-rules.js'
import type { PerCode } from '../../findings.js'
import type { Sentence } from './messages.js'

/** What the console says of other accounts as ways to log in. */
export interface UpstreamTexts {
  readonly title: string
  readonly about: string
  readonly none: string
  readonly caption: string
  readonly columns: Readonly<Record<'name' | 'dialect' | 'level' | 'state', string>>
  readonly states: Readonly<Record<'enabled' | 'disabled' | 'down', string>>
  readonly done: Readonly<Record<'imported' | 'set' | 'enabled' | 'disabled' | 'removed' | 'unchanged', string>>
  readonly back: string
  readonly import: {
    readonly title: string
    readonly again: (name: string) => string
    readonly name: string
    readonly nameHint: string
    readonly dialect: string
    readonly maxLevel: string
    readonly maxLevelHint: string
    readonly previewTitle: (name: string) => string
    readonly preview: string
    readonly apply: string
    readonly newOne: string
    readonly changed: string
    readonly same: string
    readonly tell: string
    readonly addresses: Readonly<Record<'metadata' | 'acs', string>>
    readonly openId: string
  }
  readonly facts: Readonly<
    Record<
      | 'entityId'
      | 'dialect'
      | 'names'
      | 'keys'
      | 'from'
      | 'importedAt'
      | 'lastRefresh'
      | 'validUntil'
      | 'health'
      | 'client',
      string
    >
  >
  readonly vouched: Readonly<Record<'signed' | 'unsigned', string>>
  readonly never: string
  readonly endless: string
  readonly health: Readonly<Record<'up' | 'down' | 'unprobed', string>>
  readonly findings: string
  readonly noFindings: string
  readonly settings: string
  readonly settingsHint: string
  readonly set: string
  readonly shipped: string
  readonly labels: Readonly<Record<UpstreamSettingName, string>>
  readonly hints: Readonly<Record<UpstreamSettingName, string>>
  readonly signedPlaces: Readonly<Record<SignedPlaces, string>>
  readonly dialects: Readonly<Record<UpstreamDialect, string>>
  readonly wrongValue: (expected: string) => string
  readonly expects: Readonly<Record<UpstreamSettingName, string>>
  readonly switching: string
  readonly disable: string
  readonly disableHint: string
  readonly disableTitle: (name: string) => string
  readonly enable: string
  readonly enableHint: string
  readonly remove: string
  readonly removeHint: string
  readonly removeTitle: (name: string) => string
  readonly removeAfter: string
  readonly removeNamed: (services: number) => string
  readonly removeNow: string
  readonly keep: string
  readonly sentences: PerCode<UpstreamFindingData, Sentence>
}

export type UpstreamRefusals = PerCode<UpstreamRefusalData, string>
