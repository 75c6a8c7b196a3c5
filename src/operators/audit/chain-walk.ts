import { entryHolds, sealHolds, type AuditRecord } from '../../domain/audit-chain.js'
import type { AuditMac } from '../../domain/ports/audit-stamp.js'

/** What does not hold in the log, and where: at a number, or at an entry that has none. */
export type AuditFault =
  /** The entry is not what its writer wrote; its seal is of the entry as it was written. */
  | { readonly kind: 'changed'; readonly seq: number; readonly id: string }
  /** Neither the entry nor its seal is the broker's. */
  | { readonly kind: 'inserted'; readonly seq: number | null; readonly id: string }
  /** The entry is as it was written, and does not follow the one before it. */
  | { readonly kind: 'moved'; readonly seq: number; readonly id: string }
  /** Entries are missing, from `seq` to `until`. */
  | { readonly kind: 'removed'; readonly seq: number; readonly until: number }
  /** The last entries are missing: the head knows of them. */
  | { readonly kind: 'cut-off'; readonly seq: number; readonly until: number }
  /** There are numbers that the head does not know of. */
  | { readonly kind: 'beyond-head'; readonly seq: number; readonly id: string }
  /** What is kept beside the table is gone, or not the broker's. */
  | { readonly kind: 'head-lost'; readonly seq: number }
  | { readonly kind: 'head-forged'; readonly seq: number }
  | { readonly kind: 'checkpoint-forged'; readonly seq: number }
  /** The log of the broker tells of another entry under this number. */
  | { readonly kind: 'log-differs'; readonly seq: number }
  /** The log of the broker tells of an entry behind the end. */
  | { readonly kind: 'log-goes-on'; readonly seq: number }
  /** Entries that nobody has sealed in time. */
  | { readonly kind: 'unsealed'; readonly seq: null; readonly id: string; readonly count: number }

/** Where a walk begins: behind this number. The seal is null where nobody knows it. */
export interface WalkStart {
  readonly seq: number
  readonly seal: string | null
}

export interface Walk {
  /** What does not hold at this entry, which is the next one. */
  step(entry: AuditRecord): readonly AuditFault[]
  /** The number of the last entry. */
  last(): number
  /** Goes on from here, since everything before was taken away rightly. */
  goOnFrom(start: WalkStart): void
}

/** Follows the chain, entry by entry. `earlier`: up to which number entries may lack a MAC. */
export function createWalk(start: WalkStart, earlier: number | null, macs: AuditMac): Walk {
  let previous = start
  const judged = (entry: AuditRecord, seq: number, seal: string | null): readonly AuditFault[] => {
    // check: an-entry-without-a-mac-is-of-before
    const isWritten = entryHolds(entry, macs) ?? (earlier === null || seq <= earlier)
    // check: each-entry-follows-the-one-before
    const follows = seal === null ? null : sealHolds(seal, entry, macs)
    if (isWritten && follows !== false) return []
    // The seal of an entry without a MAC is of all that it says.
    const isChanged = isWritten ? entry.mac === null : follows !== false
    return [{ kind: isChanged ? 'changed' : isWritten ? 'moved' : 'inserted', seq, id: entry.id }]
  }
  return {
    step(entry) {
      const { id, seq } = entry
      if (seq === null || !Number.isSafeInteger(seq) || seq <= previous.seq)
        return [{ kind: 'inserted', seq: null, id }]
      // check: a-gap-is-a-removal
      const isNext = seq === previous.seq + 1
      const gap: AuditFault[] = isNext ? [] : [{ kind: 'removed', seq: previous.seq + 1, until: seq - 1 }]
      const faults = judged(entry, seq, isNext ? previous.seal : null)
      previous = { seq, seal: entry.seal }
      return [...gap, ...faults]
    },
    last: () => previous.seq,
    goOnFrom: (from) => void (previous = from),
  }
}
