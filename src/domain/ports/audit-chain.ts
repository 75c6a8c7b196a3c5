import type { TenantId } from '../ids.js'
import type { AuditMark, AuditRecord, Sealing } from '../audit-chain.js'

/** Both marks and the highest number in the table, as they stand at one moment. */
export interface ChainState {
  readonly head: AuditMark | null
  readonly checkpoint: AuditMark | null
  readonly last: number
}

/** What a look-up asks for; what is null or absent does not matter. Times are ISO 8601 in UTC. */
export interface AuditFilter {
  /** From this moment on. */
  readonly since?: string | null
  /** Before this moment. */
  readonly until?: string | null
  /** Whose entries alone; absent: everybody's, and those that are nobody's. */
  readonly tenant?: TenantId | null
  readonly actor?: string | null
  readonly action?: string | null
  readonly subject?: string | null
  /** The entityID of a service that the entry is about, or names. */
  readonly service?: string | null
  /** It is one of these; an entry is found by an index on it. */
  readonly subjects?: readonly string[] | null
  /** The service that the entry names in `after`; found by an index, unlike `service`. */
  readonly naming?: string | null
  /** An error id that the entry names. */
  readonly errorId?: string | null
}

/** Where a page of entries in the order of time begins: behind this entry. */
export type Place = Pick<AuditRecord, 'at' | 'id'>

/** The audit log as a chain of seals: read in pages, and never by who waits for a login. Throws `BrokerError` as a store does. */
export interface AuditChain {
  state(): Promise<ChainState>
  /** Sealed entries behind this number, in the order of the chain. */
  sealed(after: number, most: number): Promise<readonly AuditRecord[]>
  /** Entries without a seal, oldest first; `earlier`: those without a MAC alone. */
  unsealed(
    most: number,
    options?: { readonly earlier?: boolean; readonly after?: Place },
  ): Promise<readonly AuditRecord[]>
  /**
   * Adds these numbers and seals, and moves the head from `before` to `head`: all of it or nothing. False, and nothing
   * is changed, if the head is another one by now.
   */
  seal(sealings: readonly Sealing[], head: AuditMark, before: AuditMark | null): Promise<boolean>
  /**
   * Takes away every sealed entry up to the one that `checkpoint` names, and leaves that mark in place of `before`: all
   * of it or nothing. False, and nothing is changed, if the checkpoint is another one by now.
   */
  forget(checkpoint: AuditMark, before: AuditMark | null): Promise<boolean>
  /** Entries that the filter lets through, in the order of time, behind `after`; `newest`: from the end backwards. */
  find(
    filter: AuditFilter,
    page: { readonly most: number; readonly after: Place | null; readonly order: 'oldest' | 'newest' },
  ): Promise<readonly AuditRecord[]>
}
