import type { BlockCodePage, DevicesPage } from '../../methods/pass/pages/phone-view-models.js'
import type { Rich } from './rich.js'

/** The texts about the citizen's paired phones. */
export interface DeviceMessages {
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly since: (day: string) => string
  readonly reachesLevel: (level: string) => string
  readonly isBlocked: string
  readonly manage: (name: string) => string
  /** A blocked one can only be unpaired. */
  readonly manageBlocked: (name: string) => string
  readonly name: string
  readonly rename: string
  readonly unpair: string
  readonly unpairHint: string
  readonly block: string
  readonly blockHint: string
  readonly blockCode: string
  readonly blockCodeHint: string
  readonly blockCodePage: string
  readonly pairHeading: string
  /** What a phone that is paired now is good for. */
  readonly willReach: (level: string) => Rich
  readonly couldReach: (level: string) => Rich
  readonly stepUp: string
  readonly pair: string
  readonly enough: string
  readonly problems: Readonly<Record<NonNullable<DevicesPage['problem']>, string>>
  readonly pairing: {
    readonly title: string
    readonly qrAlt: string
    readonly steps: readonly Rich[]
    readonly waiting: { readonly title: string; readonly text: (until: string) => string }
    readonly registered: {
      readonly title: (name: string) => string
      readonly enter: string
      readonly notYours: string
      readonly text: (until: string) => string
    }
    readonly done: { readonly title: string; readonly text: (name: string) => string; readonly keepCode: string }
    readonly over: { readonly title: string; readonly text: string }
    readonly cancel: string
    readonly back: string
    readonly look: string
  }
  readonly code: {
    readonly title: string
    readonly intro: string
    readonly field: string
    readonly hint: string
    readonly submit: string
    readonly summary: string
    readonly problems: Readonly<Record<NonNullable<BlockCodePage['problem']>, string>>
    readonly done: { readonly title: string; readonly text: string; readonly next: string }
  }
}
