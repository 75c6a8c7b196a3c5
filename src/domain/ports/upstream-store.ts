import type { AuditEvent } from '../audit-event.js'
import type { MethodId } from '../ids.js'
import type { Upstream } from '../upstream.js'

/** The registered upstreams. Every change goes with its audit entry, in one transaction, and raises a revision. */
export interface UpstreamStore {
  /** All of them with the revision that they are of; null: nothing has changed since `known`. */
  readSince(
    known: number | null,
  ): Promise<{ readonly revision: number; readonly upstreams: readonly Upstream[] } | null>
  find(name: MethodId): Promise<Upstream | null>
  /** A new one; its version is 1. Throws `OperatorError('upstream-name')` if another one has its name by now. */
  create(upstream: Upstream, audit: AuditEvent): Promise<void>
  /** In place of the version before it; false if that one has changed meanwhile, or is gone. */
  replace(next: Upstream, audit: AuditEvent): Promise<boolean>
  /** False if it was not there. */
  remove(name: MethodId, audit: AuditEvent): Promise<boolean>
  /** What a fetch found, without an audit entry and without a new version: the document was not taken. */
  noteTrouble(name: MethodId, trouble: string | null): Promise<void>
}
