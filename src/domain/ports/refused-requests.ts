import type { TenantId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { RefusedRequest } from '../refused-request.js'

/** How many refused requests are kept; of those whose sender is only claimed, which anybody can send, not as many. */
export interface MostRefused {
  readonly all: number
  readonly claimed: number
}

/** Refused requests, each by its error id, on all instances alike. */
export interface RefusedRequestStore {
  /** Adds these, and drops the oldest beyond `most`. */
  keep(requests: readonly RefusedRequest[], most: MostRefused): Promise<void>
  /** `tenant`: of its services alone, as they were its when the request came; null: whosever. */
  find(errorId: string, tenant: TenantId | null): Promise<RefusedRequest | null>
  /** The same of those that have this ID, or whose Response has it; newest first, a few. */
  findByMessage(id: string, tenant: TenantId | null): Promise<readonly RefusedRequest[]>
  /** Forgets those from before this time; gives how many. */
  forget(before: Instant): Promise<number>
}

/**
 * A request was refused. `isProven`: its sender was checked before. `make` is asked only if there is room to keep it.
 * Nobody waits for it, and it throws nothing.
 */
export type NoteRefused = (isProven: boolean, make: () => RefusedRequest) => void
