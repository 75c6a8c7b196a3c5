import type { Instant } from '../domain/instant.js'
import type { Language } from '../domain/language.js'
import type { Site } from '../domain/site.js'
import type { Form } from './form-fields.js'

/** What stands around a page, and is not its own. */
export interface PageContext {
  readonly site: Site
  readonly language: Language
  /** The path and query of this page without `lang`, for the language links; null: none are shown (the page answers a POST). */
  readonly here: string | null
  /** The portal that the citizen comes from; null outside a login. */
  readonly portal: { readonly name: string; readonly privacyUrl: string | null } | null
  /** On the citizen's own pages: who is signed in, and until when; null elsewhere. */
  readonly account: AccountBar | null
  /** On the citizen's own pages: all that there are. */
  readonly ownPages?: readonly (OwnPage & { readonly isHere: boolean })[]
  /** On the page of a method: true where no other one is offered. */
  readonly onlyMethod?: boolean
  /** True: a form came too late, nothing was done with it, and this page is where its login is by now. */
  readonly inputDropped?: boolean
}

/** A page of the citizen's own, as the others lead to it. */
export interface OwnPage {
  /** The others lie below it. */
  readonly path: string
  /** In the bar above these pages, and in full. */
  readonly names: (language: Language) => { readonly short: string; readonly full: string }
}

/** Above the citizen's own pages. */
export interface AccountBar {
  /** '' for an account that has no name. */
  readonly citizen: string
  readonly logout: Form
  /** An action of the citizen: idle time begins anew. */
  readonly stay: Form
  /** When the session ends by itself. */
  readonly endsAt: Instant
  /** A login at a portal that this browser has begun and not ended; null: none. */
  readonly waiting: { readonly path: string; readonly portal: string } | null
  /** Time left until then, in milliseconds: the citizen's clock may be another. */
  readonly timeLeft: number
}
