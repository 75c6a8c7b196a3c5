import type { BenchBrowser, BenchPage } from '../load/browser.js'

/** Who walks: a citizen at a browser, and the requests that the portal sends the browser away with. */
export interface Visitor {
  readonly browser: BenchBrowser
  readonly citizen: { readonly username: string; readonly password: string }
  /** Path and query of a signed AuthnRequest that was never sent. */
  readonly request: () => Promise<string>
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
  /** Once per visitor, before anything is timed. */
  readonly prepare: (visitor: Visitor) => Promise<void>
  /** One login, from the portal's request to the page that hands the answer over: that page. */
  readonly login: (visitor: Visitor) => Promise<BenchPage>
}
