import type { AuditEvent } from '../audit-event.js'
import type { EntityId } from '../ids.js'
import type { ServiceProvider } from '../service-provider.js'

/** A change to the registry; `revision` of the services is given by the store. */
export interface ServiceChange {
  readonly save: readonly ServiceProvider[]
  readonly remove: readonly EntityId[]
}

/** The registry in the database. */
export interface ServiceStore {
  all(): Promise<readonly ServiceProvider[]>
  find(id: EntityId): Promise<ServiceProvider | null>
  /** The registry's revision; rises with every change. Cheap: polled by every instance. */
  revision(): Promise<number>
  /** Services written after `revision`, and the ids removed after it. */
  changesSince(revision: number): Promise<{
    readonly revision: number
    readonly saved: readonly ServiceProvider[]
    readonly removed: readonly EntityId[]
  }>
  /** Applies the change and writes the audit entries in one transaction, or throws and changes nothing. */
  apply(change: ServiceChange, audit: readonly AuditEvent[]): Promise<void>
}
