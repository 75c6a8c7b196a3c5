import type { Instant } from './instant.js'

/** What of metadata that were accepted once is refused by now: their end, a key of this kind, or an address. */
export type KeptFault =
  | { readonly kind: 'ended'; readonly validUntil: Instant }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'endpoint'; readonly location: string }
