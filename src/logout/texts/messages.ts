import type { ShownState } from '../shown-state.js'

/** Texts of logging out: the page before it, those on the way, and the one after it. */
export interface LogoutTexts {
  readonly ask: {
    readonly title: (site: string) => string
    /** What it is good for. */
    readonly what: string
    /** Nobody is signed in, but somebody has proved who they are in a login that is still open. */
    readonly openLogin: string
    /** The session signs nobody in any more, and portals may not know that. */
    readonly left: string
    /** What becomes of the portals. */
    readonly portals: string
  }
  readonly signedOut: { readonly title: string; readonly done: string; readonly what: string }
  /** Some services are told through the browser, one after the other. */
  readonly onTheWay: {
    readonly title: string
    readonly here: string
    readonly portals: string
    /** What happens when one presses. */
    readonly how: string
    readonly next: (portal: string) => string
    /** Where a portal was asked and has not answered. */
    readonly skipped: string
  }
  /** Services are being told without the browser. */
  readonly telling: { readonly title: string; readonly here: string; readonly soon: string; readonly look: string }
  readonly everywhere: { readonly title: string; readonly done: string }
  readonly notEverywhere: { readonly title: string; readonly done: string; readonly whatToDo: string }
  /** Somebody is signed in here while services are told, or after it. */
  readonly signedIn: { readonly title: string; readonly here: string; readonly portals: string }
  readonly listHeading: string
  readonly states: Readonly<Record<ShownState | 'waiting' | 'telling', string>>
  readonly toPortal: (portal: string) => string
  readonly back: (portal: string) => string
  readonly toStart: string
  /** The page that takes a message of ours to a portal. */
  readonly handOver: {
    readonly title: (portal: string) => string
    readonly what: string
    readonly withoutScript: string
    readonly submit: string
  }
}
