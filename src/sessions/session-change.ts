import type { BrowserSession } from '../domain/session.js'

/** A session that was opened, renewed or ended; `secret` goes into the browser's cookie. */
export type SessionChange =
  { readonly kind: 'opened'; readonly session: BrowserSession; readonly secret: string } | { readonly kind: 'ended' }
