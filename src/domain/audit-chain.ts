import type { AuditMac } from './ports/audit-stamp.js'

/** An entry of the audit log, each column as it is stored: what its MAC is made of, whoever may have changed it since. */
export interface AuditRecord {
  readonly id: string
  /** ISO 8601, as it stands there. */
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  /** Null in entries from before there was a key for it. */
  readonly mac: string | null
  /** Its place in the chain, from 1 on; null until it is sealed, `NaN` where what stands there is no number. */
  readonly seq: number | null
  readonly seal: string | null
}

type Written = Omit<AuditRecord, 'mac' | 'seq' | 'seal'>

/**
 * What the MAC of an entry is made of: a JSON array (ECMA-262, JSON.stringify, no white space) of the name of this form
 * and the columns in their order, as they are stored. JSON quotes each, so that no text can be moved from one to the
 * next. A change of this form is a new name.
 */
export const entryText = ({ id, at, actor, action, subject, before, after }: Written): string =>
  // check: the-mac-of-an-audit-entry-covers-every-field
  JSON.stringify(['servicekonto audit 1', id, at, actor, action, subject, before, after])

/** Whether the entry is as its writer wrote it; null for one from before entries had a MAC. */
export const entryHolds = (entry: AuditRecord, macs: AuditMac): boolean | null =>
  entry.mac === null ? null : macs.holds(entryText(entry), entry.mac)

/** The last entry that something goes up to, and the seal that the next one follows. */
export interface ChainEnd {
  readonly seq: number
  readonly seal: string
}

/** Where a chain begins that has no entry yet. */
export const BEGINNING: ChainEnd = { seq: 0, seal: '' }

/** The names of forms differ, so that no MAC of one thing is a MAC of another. */
function sealText(previous: string, seq: number, entry: AuditRecord): string {
  // An entry without a MAC is sealed with all that it says.
  const what = entry.mac ?? entryText(entry)
  // check: a-seal-follows-the-one-before
  return JSON.stringify(['servicekonto audit seal 1', previous, seq, entry.id, entry.mac === null, what])
}

/** An entry's place in the chain. */
export interface Sealing extends ChainEnd {
  readonly id: string
}

/** Numbers and seals for these entries, behind `end`. */
export function sealingsAfter(end: ChainEnd, entries: readonly AuditRecord[], macs: AuditMac): readonly Sealing[] {
  let { seq, seal } = end
  return entries.map((entry) => {
    seq += 1
    seal = macs.make(sealText(seal, seq, entry))
    return { id: entry.id, seq, seal }
  })
}

/** Whether the seal of this entry is the one that follows `previous`. */
export const sealHolds = (previous: string, entry: AuditRecord, macs: AuditMac): boolean =>
  // check: a-seal-is-of-the-key
  entry.seal !== null && macs.holds(sealText(previous, entry.seq ?? 0, entry), entry.seal)

/** What is kept beside the table: the end of the chain, and the last entry that retention took away. */
export type MarkName = 'head' | 'checkpoint'

/** A mark, as it is stored. */
export interface AuditMark extends ChainEnd {
  /** The last entry that may lack a MAC: those from before there was one. Null while they are being sealed. */
  readonly earlier: number | null
  readonly at: string
  readonly mac: string
}

const markText = (name: MarkName, { seq, seal, earlier, at }: Omit<AuditMark, 'mac'>): string =>
  JSON.stringify(['servicekonto audit mark 1', name, seq, seal, earlier, at])

/** The mark with its MAC. */
export const markOf = (name: MarkName, mark: Omit<AuditMark, 'mac'>, macs: AuditMac): AuditMark => ({
  ...mark,
  mac: macs.make(markText(name, mark)),
})

/** Whether the broker itself left this mark, under this name. */
export const markHolds = (name: MarkName, mark: AuditMark, macs: AuditMac): boolean =>
  // check: a-mark-of-the-audit-is-the-brokers
  macs.holds(markText(name, mark), mark.mac)
