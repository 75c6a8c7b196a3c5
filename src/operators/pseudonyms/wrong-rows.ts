import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { WrongRow } from './row-faults.js'

/** So many are told. */
const TOLD = 20

/** Throws `Refused` with the first of them: one bad row refuses the file. */
export function refuseRows(wrong: readonly WrongRow[]): void {
  if (wrong.length === 0) return
  const rows = wrong.toSorted((one, other) => one.line - other.line).slice(0, TOLD)
  // check: one-bad-row-refuses-the-file
  throw new Refused(refusal('pseudonym-rows', { rows, more: wrong.length - rows.length }))
}
