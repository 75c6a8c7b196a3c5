import type { AuditRecord, ChainEnd } from '../../domain/audit-chain.js'
import type { AuditFault, WalkStart } from './chain-walk.js'

/** The heads that the broker's log tells of, compared with the chain while it is walked. */
export interface LogHeads {
  /** What does not agree at this entry; entries come in the order of the chain. */
  at(entry: AuditRecord): readonly AuditFault[]
  /** What does not agree behind the end of the chain. */
  beyond(end: number): readonly AuditFault[]
}

/** Entries up to `start` are gone rightly; the last of them is known by its seal. */
export function createLogHeads(heads: readonly ChainEnd[], start: WalkStart): LogHeads {
  const inOrder = heads.toSorted((one, other) => one.seq - other.seq)
  const differs = ({ seq, seal }: ChainEnd, than: string | null): readonly AuditFault[] =>
    // check: a-head-in-the-log-is-the-entry-in-the-table
    seal === than ? [] : [{ kind: 'log-differs', seq }]
  let next = inOrder.findIndex(({ seq }) => seq >= start.seq)
  if (next < 0) next = inOrder.length
  const upTo = (seq: number, seal: string | null): readonly AuditFault[] => {
    const faults: AuditFault[] = []
    for (; ; next += 1) {
      const head = inOrder[next]
      if (!head || head.seq > seq) return faults
      // One of a number that is missing tells nothing more than the gap.
      if (head.seq === seq) faults.push(...differs(head, seal))
    }
  }
  const atStart = start.seq > 0 && start.seal !== null ? upTo(start.seq, start.seal) : []
  let isTold = false
  const first = (): readonly AuditFault[] => {
    const faults = isTold ? [] : atStart
    isTold = true
    return faults
  }
  return {
    at({ seq, seal }) {
      return seq === null ? [] : [...first(), ...upTo(seq, seal)]
    },
    beyond(end) {
      const head = inOrder.find(({ seq }) => seq > end)
      // check: a-head-in-the-log-is-in-the-table
      return head ? [...first(), { kind: 'log-goes-on', seq: head.seq }] : first()
    },
  }
}
