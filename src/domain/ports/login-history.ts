import type { EntityId } from '../ids.js'

/** What the audit log tells of past logins, without saying whose they were. */
export interface LoginHistory {
  /** How many accounts have been answered for to at least one of these services, as far back as the log goes. */
  accountsAnswered(services: readonly EntityId[]): Promise<number>
}
