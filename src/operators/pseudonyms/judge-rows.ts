import { hasDerivedForm } from '../../domain/earlier-pseudonym.js'
import { days } from '../../domain/instant.js'
import type { PseudonymRow, PseudonymsKnown } from '../../domain/ports/pseudonym-imports.js'
import type { PseudonymDeps } from './pseudonym-deps.js'
import type { RowFault, WrongRow } from './row-faults.js'

/** The rows that do not go with what is stored (RULES: Identity 3). */
export const wrongAmong = (rows: readonly PseudonymRow[], known: PseudonymsKnown): readonly WrongRow[] =>
  rows.flatMap((row) => {
    const fault = faultOf(row, known)
    return fault ? [{ line: row.line, fault }] : []
  })

/** Clocks of several instances are not one: an account of this moment counts as older than the log. */
const MARGIN = days(1)

function faultOf({ account, value }: PseudonymRow, known: PseudonymsKnown): RowFault | null {
  const since = known.accounts.get(account)
  // check: a-pseudonym-is-imported-for-an-account-that-there-is
  if (since === undefined) return 'account-unknown'
  // check: an-account-has-one-imported-pseudonym-in-a-sector
  if (known.named.has(account)) return 'account-named'
  // check: an-imported-pseudonym-is-one-accounts
  if (known.taken.has(value)) return 'value-taken'
  // check: an-account-that-was-answered-keeps-its-pseudonym
  if (known.answered.has(account)) return 'account-answered'
  // check: what-cannot-be-excluded-counts-as-answered
  if (known.unclear.has(account)) return 'account-unclear'
  // check: what-the-log-tells-no-more-counts-as-answered
  return known.logSince !== null && since < known.logSince + MARGIN ? 'account-unclear' : null
}

/**
 * The rows whose value is what the broker itself calls somebody else in the sector: who got it would be that other one to
 * every service there. Only values of that form are looked for, among everybody.
 */
export async function derivedAmong(
  rows: readonly PseudonymRow[],
  sector: string,
  { imports, pseudonyms }: Pick<PseudonymDeps, 'imports' | 'pseudonyms'>,
): Promise<readonly WrongRow[]> {
  const suspected = new Map(rows.filter(({ value }) => hasDerivedForm(value)).map((row) => [row.value, row]))
  if (suspected.size === 0) return []
  const house = await pseudonyms()
  const wrong: WrongRow[] = []
  for await (const page of imports.seeds()) {
    for (const { account, seed } of page) {
      const row = suspected.get(house.derived(seed, sector))
      // check: nobody-is-given-what-another-is-called
      if (row && row.account !== account) wrong.push({ line: row.line, fault: 'value-derived' })
    }
  }
  return wrong
}
