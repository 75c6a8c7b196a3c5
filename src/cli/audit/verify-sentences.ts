import type { AuditFault } from '../../operators/audit/chain-walk.js'
import type { Verified } from '../../operators/audit/verify-log.js'
import { oneLine } from '../../operators/told/audit-sentences.js'

const span = (from: number, until: number): string =>
  from === until ? `entry ${from} is` : `entries ${from} to ${until} are`

type FaultWords = { readonly [Kind in AuditFault['kind']]: (fault: Extract<AuditFault, { kind: Kind }>) => string }

/** What is wrong there, and what it means. */
const SENTENCES: FaultWords = {
  changed: ({ seq }) => `entry ${seq} was changed: it is not what its writer wrote`,
  inserted: ({ seq, id }) =>
    `${seq === null ? `the entry ${id}` : `entry ${seq}`} was inserted by somebody who has no key: the broker wrote no such entry`,
  moved: ({ seq }) =>
    `entry ${seq} is as it was written, but does not follow the one before it: the seals or the order were changed`,
  removed: ({ seq, until }) => `${span(seq, until)} missing: somebody has removed what stood there`,
  'cut-off': ({ seq, until }) =>
    `${span(seq, until)} missing: somebody has cut off the end, of which the head still tells`,
  'beyond-head': ({ seq }) =>
    `entry ${seq} is beyond the head: it was inserted, or the head in the table audit_mark was set back`,
  'head-lost': ({ seq }) =>
    `the head in the table audit_mark is gone, the last entry that is there is ${seq}: nobody can tell whether more stood behind it`,
  'head-forged': ({ seq }) =>
    `the head in the table audit_mark is not the broker's, the last entry is ${seq}: nobody can tell whether more stood behind it`,
  'checkpoint-forged': ({ seq }) =>
    `the checkpoint at ${seq} in the table audit_mark is not the broker's: nobody can tell whether retention took away what stood before`,
  'log-differs': ({ seq }) =>
    `the broker's log has another seal for entry ${seq}: the log in the database was replaced from there or before`,
  'log-goes-on': ({ seq }) =>
    `the broker's log knows of entry ${seq}, the database does not: its end was cut off and the head set back`,
  unsealed: ({ id, count }) =>
    `${count === 1 ? 'an entry has' : `${count} entries have`} waited for a seal for more than 10 s, the first is ${id}: no broker is running that seals`,
}

/** The compiler does not see by itself that a fault goes with the words of its kind. */
const sentence = (fault: AuditFault): string =>
  (SENTENCES as Readonly<Record<AuditFault['kind'], (told: AuditFault) => string>>)[fault.kind](fault)

/** The fault in one line. */
export const faultSentence = (fault: AuditFault): string => oneLine(sentence(fault))

/** Where it is: its number, or its id where it has none. */
export const faultPlace = (fault: AuditFault): string => oneLine(fault.seq === null ? fault.id : String(fault.seq))

/** CONTRACT: audit verify --json. */
export function verifyDocument({ first, ...rest }: Verified) {
  const place = first && { ...first, first: first.seq ?? faultPlace(first), message: faultSentence(first) }
  return { holds: first === null, ...rest, first: place }
}

/** What was looked at, line by line. */
export function verifyLines({ entries, withoutMac, waiting, head, checkpoint, logHeads, faults, first }: Verified) {
  const kinds = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`)
  return [
    ...(first === null ? [] : [`first: ${faultPlace(first)}`, faultSentence(first), `faults: ${kinds.join(', ')}`]),
    `entries: ${entries}${withoutMac === 0 ? '' : `, of these ${withoutMac} from before entries had a MAC`}`,
    `waiting for their seal: ${waiting}`,
    head ? `head: ${head.seq} ${head.seal}` : 'head: none',
    ...(checkpoint
      ? [`before: entries up to ${checkpoint.seq} were taken away by retention, last ${checkpoint.at}`]
      : []),
    ...(logHeads === 0 ? [] : [`heads in the log: ${logHeads}`]),
    ...(first === null ? ['the audit log holds'] : []),
  ]
}
