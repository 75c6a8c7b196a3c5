import type { KeyState, KeyUse } from '../../../domain/ports/signing-keys.js'
import type { KeyFindingData, PerCode } from '../../findings.js'

/** Texts of the page of the broker's keys. */
export interface KeyTexts {
  readonly title: string
  readonly intro: string
  readonly uses: Readonly<Record<KeyUse, string>>
  readonly usesHint: Readonly<Record<KeyUse, string>>
  readonly none: string
  readonly states: Readonly<Record<KeyState, string>>
  /** What the broker does with a key of this use and state. */
  readonly does: Readonly<Record<KeyUse, Readonly<Record<KeyState, string>>>>
  readonly fields: Readonly<Record<'id' | 'type' | 'since' | 'until' | 'sha256', string>>
  /** Where the private key lies, of one that is not in the database. */
  readonly inHsm: string
  readonly certificate: string
  readonly fetches: {
    readonly never: string
    readonly often: (count: number, last: string) => string
    readonly named: string
    readonly byName: (service: string, count: number, last: string) => string
    readonly notYet: string
    readonly nobodyNamed: string
    readonly hint: string
  }
  readonly retired: (count: number) => string
  readonly steps: { readonly heading: string; readonly all: readonly string[] }
  readonly make: string
  readonly makeHint: string
  readonly use: string
  readonly type: string
  readonly choose: string
  readonly submit: string
  readonly activate: string
  readonly retire: string
  readonly keep: string
  /** Where a second person has to agree. */
  readonly waits: string
  readonly asked: Readonly<
    Record<
      'activate' | 'retire' | 'retire-at-once',
      { readonly title: string; readonly after: string; readonly submit: string }
    >
  >
  readonly done: Readonly<Record<'generated' | 'activated' | 'retired', string>>
  readonly refused: string
  readonly findings: PerCode<KeyFindingData, string>
}
