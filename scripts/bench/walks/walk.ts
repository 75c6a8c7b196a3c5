import type { BenchBrowser, BenchPage } from '../load/browser.js'
import type { BenchPhone } from '../load/phone.js'
import type { RequestedName } from '../servers/portals.js'

/** Who walks: a citizen at a browser, and the requests that the portal sends the browser away with. */
export interface Visitor {
  readonly browser: BenchBrowser
  readonly citizen: { readonly username: string; readonly password: string }
  /** Path and query of a signed AuthnRequest that was never sent. */
  readonly request: () => Promise<string>
  /** The test card that is theirs alone. */
  readonly card: string
  readonly phone: BenchPhone
  /** The same browser at another server. */
  readonly elsewhere: (origin: string) => BenchBrowser
}

/**
 * One way through a login. To measure another method: a file like `password.ts`, a line in `walks.ts`, and a row where
 * the parts list what they measure.
 */
export interface Walk {
  readonly name: string
  /** In the table. */
  readonly title: string
  /** How many requests a login takes: what its server has to warm up for. */
  readonly requests: number
  /** What the answer tells of the citizen, where it is not what the account was created with. */
  readonly tells?: Readonly<Partial<Record<RequestedName, string>>>
  /** Once per visitor, before anything is timed. */
  readonly prepare: (visitor: Visitor) => Promise<void>
  /** One login, from the portal's request to the page that hands the answer over: that page. */
  readonly login: (visitor: Visitor) => Promise<BenchPage>
}
