import type { MethodText, PortalName, Rich } from '../../../ui/texts/messages.js'
import type { PassStatus } from '../../../domain/pass-challenge.js'

export type DevicesProblem = 'last' | 'bad-name' | 'gone'

export type BlockCodeProblem = 'missing' | 'unknown' | 'braked'

/** Texts of the smartphone pass and of the citizen's phones. */
export interface PassTexts {
  /** The names by which other pages speak of the method. */
  readonly names: MethodText
  readonly pass: PassMessages
  readonly devices: DeviceMessages
}

/** The status of a challenge in words. `until`: the time of day at which the code ends. */
export interface PassStatusText {
  readonly title: string
  readonly text: (until: string) => string
}

/** The texts of the pass's pages in a login. */
export interface PassMessages {
  readonly title: string
  readonly openHere: string
  readonly qrAlt: string
  /** The last step leads to the number. */
  readonly steps: readonly Rich[]
  /** A further step for phones that pair on the spot. */
  readonly firstTime: string
  readonly numberIs: string
  readonly checkName: (portal: PortalName) => string
  readonly status: Readonly<Record<PassStatus, PassStatusText>>
  /** For a blocked phone that belongs to no account. */
  readonly pairAgain: string
  readonly look: string
  readonly linkHeading: string
  readonly openInApp: string
  /** The same where it opens a tab of its own. */
  readonly openInAppTab: string
  readonly copyLink: string
  readonly showLink: string
  /** After a wrong PIN: what follows the last try, or how many there are. */
  readonly thenBlocked: string
  readonly threeTries: string
  readonly help: {
    readonly noApp: string
    readonly install: string
    readonly lost: string
    readonly block: string
    readonly notPaired: string
    /** Before the link to the citizen's phones, the first step. */
    readonly open: string
    readonly steps: readonly string[]
  }
  readonly renew: string
  readonly goOn: string
  readonly elsewhere: { readonly title: string; readonly what: string; readonly steps: readonly string[] }
  readonly link: { readonly title: string; readonly what: string; readonly next: string; readonly warning: string }
}

/** The texts about the citizen's paired phones. */
export interface DeviceMessages {
  /** The name in the bar above the citizen's own pages. */
  readonly short: string
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly since: (day: string) => string
  readonly goodFor: (use: string) => string
  readonly isBlocked: string
  readonly manage: (name: string) => string
  /** A blocked phone can only be unpaired. */
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
  /** Asked before a phone is blocked or unpaired. */
  readonly questions: Readonly<
    Record<
      'block' | 'unpair',
      { readonly title: (name: string) => string; readonly after: string; readonly submit: string }
    >
  >
  readonly keep: string
  readonly pairHeading: string
  /** The level that a phone paired now will have. */
  readonly willBeGoodFor: (use: string) => string
  readonly couldBeGoodFor: (use: string) => string
  readonly stepUp: string
  readonly pair: string
  readonly enough: string
  readonly problems: Readonly<Record<DevicesProblem, string>>
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
    /** Its name among the pages that need no sign-in, and the words of a link to it. */
    readonly short: string
    readonly link: string
    readonly title: string
    readonly intro: string
    readonly field: string
    readonly hint: string
    readonly submit: string
    readonly problems: Readonly<Record<BlockCodeProblem, string>>
    readonly done: { readonly title: string; readonly text: string; readonly next: string }
  }
}
