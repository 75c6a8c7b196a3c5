import type { AuditEvent } from '../audit-event.js'
import type { SourceId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { Source } from '../source.js'

/** What becomes of a source in a change of the registry (`ServiceChange`). */
export interface SourceChange {
  readonly becomes: 'saved' | 'removed'
  /** As it is to be, or as it goes; `version`: of the one that was read, 0 where there was none. */
  readonly source: Source
  readonly audit: readonly AuditEvent[]
}

/** The sources of metadata, in the database. They come and change with the services that they feed: `ServiceStore.change`. */
export interface SourceStore {
  /** By id. */
  all(): Promise<readonly Source[]>
  find(id: SourceId): Promise<Source | null>
  /** Those whose next fetch is due, the longest due first. */
  due(now: Instant): Promise<readonly Source[]>
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
