import type { EntityManager } from 'typeorm'
import type { AccountId } from '../../../domain/ids.js'
import { accountId } from '../../../domain/ids.js'
import type { Instant } from '../../../domain/instant.js'
import type { PseudonymRow, PseudonymsKnown } from '../../../domain/ports/pseudonym-imports.js'
import { type Row, runOn } from '../database.js'
import { placesOf } from '../many-rows.js'
import { inChunks, isStorable } from './rows.js'

/** What stands against these rows of a sector, as a transaction sees it. */
export async function knownPseudonyms(
  rows: EntityManager,
  sector: string,
  proposed: readonly PseudonymRow[],
): Promise<PseudonymsKnown> {
  const ids = proposed.map(({ account }): string => account)
  const values = proposed.map(({ value }) => value)
  const found = await perChunk(rows, ids, [], (places) => `SELECT id, created_at FROM account WHERE id IN ${places}`)
  const [named, taken] = [
    await perChunk(rows, ids, [sector], (places) => `SELECT account_id AS it ${OF_SECTOR} account_id IN ${places}`),
    await perChunk(
      rows,
      values,
      [sector],
      (places) => `SELECT earlier_value AS it ${OF_SECTOR} earlier_value IN ${places}`,
    ),
  ]
  const [used] = await runOn(rows, { text: USED, values: [sector] })
  const isUsed = used !== undefined
  return {
    accounts: new Map(found.map(({ id, created_at: at }) => [accountId(String(id)), Date.parse(String(at))])),
    named: accountsIn(named),
    taken: new Set(taken.map(({ it }) => String(it))),
    answered: isUsed ? await answeredIn(rows, ids, sector) : new Set(),
    unclear: isUsed ? await unclearSince(rows, ids, String(used['first_used_at'])) : new Set(),
    logSince: isUsed ? await logSince(rows, String(used['first_used_at'])) : null,
  }
}

const OF_SECTOR = 'FROM earlier_pseudonym WHERE earlier_sector = $1 AND'

const USED = 'SELECT first_used_at FROM sector_used WHERE sector = $1'

const accountsIn = (found: readonly Row[]): ReadonlySet<AccountId> =>
  new Set(found.map(({ it }) => accountId(String(it))))

async function perChunk(
  rows: EntityManager,
  all: readonly string[],
  first: readonly string[],
  text: (places: string) => string,
): Promise<Row[]> {
  const found: Row[] = []
  for (const chunk of inChunks(all.filter(isStorable))) {
    const places = placesOf(chunk.length, first.length)
    found.push(...(await runOn(rows, { text: text(places), values: [...first, ...chunk] })))
  }
  return found
}

/** What an entry says of the sector, as JSON in text: one that only quotes it counts too. */
const ANSWERED = `SELECT DISTINCT subject AS it FROM audit_entries WHERE action = 'login.answered' AND`

const answeredIn = async (rows: EntityManager, ids: readonly string[], sector: string) =>
  accountsIn(
    await perChunk(
      rows,
      ids,
      [`%"sector":${JSON.stringify(sector).replace(/[!%_]/g, '!$&')}%`],
      (places) => `${ANSWERED} "after" LIKE $1 ESCAPE '!' AND subject IN ${places}`,
    ),
  )

/** Entries of earlier versions name the service alone, which may have been in another sector then. */
const unclearSince = async (rows: EntityManager, ids: readonly string[], since: string) =>
  accountsIn(
    await perChunk(
      rows,
      ids,
      [since],
      (places) => `${ANSWERED} "at" >= $1 AND "after" NOT LIKE '%"sector":%' AND subject IN ${places}`,
    ),
  )

/** Since when the log is whole, where the sector is older than that; null: it is whole for the sector. */
async function logSince(rows: EntityManager, firstUsed: string): Promise<Instant | null> {
  const [checkpoint] = await runOn(rows, { text: "SELECT 1 FROM audit_mark WHERE name = 'checkpoint'", values: [] })
  if (!checkpoint) return null
  const [oldest] = await runOn(rows, { text: 'SELECT MIN("at") AS since FROM audit_entries', values: [] })
  const since = oldest?.['since']
  // With nothing left in the log, it tells of nobody.
  if (typeof since !== 'string') return Number.POSITIVE_INFINITY
  return firstUsed < since ? Date.parse(since) : null
}
