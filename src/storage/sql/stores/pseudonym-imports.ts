import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { PseudonymImports, PseudonymRow, SeedOf } from '../../../domain/ports/pseudonym-imports.js'
import { type Database, runOn, type Statement } from '../database.js'
import { DraftEntity } from '../entities/draft-entity.js'
import { EarlierPseudonymEntity, ProposedPseudonymEntity } from '../entities/pseudonym-entities.js'
import { placesOf, writeRows } from '../many-rows.js'
import { closeDraft } from './draft-store.js'
import { knownPseudonyms } from './known-pseudonyms.js'
import { accountIdShape, checkedRow, inChunks, isStorable } from './rows.js'
import { writeAudit } from './write-audit.js'

/** Pseudonyms of an earlier IdP in SQL. */
export const createPseudonymImports = (database: Database, stamp: AuditStamp): PseudonymImports => ({
  propose: (draft, proposed, audit) =>
    database.write(async (rows) => {
      await rows.insert(DraftEntity, { ...draft, content: draft.content })
      const all = proposed.map(({ line, account, value }) => ({ draft: draft.id, line, accountId: account, value }))
      for (const chunk of inChunks(all)) await writeRows(rows, ProposedPseudonymEntity, chunk, { overwrite: false })
      await writeAudit(rows, [audit], stamp)
    }),
  known: (sector, proposed) => database.read((rows) => knownPseudonyms(rows, sector, proposed)),
  proposed: (draft) => database.read((rows) => proposedIn(rows, draft)),
  countProposed: async (draft) => {
    const [found] = isStorable(draft) ? await database.ask({ text: COUNT, values: [draft] }) : []
    return Number(found?.['count'] ?? 0)
  },
  countIn: async (sector) => {
    const [found] = await database.ask({ text: COUNT_IN, values: [sector] })
    return Number(found?.['count'] ?? 0)
  },
  approve: (sector, approval, judge) =>
    database.write(async (rows) => {
      const proposed = await proposedIn(rows, approval.draft)
      const entries = judge(proposed, await knownPseudonyms(rows, sector, proposed))
      await closeDraft(rows, approval)
      const named = proposed.map(({ account, value }) => ({
        accountId: account,
        earlierSector: sector,
        earlierValue: value,
      }))
      for (const chunk of inChunks(named)) {
        // The keys of this table decide: whoever is faster between a look and the writing leaves nothing half done.
        await writeRows(rows, EarlierPseudonymEntity, chunk, { overwrite: false })
        // check: an-import-raises-the-version-of-its-accounts
        await runOn(rows, raising(chunk.map(({ accountId }) => accountId)))
      }
      await writeAudit(rows, entries, stamp)
    }),
  seeds: () => seedsOf(database),
})

const COUNT = 'SELECT COUNT(*) AS "count" FROM proposed_pseudonym WHERE draft = $1'

const COUNT_IN = 'SELECT COUNT(*) AS "count" FROM earlier_pseudonym WHERE earlier_sector = $1'

const PROPOSED = 'SELECT line, account_id, value FROM proposed_pseudonym WHERE draft = $1 ORDER BY line'

const proposedShape = z
  .object({ line: z.int(), account_id: accountIdShape, value: z.string() })
  .transform(({ line, account_id: account, value }): PseudonymRow => ({ line, account, value }))

async function proposedIn(rows: EntityManager, draft: string): Promise<readonly PseudonymRow[]> {
  const found = await runOn(rows, { text: PROPOSED, values: [draft] })
  return found.map((row) => checkedRow(proposedShape, row, `proposed_pseudonym ${draft}`))
}

const raising = (accounts: readonly string[]): Statement => ({
  text: `UPDATE account SET version = version + 1 WHERE id IN ${placesOf(accounts.length)}`,
  values: [...accounts],
})

/** Rows that are read in one go. */
const PAGE = 2000

const SEEDS = `SELECT id AS name, id AS account, pseudonym_seed AS seed FROM account WHERE id > $1 ORDER BY id LIMIT $2`
// A phone is known by its own id where nobody has an account (RULES: The pass 6).
const PHONES = 'SELECT id AS name, NULL AS account, id AS seed FROM pass_device WHERE id > $1 ORDER BY id LIMIT $2'

const seedShape = z.object({ name: z.string(), account: accountIdShape.nullable(), seed: z.string() })

async function* seedsOf(database: Database): AsyncGenerator<readonly SeedOf[]> {
  for (const text of [SEEDS, PHONES]) {
    for (let after = ''; ;) {
      const found = await database.ask({ text, values: [after, PAGE] })
      const page = found.map((row) => checkedRow(seedShape, row, 'seeds of pseudonyms'))
      yield page.map(({ account, seed }) => ({ account, seed }))
      const last = page.at(-1)
      if (!last || page.length < PAGE) break
      after = last.name
    }
  }
}
