import type { Instant } from './instant.js'

/**
 * Who did what, when, to what; before and after. Holds no names, birth dates, addresses or e-mail of
 * citizens: accounts appear by their random id. `actor`: `cli:<os user>`, `broker`, `citizen`.
 */
export interface AuditEvent {
  readonly at: Instant
  readonly actor: string
  /** Dotted verb: `service.imported`, `account.created`, `login.answered`. */
  readonly action: string
  /** What it was done to: an entityID, an account id, a key id. */
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}
