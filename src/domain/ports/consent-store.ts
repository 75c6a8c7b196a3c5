import type { AccountId, EntityId } from '../ids.js'
import type { Instant } from '../instant.js'

/** What citizens asked to be remembered: per account and service a keyed digest of names and values, no values. */
export interface ConsentStore {
  /** The digest remembered, or null. */
  find(account: AccountId, service: EntityId): Promise<string | null>
  /** Remembers this digest in place of any earlier one. */
  remember(account: AccountId, service: EntityId, digest: string, at: Instant): Promise<void>
}
