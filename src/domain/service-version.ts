import type { EntityId } from './ids.js'
import type { Instant } from './instant.js'
import type { Service } from './service.js'

/** What a version keeps of a service: everything but its place among the revisions of the registry. */
export type ServiceState = Pick<Service, 'active' | 'tenant' | 'settings' | 'metadata' | 'source'>

/** What leaves a version: the actions of the audit that change a service. */
export const SERVICE_ACTS = ['imported', 'updated', 'set', 'enabled', 'disabled', 'restored', 'removed'] as const
export type ServiceAct = (typeof SERVICE_ACTS)[number]

/** A service as one change left it; where it was removed, as it was then. */
export interface ServiceVersion {
  readonly entityId: EntityId
  /** Counts from 1 for each entityID, over a removal too. */
  readonly number: number
  readonly at: Instant
  /** Who changed it, as in the audit; null: it stood like this before versions were kept. */
  readonly actor: string | null
  /** Who else agreed, where changes need a second person. */
  readonly approvedBy: string | null
  readonly act: ServiceAct
  /** The version that was restored. */
  readonly restored: number | null
  readonly state: ServiceState
}
