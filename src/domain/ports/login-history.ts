import type { EntityId } from '../ids.js'
import type { Instant } from '../instant.js'

/** What the audit log tells of past logins, without saying whose they were. */
export interface LoginHistory {
  /**
   * How many accounts have been answered for to at least one of these services, as far back as the log goes, or keep an
   * earlier IdP's pseudonym in the sector.
   */
  accountsAnswered(services: readonly EntityId[], sector: string): Promise<number>
  /** How many logins at a service were answered from then on, and how many accounts they were of. */
  answeredSince(service: EntityId, since: Instant): Promise<{ readonly logins: number; readonly accounts: number }>
}
