import { setImmediate } from 'node:timers/promises'
import { BEGINNING, markHolds, markOf, type AuditRecord } from '../../domain/audit-chain.js'
import type { Duration } from '../../domain/instant.js'
import { createWalk, type AuditFault } from './chain-walk.js'
import type { SealDeps } from './seal-entries.js'

/** What retention did. */
export interface Forgotten {
  /** How many entries it took away. */
  readonly count: number
  /** The last of them; null if there was none. */
  readonly seq: number | null
  /** What did not hold in what it took away, or would have. */
  readonly faults: readonly AuditFault[]
}

const AT_ONCE = 500

/** More are counted by nobody. */
const FAULTS = 10

/**
 * Takes away the oldest sealed entries that are older than `keep`, and leaves a signed checkpoint, from which the chain is
 * verified on. Nothing is done beside a head or a checkpoint that is not the broker's, and nothing that does not hold is the
 * last that goes: that is looked into first. Throws as a store does.
 */
export async function forgetEntries(deps: SealDeps, keep: Duration, signal?: AbortSignal): Promise<Forgotten> {
  const before = new Date(deps.clock.now() - keep).toISOString()
  let forgotten: Forgotten = { count: 0, seq: null, faults: [] }
  while (signal?.aborted !== true) {
    const step = await forgetSome(deps, before)
    if (step === null) return forgotten
    forgotten = {
      count: forgotten.count + step.count,
      seq: step.seq ?? forgotten.seq,
      faults: [...forgotten.faults, ...step.faults].slice(0, FAULTS),
    }
    if (step.count === 0) return forgotten
    // Between two steps, logins go on.
    await setImmediate()
  }
  return forgotten
}

async function forgetSome({ chain, mac, clock }: SealDeps, before: string): Promise<Forgotten | null> {
  const { head, checkpoint } = await chain.state()
  // check: retention-goes-on-from-marks-of-the-broker
  const areOurs = head && markHolds('head', head, mac) && (!checkpoint || markHolds('checkpoint', checkpoint, mac))
  if (!areOurs) return null
  const start = checkpoint ?? BEGINNING
  const walk = createWalk(start, head.earlier, mac)
  const leading = leadingOld(await chain.sealed(start.seq, AT_ONCE), before, head.seq)
  const judged = leading.map((entry) => ({ entry, faults: walk.step(entry) }))
  // The age of an entry that does not hold is whatever somebody wrote there: only one that holds, and stands behind it,
  // tells that its time is over. Else the broker itself would take away what shows the change, with its signature.
  // check: retention-ends-with-an-entry-that-holds
  const old = judged.slice(0, judged.findLastIndex(({ faults }) => faults.length === 0) + 1)
  const last = old.at(-1)?.entry
  if (!last) return judged.length > 0 ? keptBack(judged.flatMap(({ faults }) => faults)) : null
  const mark = {
    seq: last.seq ?? 0,
    seal: last.seal ?? '',
    earlier: head.earlier,
    at: new Date(clock.now()).toISOString(),
  }
  const isMine = await chain.forget(markOf('checkpoint', mark, mac), checkpoint)
  return isMine ? { count: old.length, seq: mark.seq, faults: old.flatMap(({ faults }) => faults) } : null
}

const keptBack = (faults: readonly AuditFault[]): Forgotten => ({ count: 0, seq: null, faults })

/** The chain loses its first entries alone, so the first that is to stay keeps all behind it. */
function leadingOld(entries: readonly AuditRecord[], before: string, upTo: number): readonly AuditRecord[] {
  const stays = entries.findIndex(({ at, seq }) => at >= before || seq === null || !(seq <= upTo))
  return stays < 0 ? entries : entries.slice(0, stays)
}
