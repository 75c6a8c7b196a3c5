import {
  BEGINNING,
  entryHolds,
  markHolds,
  type AuditMark,
  type AuditRecord,
  type ChainEnd,
} from '../../domain/audit-chain.js'
import { seconds } from '../../domain/instant.js'
import type { AuditChain, ChainState, Place } from '../../domain/ports/audit-chain.js'
import type { AuditMac } from '../../domain/ports/audit-stamp.js'
import type { Clock } from '../../domain/ports/clock.js'
import { createWalk, type AuditFault, type Walk, type WalkStart } from './chain-walk.js'
import { createLogHeads, type LogHeads } from './log-heads.js'

export interface VerifyDeps {
  readonly chain: AuditChain
  readonly mac: AuditMac
  readonly clock: Clock
  /** Waits, for a second look. */
  readonly pause: (ms: number) => Promise<void>
}

/** What was found. */
export interface Verified {
  /** Sealed entries that were looked at. */
  readonly entries: number
  /** Of these, those from before entries had a MAC: their seal alone says that they are as they were found. */
  readonly withoutMac: number
  /** Entries that wait for their seal. */
  readonly waiting: number
  readonly head: ChainEnd | null
  /** The last entry that retention took away. */
  readonly checkpoint: (ChainEnd & { readonly at: string }) | null
  /** Heads of the broker's log that were compared. */
  readonly logHeads: number
  /** How many faults of each kind. */
  readonly faults: Readonly<Partial<Record<AuditFault['kind'], number>>>
  readonly first: AuditFault | null
}

const AT_ONCE = 1000

/** Who looks at an entry longer after its writing finds it sealed (RULES: Operators 1). */
const SEALED_WITHIN = seconds(10)

/** The job that seals has come round by then, and an entry that its writer had to wait for is sealed. */
const SECOND_LOOK = seconds(4)

/**
 * Verifies the whole log, page by page, while it is being written. `heads`: what the broker's log tells of it. Throws as a
 * store does.
 */
export async function verifyLog(deps: VerifyDeps, heads: readonly ChainEnd[] = []): Promise<Verified> {
  const { chain, mac } = deps
  const found = createFindings()
  const state = await chain.state()
  const checkpoint = ours('checkpoint', state.checkpoint, mac)
  const head = ours('head', state.head, mac)
  if (state.checkpoint && !checkpoint) found.add({ kind: 'checkpoint-forged', seq: state.checkpoint.seq })
  const start = checkpoint ?? forgedStart(state)
  const walk = createWalk(start, head ? head.earlier : null, mac)
  const told = createLogHeads(heads, start)
  const counts = await walkAll(walk, { deps, found, told, upTo: head?.seq ?? Infinity, start })
  await judgeEnd({ state, head, walk, found }, deps)
  found.addAll(told.beyond(head?.seq ?? walk.last()))
  const waiting = await judgeUnsealed(head, deps, found)
  return {
    ...counts,
    waiting,
    head: head && { seq: head.seq, seal: head.seal },
    checkpoint: checkpoint && { seq: checkpoint.seq, seal: checkpoint.seal, at: checkpoint.at },
    logHeads: heads.length,
    ...found.all(),
  }
}

const ours = (name: 'head' | 'checkpoint', mark: AuditMark | null, mac: AuditMac): AuditMark | null =>
  mark && markHolds(name, mark, mac) ? mark : null

const forgedStart = ({ checkpoint }: ChainState): WalkStart =>
  checkpoint ? { seq: Number.isSafeInteger(checkpoint.seq) ? checkpoint.seq : 0, seal: null } : BEGINNING

function createFindings() {
  const faults: Partial<Record<AuditFault['kind'], number>> = {}
  let first: AuditFault | null = null
  const add = (fault: AuditFault): void => {
    const count = fault.kind === 'unsealed' ? fault.count : 1
    faults[fault.kind] = (faults[fault.kind] ?? 0) + count
    first ??= fault
  }
  return { add, addAll: (all: readonly AuditFault[]) => all.forEach(add), all: () => ({ faults, first }) }
}

type Findings = ReturnType<typeof createFindings>

interface WalkDeps {
  readonly deps: VerifyDeps
  readonly found: Findings
  readonly told: LogHeads
  readonly upTo: number
  readonly start: WalkStart
}

async function walkAll(walk: Walk, { deps, found, told, upTo, start }: WalkDeps) {
  let [entries, withoutMac, after] = [0, 0, start.seq]
  for (;;) {
    const page = await deps.chain.sealed(after, AT_ONCE)
    for (const entry of page) {
      const seq = entry.seq ?? NaN
      if (seq > upTo) return { entries, withoutMac }
      if (seq > walk.last() + 1) await skipForgotten(walk, deps)
      // Taken away since the page was read.
      if (seq <= walk.last()) continue
      found.addAll(walk.step(entry))
      found.addAll(told.at(entry))
      entries += 1
      if (entry.mac === null) withoutMac += 1
    }
    const last = page.at(-1)?.seq
    if (last == null || Number.isNaN(last) || page.length < AT_ONCE) return { entries, withoutMac }
    after = last
  }
}

/** Retention may have taken entries away since the walk began: then the checkpoint says so. */
async function skipForgotten(walk: Walk, { chain, mac }: VerifyDeps): Promise<void> {
  const checkpoint = ours('checkpoint', (await chain.state()).checkpoint, mac)
  if (checkpoint && checkpoint.seq > walk.last()) walk.goOnFrom(checkpoint)
}

interface Ending {
  readonly state: ChainState
  readonly head: AuditMark | null
  readonly walk: Walk
  readonly found: Findings
}

/** Head and highest number were seen at one moment, so they say the same however much is written meanwhile. */
async function judgeEnd({ state, head, walk, found }: Ending, { chain, mac }: VerifyDeps): Promise<void> {
  if (head === null) {
    const seq = Math.max(walk.last(), state.head?.seq ?? 0)
    // check: a-head-is-there-and-the-brokers
    if (state.head) found.add({ kind: 'head-forged', seq })
    else if (seq > 0) found.add({ kind: 'head-lost', seq })
    return
  }
  const checkpoint = ours('checkpoint', (await chain.state()).checkpoint, mac)
  const reached = Math.max(walk.last(), checkpoint?.seq ?? 0)
  // check: the-head-is-reached
  if (reached < head.seq) found.add({ kind: 'cut-off', seq: walk.last() + 1, until: head.seq })
  // check: nothing-is-beyond-the-head
  if (state.last <= head.seq) return
  const [beyond] = await chain.sealed(head.seq, 1)
  found.add({ kind: 'beyond-head', seq: beyond?.seq ?? state.last, id: beyond?.id ?? '' })
}

/** How many wait for their seal; those that wait for too long are looked at twice, as a writer may have been slow. */
async function judgeUnsealed(head: AuditMark | null, deps: VerifyDeps, found: Findings): Promise<number> {
  const due = new Date(deps.clock.now() - SEALED_WITHIN).toISOString()
  const late = new Set<string>()
  let waiting = 0
  for await (const entry of unsealedOf(deps.chain)) {
    waiting += 1
    const isWritten = entryHolds(entry, deps.mac) ?? (head?.earlier ?? null) === null
    // check: an-entry-is-written-by-the-broker
    if (!isWritten) found.add({ kind: 'inserted', seq: null, id: entry.id })
    else if (entry.at < due && late.size < AT_ONCE) late.add(entry.id)
  }
  if (late.size === 0) return waiting
  await deps.pause(SECOND_LOOK)
  const still: string[] = []
  for await (const { id } of unsealedOf(deps.chain)) if (late.has(id)) still.push(id)
  const [id] = still
  // check: entries-are-sealed-in-time
  if (id !== undefined) found.add({ kind: 'unsealed', seq: null, id, count: still.length })
  return waiting
}

async function* unsealedOf(chain: AuditChain): AsyncGenerator<AuditRecord> {
  let after: Place = { at: '', id: '' }
  for (;;) {
    const page = await chain.unsealed(AT_ONCE, { after })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) return
    after = last
  }
}
