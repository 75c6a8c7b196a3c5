import { setImmediate } from 'node:timers/promises'
import {
  BEGINNING,
  markHolds,
  markOf,
  sealingsAfter,
  type AuditMark,
  type AuditRecord,
  type ChainEnd,
} from '../../domain/audit-chain.js'
import type { AuditChain, ChainState } from '../../domain/ports/audit-chain.js'
import type { AuditMac } from '../../domain/ports/audit-stamp.js'
import type { Clock } from '../../domain/ports/clock.js'

export interface SealDeps {
  readonly chain: AuditChain
  readonly mac: AuditMac
  readonly clock: Clock
  /** Hears that the head is gone, or not the broker's, behind this number. */
  readonly lost?: (seq: number) => void
}

/** Entries that are sealed in one go: on SQLite, this process does nothing else meanwhile. */
const AT_ONCE = 250

/** Goes in one call, lest a run should never end. */
const MOST_GOES = 800

/**
 * Seals what has no seal yet, oldest first, in goes of which each is done as a whole or not at all; `signal` ends it
 * between two. Returns the head, null where nothing was ever written. Whoever else seals at the same time: each number is
 * given once, and no chain forks. Throws as a store does.
 */
export async function sealEntries(deps: SealDeps, signal?: AbortSignal): Promise<AuditMark | null> {
  let head: AuditMark | null = null
  for (let go = 0; go < MOST_GOES && signal?.aborted !== true; go += 1) {
    const state = await deps.chain.state()
    head = state.head
    const next = await nextGo(endOf(state, deps.mac), deps)
    if (next === null) return head
    if (isLost(state, deps.mac)) deps.lost?.(state.last)
    const moved = markOf('head', { ...next.end, at: new Date(deps.clock.now()).toISOString() }, deps.mac)
    const isMine = await deps.chain.seal(next.sealings, moved, state.head)
    if (isMine) head = moved
    if (isMine && next.sealings.length < AT_ONCE && next.end.earlier !== null) return head
    // Between two goes, logins go on.
    await setImmediate()
  }
  return head
}

const isLost = ({ head, last }: ChainState, macs: AuditMac): boolean =>
  head === null ? last > 0 : !markHolds('head', head, macs)

/** How far the chain goes, and whether entries without a MAC are still to be sealed. */
interface End extends ChainEnd {
  readonly earlier: number | null
}

/**
 * Where the chain goes on. A head that is lost or not ours, and numbers beyond it, are never smoothed over: the chain goes
 * on behind a gap, which stays, and tells whoever verifies.
 */
function endOf({ head, checkpoint, last }: ChainState, macs: AuditMac): End {
  const isOurs = head !== null && markHolds('head', head, macs)
  if (isOurs) return { ...head, seq: Math.max(head.seq, last) }
  const known = Math.max(last, checkpoint?.seq ?? 0)
  if (known === 0 && head === null) return { ...BEGINNING, earlier: null }
  // check: a-lost-head-leaves-a-gap
  return { seq: known + 1, seal: BEGINNING.seal, earlier: known }
}

async function nextGo(end: End, { chain, mac }: SealDeps) {
  if (end.earlier === null) {
    // check: entries-without-a-mac-are-sealed-before-all-others
    const before = await chain.unsealed(AT_ONCE, { earlier: true })
    if (before.length > 0) return goOf(end, null, before, mac)
  }
  const entries = await chain.unsealed(AT_ONCE)
  return entries.length === 0 ? null : goOf(end, end.earlier ?? end.seq, entries, mac)
}

function goOf(end: End, earlier: number | null, entries: readonly AuditRecord[], mac: AuditMac) {
  const sealings = sealingsAfter(end, entries, mac)
  const { seq, seal } = sealings.at(-1) ?? end
  return { sealings, end: { seq, seal, earlier } }
}
