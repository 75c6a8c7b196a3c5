import type { PassStatus } from '../../../domain/pass-challenge.js'
import type { Instant } from '../../../domain/instant.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import type { Form } from '../../../ui/form.js'

/** A challenge to a phone that the page waits for (RULES: The pass 2). */
export interface PassPage {
  readonly kind: 'pass'
  /** Its buttons say what they want by `step`: see `PASS_STEPS`. */
  readonly form: Form
  readonly otherMethods: string
  /** What QR code and link hold. */
  readonly link: string
  /** Two digits. */
  readonly number: string
  readonly status: PassStatus
  /** Phones that belong to no account pair on the spot (RULES: The pass 6). */
  readonly withoutAccount: boolean
  readonly validUntil: Instant
  /** False: the citizen has stopped the reloading (WCAG 2.2.1). */
  readonly automatic: boolean
}

/** A phone came back to a browser that does not have the login (RULES: The pass 3). */
export interface PassElsewherePage {
  readonly kind: 'pass-elsewhere'
}

/** A link for a phone's app, opened without one. */
export interface PassLinkPage {
  readonly kind: 'pass-link'
}

/** A paired phone of the citizen, with what can be done about it. */
export interface DeviceRow {
  readonly name: string
  readonly pairedAt: Instant
  readonly isBlocked: boolean
  /** What a login with it is good for. */
  readonly level: TrustLevel
  /** To be kept elsewhere: it blocks the phone when it is lost. */
  readonly blockCode: string
  readonly rename: Form
  readonly unpair: Form
  readonly block: Form
}

/** The citizen's paired phones (RULES: The pass 1). */
export interface DevicesPage {
  readonly kind: 'devices'
  readonly devices: readonly DeviceRow[]
  /** Null: there are enough. */
  readonly pair: Form | null
  /** What a phone that is paired now will be good for, and what it could be good for at most. */
  readonly reaches: TrustLevel
  readonly best: TrustLevel
  /** The way to that, if there is one. */
  readonly stepUp: string | null
  readonly problem: 'last' | 'bad-name' | 'gone' | null
  readonly blockCodePage: string
}

/** A phone is being paired. */
export interface PassPairingPage {
  readonly kind: 'pass-pairing'
  /** Ends it. */
  readonly cancel: Form
  /** This page, and the one it belongs to. */
  readonly here: string
  readonly back: string
  readonly progress:
    | { readonly status: 'waiting'; readonly link: string; readonly until: Instant }
    | { readonly status: 'registered'; readonly name: string; readonly number: string; readonly until: Instant }
    | { readonly status: 'done'; readonly name: string; readonly blockCode: string }
    | { readonly status: 'over' }
  readonly automatic: boolean
}

/** Blocks a lost phone by its code, without a login. */
export interface BlockCodePage {
  readonly kind: 'block-code'
  readonly form: Form
  readonly problem: 'missing' | 'unknown' | 'braked' | null
  readonly isDone: boolean
}

/** Every page of the pass and of the citizen's phones. */
export type PhonePage = PassPage | PassElsewherePage | PassLinkPage | DevicesPage | PassPairingPage | BlockCodePage
