import type { AuditEvent } from '../audit-event.js'
import type { Approval } from '../draft.js'
import type { EntityId, TenantId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { Service } from '../service.js'
import type { ServiceVersion } from '../service-version.js'
import type { SourceChange } from './source-store.js'

/** A change to the registry with its audit entries; `revision` of the services is given by the store. */
export interface ServiceChange<Result> {
  readonly save: readonly Service[]
  readonly remove: readonly EntityId[]
  readonly audit: readonly AuditEvent[]
  /** The sources that come, change or go with it, each with its own entries. */
  readonly sources?: readonly SourceChange[]
  /** What whoever asked for the change is told. */
  readonly result: Result
  /** The draft that it makes come true, which is closed with it. */
  readonly approval?: Approval
}

/** A service that was removed, and whose pseudonyms some accounts still have. */
export interface RemovedService {
  readonly entityId: EntityId
  /** Its sector and its owner when it was removed. */
  readonly sector: string
  readonly tenant: TenantId | null
  /** True where whoever asks would not have seen it. */
  readonly isForeign?: true
}

/** Which versions are kept: so many of each service, and those of later than `since`; the last one always. */
export interface VersionLimits {
  readonly most: number
  readonly since: Instant
}

/** The registry in the database. */
export interface ServiceStore {
  all(): Promise<readonly Service[]>
  find(id: EntityId): Promise<Service | null>
  /** The registry's revision; rises with every change. Cheap: polled by every instance. */
  revision(): Promise<number>
  /** Services written after `revision`, and the ids removed after it. */
  changesSince(revision: number): Promise<{
    readonly revision: number
    readonly saved: readonly Service[]
    readonly removed: readonly EntityId[]
  }>
  /**
   * Writes what `decide` says, with its audit entries, in one transaction, or nothing; asks it again, from the start, where
   * another command changed one of its services or sources since it was read (`changeAgain`). What is neither saved nor
   * removed is not written. Each service that an entry of the audit tells of leaves a version. Throws `OperatorError('service-changed')` where others keep changing one, and what `decide` throws.
   */
  change<Result>(decide: () => Promise<ServiceChange<Result>>): Promise<Result>
  /** Those of these that are removed, and in whose sector somebody has got a pseudonym; known for ever. */
  removedInUse(ids: readonly EntityId[]): Promise<readonly RemovedService[]>
  /** The versions of a service, the newest first, at most so many; also of one that is gone. */
  versions(id: EntityId, most?: number): Promise<readonly ServiceVersion[]>
  /** Forgets what is beyond these limits: how many. A service that is gone keeps none for longer. */
  forgetVersions(limits: VersionLimits): Promise<number>
}
