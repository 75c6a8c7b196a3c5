import type { AuditEvent } from '../audit-event.js'
import type { Approval } from '../draft.js'
import type { OperatorId, OperatorSessionId, TenantId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { Operator, OperatorSession, Tenant } from '../operator.js'

/** A change of an operator: the next value, and what the audit log is told; null: nothing is to be changed. */
export type OperatorChange = (operator: Operator) => {
  readonly next: Operator
  readonly audit: AuditEvent
  readonly endSessions?: boolean
  /** The session that stays where the others end: in which it was done. */
  readonly keepSession?: OperatorSessionId
  /** The draft that this is the change of: it is closed with it. */
  readonly approved?: ApprovedDraft
} | null

/** The decision on a draft, with the entry that tells it. */
export interface ApprovedDraft {
  readonly approval: Approval
  readonly audit: AuditEvent
}

/** Operators, their sessions, and the tenants that own services. Each change is one transaction with its audit entry. */
export interface OperatorStore {
  /** By user name. */
  all(): Promise<readonly Operator[]>
  /** `key`: `usernameKey` of the name. */
  findByUsername(key: string): Promise<Operator | null>
  /** False, and nothing is written, if the name is taken. `approved`: the draft that this was, which is closed with it. */
  create(operator: Operator, audit: AuditEvent, approved?: ApprovedDraft): Promise<boolean>
  /**
   * Writes what `change` makes of the operator as stored, asked again where another was faster (`changeAgain`). Null if
   * there is none of this id, or `change` gives null. Throws `OperatorError('operator-busy')` where others keep
   * changing it.
   */
  change(id: OperatorId, change: OperatorChange): Promise<Operator | null>

  /**
   * Opens a session and keeps the operator as the sign-in left it, with its entries. `operator`: of the version that
   * was read. False, and nothing is written, if the operator was changed since.
   */
  signIn(operator: Operator, session: OperatorSession, audit: readonly AuditEvent[]): Promise<boolean>
  /** The session with its operator as they are now; null if there is none. */
  findSession(id: OperatorSessionId): Promise<{ readonly session: OperatorSession; readonly operator: Operator } | null>
  /** Notes an action of the operator. */
  touchSession(id: OperatorSessionId, at: Instant): Promise<void>
  /** Ends it, with the entry that tells so; nothing where it is gone. */
  endSession(id: OperatorSessionId, audit: AuditEvent): Promise<void>
  /** Forgets sessions that began before `started` or whose last action was before `acted`. */
  forgetSessions(limits: { readonly started: Instant; readonly acted: Instant }): Promise<number>

  /** By name. */
  tenants(): Promise<readonly Tenant[]>
  /** False if there is one of this name. */
  createTenant(tenant: Tenant, audit: AuditEvent): Promise<boolean>
  hasTenant(id: TenantId): Promise<boolean>
}
