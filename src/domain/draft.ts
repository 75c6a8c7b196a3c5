import type { DraftId, TenantId } from './ids.js'
import type { Instant } from './instant.js'
import type { Operator } from './operator.js'
import type { Service } from './service.js'
import type { Upstream } from './upstream.js'
import type { ServiceAct } from './service-version.js'

/** What a draft would make of one service. */
export interface DraftedService {
  readonly act: ServiceAct
  /** The version that would be restored. */
  readonly restored: number | null
  /** Its sector would be another one although that is in use: somebody has typed for it, and knows what it means. */
  readonly newPseudonyms?: true | undefined
  /** As it would be; removed: as it is. Its revision is the one that the change was thought out on, 0 for a new one. */
  readonly service: Service
}

/** What a draft would do to a key; `base`: the revision of the keys that it was thought out on. */
export interface DraftedKey {
  readonly act: 'activate' | 'retire'
  readonly key: string
  readonly base: number
}

/** What a draft would import into one sector. The rows themselves lie with the accounts, and go with them. */
export interface DraftedPseudonyms {
  readonly act: 'import-pseudonyms'
  readonly sector: string
  readonly rows: number
  /** SHA-256 of the file that they came from, in hex: the second person may hold it against the own copy. */
  readonly file: string
}

/** What a draft would do to an operator; `base`: the version of the operator that it was thought out on, 0 for a new one. */
export type DraftedOperator = { readonly username: string; readonly base: number } & (
  | ({ readonly act: 'reset-password' } & DraftedPassword)
  | ({ readonly act: 'create-operator' } & DraftedPassword & Pick<Operator, 'id' | 'role' | 'tenant' | 'hotline'>)
  | { readonly act: 'reset-second-factor' }
)

/** What a draft would do to an upstream; `base`: the version that it was thought out on, 0 for a new one. */
export interface DraftedUpstream {
  readonly act: 'import-upstream' | 'set-upstream' | 'remove-upstream'
  readonly base: number
  /** As it would be; removed: as it is. */
  readonly upstream: Upstream
}

/** A password that whoever wants the change alone knows. */
interface DraftedPassword {
  /** As a PHC string; null once the draft is decided or has ended. */
  readonly passwordHash: string | null
}

export type DraftContent =
  | { readonly kind: 'services'; readonly services: readonly DraftedService[] }
  | ({ readonly kind: 'key' } & DraftedKey)
  | ({ readonly kind: 'pseudonyms' } & DraftedPseudonyms)
  | ({ readonly kind: 'operator' } & DraftedOperator)
  | ({ readonly kind: 'upstream' } & DraftedUpstream)

export const DRAFT_STATES = ['open', 'approved', 'rejected'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

/** What a draft is called in a list. */
export interface DraftHead {
  readonly id: DraftId
  readonly at: Instant
  /** Whoever wants the change, as in the audit. */
  readonly author: string
  readonly expiresAt: Instant
  /** Whose services it is about; null: of several tenants or of none, for those who see all. */
  readonly tenant: TenantId | null
  /** What is done to the first of them. */
  readonly act:
    ServiceAct | DraftedKey['act'] | DraftedPseudonyms['act'] | DraftedOperator['act'] | DraftedUpstream['act']
  /** Of the first: an entityID, the id of a key, a sector, or the name of an operator or of an upstream. */
  readonly subject: string
  /** How many there are beside the first. */
  readonly more: number
  readonly state: DraftState
  /** Who approved or rejected it. */
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}

/** A change that waits for a second person; it is never rewritten, only decided; then it
 * keeps no password. */
export interface Draft extends DraftHead {
  readonly content: DraftContent
}

/** The decision that a change is made by. */
export interface Approval {
  readonly draft: DraftId
  readonly by: string
  readonly at: Instant
}
