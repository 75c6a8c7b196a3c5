import type { AuditEvent } from '../audit-event.js'
import type { MethodId } from '../ids.js'
import type { StoredUpstream, Upstream, UpstreamFetches, UpstreamHealth } from '../upstream.js'
import type { ApprovedDraft } from './operator-store.js'

/**
 * The registered upstreams. Every change goes with its audit entry, in one transaction, and raises a revision. `approved`:
 * the draft that this was, which is closed with it; throws `OperatorError('draft-decided')` where somebody was faster.
 */
export interface UpstreamStore {
  /** All of them by name, with the revision that they are of; null: nothing has changed since `known`. */
  readSince(
    known: number | null,
  ): Promise<{ readonly revision: number; readonly stored: readonly StoredUpstream[] } | null>
  /** Their names, whatever else stands in their rows. */
  names(): Promise<readonly MethodId[]>
  find(name: MethodId): Promise<StoredUpstream | null>
  /**
   * A new one; its version is 1. Its method is on, and what one of its name had proved before counts no more. Throws `OperatorError('upstream-name')` if another one has its name by now.
   */
  create(upstream: Upstream, audit: AuditEvent, approved?: ApprovedDraft): Promise<void>
  /**
   * In place of the version that `next` has, with the one after it; false if that one has changed meanwhile, or is gone.
   * What is known of its fetches stays as long as it comes from the same place, its health as long as the same address
   * is probed.
   */
  replace(next: Upstream, audit: AuditEvent, approved?: ApprovedDraft): Promise<boolean>
  /**
   * Its method is off from the time of the entry on, so that nothing counts any more that it proved. False if it was not
   * there in this version.
   */
  remove(upstream: Pick<Upstream, 'name' | 'version'>, audit: AuditEvent, approved?: ApprovedDraft): Promise<boolean>
  /** What a fetch came to: neither a new version nor an audit entry. Nothing is noted of one that came another time. */
  noteFetches(upstream: Pick<Upstream, 'id' | 'source'>, fetches: UpstreamFetches): Promise<void>
  /** What a probe came to, in the same manner. Nothing is noted where another address is probed by now. */
  noteHealth(upstream: Pick<Upstream, 'id' | 'settings'>, health: UpstreamHealth): Promise<void>
}
