/** What the generator is told first: whom it plays, and against what. */
export interface LoadJob {
  /** Name of a walk. */
  readonly walk: string
  readonly ssoUrl: string
  /** The portals, with one key for all of them (PKCS#8, PEM). Visitor n comes from portal n modulo their number. */
  readonly services: readonly { readonly entityId: string; readonly acs: string }[]
  readonly serviceKey: string
  /** One visitor each. */
  readonly citizens: readonly { readonly username: string; readonly password: string }[]
}

export type LoadOrder =
  | { readonly kind: 'open'; readonly job: LoadJob }
  /** One login: for a look at what comes back. */
  | { readonly kind: 'sample' }
  /** Signs requests ahead, so that a run costs no signatures of the portals. */
  | { readonly kind: 'sign'; readonly connections: number; readonly requests: number }
  | { readonly kind: 'run'; readonly connections: number; readonly logins: number }
  | { readonly kind: 'close' }

/** What a run found. */
export interface LoadResult {
  /** Of each login, in milliseconds. */
  readonly latencies: readonly number[]
  /** Requests that the server shed because it had too much to do (503); each was followed by another. */
  readonly shed: number
  readonly elapsedMs: number
  /** Processor time of the generator. */
  readonly cpuMs: number
}

export type LoadReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'sample'; readonly response: string }
  | { readonly kind: 'result'; readonly result: LoadResult }
  | { readonly kind: 'failed'; readonly error: string }
