import type { AuditEvent } from '../audit-event.js'
import type { Approval, Draft, DraftHead } from '../draft.js'
import type { DraftId } from '../ids.js'
import type { Instant } from '../instant.js'

/** Changes that wait for a second person, in the database. One is approved by the change itself, in its transaction. */
export interface DraftStore {
  create(draft: Draft, audit: AuditEvent): Promise<void>
  /** Those that nobody has decided, oldest first. */
  open(): Promise<readonly DraftHead[]>
  find(id: DraftId): Promise<Draft | null>
  /** False where somebody has decided it by then. */
  reject(decision: Approval, audit: AuditEvent): Promise<boolean>
  /** Takes passwords out of those that are decided, or ended before. From how many. */
  forgetPasswords(before: Instant): Promise<number>
  /** Takes away those that ended before; an open one with the entry that `ended` makes of it. How many there were. */
  forget(before: Instant, ended: (draft: DraftHead) => AuditEvent): Promise<number>
}
