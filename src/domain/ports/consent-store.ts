import type { RememberedConsent } from '../release.js'
import type { AccountId, EntityId } from '../ids.js'
import type { Instant } from '../instant.js'

/** What citizens asked to be remembered, per account and service. */
export interface ConsentStore {
  find(account: AccountId, service: EntityId): Promise<RememberedConsent | null>
  /** Remembers this in place of any earlier one. */
  remember(account: AccountId, service: EntityId, consent: RememberedConsent, at: Instant): Promise<void>
}
