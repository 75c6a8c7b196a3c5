import type { EntityId } from './ids.js'
import type { Duration, Instant } from './instant.js'
import { days } from './instant.js'
import type { OutgoingRule } from './outgoing-error.js'

// The picture that stands beside a portal's name (mdui:Logo, SAML metadata UI §2.1.5). It is fetched once it is known,
// checked, kept, and served by the broker: no page loads anything from elsewhere (RULES: Operators 6).

/** Where metadata say that the picture is, and how large they say that it is shown. */
export interface LogoAddress {
  /** An https address, or a `data:` URL with the picture itself. */
  readonly url: string
  readonly width: number
  readonly height: number
}

/** What a picture may weigh. */
export const LARGEST_LOGO = 100 * 1024

/** What it may measure, each way. */
export const MOST_LOGO_PIXELS = 1000

/** A picture that is kept is looked at again after this time, as its address may have another by then. */
export const LOGO_KEPT: Duration = days(7)

/**
 * Why there is no picture. Those of the call; `status`: the answer was none of 200; `data`: a `data:` URL that is not
 * base64; `type`: no PNG, JPEG or WebP; `moves`: an animation; `pixels`: larger than it may be.
 */
export type LogoFault = OutgoingRule | 'status' | 'data' | 'type' | 'moves' | 'pixels'

export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp'

/** A picture that passed every check. */
export interface LogoImage {
  readonly type: LogoType
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** What is known of a service's logo. */
export interface LogoRecord {
  readonly service: EntityId
  /** SHA-256 of the address that it was fetched from. */
  readonly source: string
  /** SHA-256 of the picture, hexadecimal: it is served under it. Null: there is none. */
  readonly digest: string | null
  readonly width: number
  readonly height: number
  /** Why the last look brought none; a picture of before stays as long as its address does. */
  readonly fault: LogoFault | null
  readonly failures: number
  readonly at: Instant
  readonly dueAt: Instant
}

/** Where a picture is served. */
export const logoPath = (digest: string): string => `/logos/${digest}`
