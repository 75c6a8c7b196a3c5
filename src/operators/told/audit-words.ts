import type { AUDIT_ACTIONS } from '../../domain/audit-event.js'

/** What is not there, or was changed by somebody. */
export const NOT_SAID = '?'

/**
 * One side of an entry: its fields as words. A field that has no value is a dash; what is not there, or was changed by
 * somebody, is `NOT_SAID`.
 */
export type Side = (field: string) => string

export interface Told {
  readonly subject: string
  readonly before: Side
  readonly after: Side
  /** The fields that differ. */
  readonly changed: string
}

/** What each action says, about whom and what, in one language. Who did it stands before it. */
export type AuditSentences = Readonly<Record<keyof typeof AUDIT_ACTIONS, (told: Told) => string>>
