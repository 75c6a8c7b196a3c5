import type { PassStatus } from '../../domain/pass-challenge.js'
import type { PortalName } from './portal-name.js'
import type { Rich } from './rich.js'

/** How a challenge stands, in words. `until`: time of day at which the code ends. */
export interface PassStatusText {
  readonly title: string
  readonly text: (until: string) => string
}

/** The texts of the pass's pages in a login. */
export interface PassMessages {
  readonly title: string
  readonly openHere: string
  readonly qrAlt: string
  /** The last one leads to the number. */
  readonly steps: readonly Rich[]
  /** A step more for phones that pair on the spot. */
  readonly firstTime: string
  readonly numberIs: string
  readonly checkName: (portal: PortalName) => string
  readonly status: Readonly<Record<PassStatus, PassStatusText>>
  /** For a blocked phone that belongs to no account. */
  readonly pairAgain: string
  readonly look: string
  readonly linkHeading: string
  readonly openInApp: string
  readonly renew: string
  readonly goOn: string
  readonly elsewhere: { readonly title: string; readonly what: string; readonly steps: readonly string[] }
  readonly link: { readonly title: string; readonly what: string; readonly next: string; readonly warning: string }
}
