import type { AttributeName } from '../identity.js'
import type { AccountId, EntityId } from '../ids.js'
import type { Instant } from '../instant.js'

/**
 * What citizens ticked of the optional attributes last time, per account and service: names, never values. It says how
 * the confirm page arrives and decides nothing.
 */
export interface ReleaseChoices {
  /** Null: nothing was chosen at this service yet. */
  find(account: AccountId, service: EntityId): Promise<readonly AttributeName[] | null>
  /** Keeps this in place of any earlier choice; nothing for an account that is gone. */
  keep(account: AccountId, service: EntityId, ticked: readonly AttributeName[], at: Instant): Promise<void>
}
