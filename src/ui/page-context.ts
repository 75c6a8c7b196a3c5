import type { Account } from '../domain/account.js'
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
  readonly portal: PagePortal | null
  /** On the citizen's own pages: who is signed in, and until when; null elsewhere. */
  readonly account: AccountBar | null
  /** On the citizen's own pages: all that there are. */
  readonly ownPages?: readonly (OwnPage & { readonly isHere: boolean })[]
  /** On the page of a method: true where no other one is offered. */
  readonly onlyMethod?: boolean
  /** In a login of several parts: in which of them this page is. */
  readonly progress?: Progress | null
  /** True: a form came too late, nothing was done with it, and this page is where its login is by now. */
  readonly inputDropped?: boolean
}

/** The portal as the pages of a login name it. */
export interface PagePortal {
  readonly name: string
  readonly privacyUrl: string | null
  /** What it needs the attributes for, and by what right; absent or null: nobody said. */
  readonly purpose?: string | null
  readonly legalBasis?: string | null
  /** Its pages say that it is a portal to try things out. */
  readonly isTest?: boolean
  /** Its picture, as the broker serves it; absent or null: it has none. */
  readonly logo?: { readonly path: string; readonly width: number; readonly height: number } | null
}

/** The place of a page in its way. */
export interface Progress {
  readonly now: number
  readonly of: number
}

/** A page of the citizen's own, as the others lead to it. */
export interface OwnPage {
  /** The others lie below it. */
  readonly path: string
  /** In the bar above these pages, and in full. */
  readonly names: (language: Language) => { readonly short: string; readonly full: string }
  /** False for an account to which it has nothing to say: the bar does not lead there. Without it, it is for every one. */
  readonly isFor?: (account: Account) => boolean
}

/** Above the citizen's own pages. */
export interface AccountBar {
  /** '' for an account that has no name. */
  readonly citizen: string
  /** Those of the own pages that the bar leads to. */
  readonly pages: readonly OwnPage[]
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
