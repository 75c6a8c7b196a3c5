import type { AuditEvent } from '../audit-event.js'
import type { SourceId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { Source } from '../source.js'

/** The sources of metadata, in the database. */
export interface SourceStore {
  /** By id. */
  all(): Promise<readonly Source[]>
  find(id: SourceId): Promise<Source | null>
  /** Those whose next fetch is due, the longest due first. */
  due(now: Instant): Promise<readonly Source[]>
  /** Adds the source, or puts it in the place of what is there, with its entries. The store gives the version. */
  save(source: Source, audit: readonly AuditEvent[]): Promise<void>
  /** Takes it away, with its entries. False, and nothing is done, if somebody else has changed it since it was read. */
  remove(source: Pick<Source, 'id' | 'version'>, audit: readonly AuditEvent[]): Promise<boolean>
  /**
   * Notes how a fetch went: state and times alone. False, and nothing is written, if somebody else has changed the
   * source since it was read.
   */
  note(source: Source): Promise<boolean>
  /** Makes it due at once, unless it was fetched after `since`. */
  hasten(id: SourceId, at: { readonly now: Instant; readonly since: Instant }): Promise<void>
}
