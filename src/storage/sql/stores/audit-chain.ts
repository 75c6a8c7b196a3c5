import type { AuditMark, AuditRecord, MarkName, Sealing } from '../../../domain/audit-chain.js'
import type { AuditChain, ChainState, Place } from '../../../domain/ports/audit-chain.js'
import { type Database, type Row, runOn, type Statement } from '../database.js'
import { findStatement } from './audit-search.js'

/**
 * The chain of the audit log in SQL. Nothing here holds a lock that the writers of entries wait for: what is read is read
 * statement by statement, and what is changed is changed by the keys of its rows.
 */
export const createAuditChain = (database: Database): AuditChain => ({
  state: async () => stateOf(await database.ask(STATE)),
  sealed: async (after, most) => (await database.ask({ text: SEALED, values: [after, most] })).map(recordOf),
  unsealed: async (most, { earlier = false, after = { at: '', id: '' } } = {}) =>
    (await database.ask(unsealedStatement(earlier, after, most))).map(recordOf),
  seal: (sealings, head, before) => moveMark('head', head, before, { database, after: sealingOf(sealings) }),
  forget: (checkpoint, before) =>
    moveMark('checkpoint', checkpoint, before, {
      database,
      after: { text: { both: `DELETE FROM audit_entries WHERE seq <= $${NEXT}` }, values: [checkpoint.seq] },
    }),
  find: async (filter, page) => (await database.ask(findStatement(filter, page, database.kind))).map(recordOf),
})

const COLUMNS = 'id, "at", actor, action, subject, "before", "after", mac, seq, seal'

const SEALED = `SELECT ${COLUMNS} FROM audit_entries WHERE seq > $1 ORDER BY seq LIMIT $2`

const unsealedStatement = (isEarlier: boolean, after: Place, most: number): Statement => ({
  text: `SELECT ${COLUMNS} FROM audit_entries WHERE seq IS NULL${isEarlier ? ' AND mac IS NULL' : ''}
    AND ("at", id) > ($1, $2) ORDER BY "at", id LIMIT $3`,
  values: [after.at, after.id, most],
})

/** One statement, so that a head and the rows that it was moved with are seen together. */
const STATE: Statement = {
  text: `SELECT mark.name, mark.seq, mark.seal, mark.earlier, mark."at", mark.mac, tip.last
    FROM (SELECT COALESCE(MAX(seq), 0) AS last FROM audit_entries) AS tip
    LEFT JOIN audit_mark AS mark ON mark.name IN ('head', 'checkpoint')`,
  values: [],
}

function stateOf(rows: readonly Row[]): ChainState {
  const named = (name: MarkName): AuditMark | null => {
    const row = rows.find((each) => each['name'] === name)
    return row ? markOfRow(row) : null
  }
  return { head: named('head'), checkpoint: named('checkpoint'), last: Number(rows[0]?.['last'] ?? 0) }
}

// A row may have been changed by anybody: whatever stands there is taken, and its MAC says whether it holds.
const text = (value: unknown): string => (typeof value === 'string' ? value : String(value))
const textOrNull = (value: unknown): string | null => (value == null ? null : text(value))
const numberOrNull = (value: unknown): number | null => (value == null ? null : Number(value))

const markOfRow = (row: Row): AuditMark => ({
  seq: Number(row['seq']),
  seal: text(row['seal']),
  earlier: numberOrNull(row['earlier']),
  at: text(row['at']),
  mac: text(row['mac']),
})

const recordOf = (row: Row): AuditRecord => ({
  id: text(row['id']),
  at: text(row['at']),
  actor: text(row['actor']),
  action: text(row['action']),
  subject: text(row['subject']),
  before: textOrNull(row['before']),
  after: textOrNull(row['after']),
  mac: textOrNull(row['mac']),
  seq: numberOrNull(row['seq']),
  seal: textOrNull(row['seal']),
})

/** What is done together with moving a mark; its values follow those of the mark. */
interface Together {
  readonly text: { readonly both: string } | { readonly sqlite: string; readonly postgres: string }
  readonly values: Statement['values']
}

/** The values of a mark, and the MAC of the one before. */
const NEXT = 8

/** Nothing comes of it if the mark is another one by now. */
// check: the-chain-is-continued-by-one
const MOVE = `INSERT INTO audit_mark (name, seq, seal, earlier, "at", mac) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (name) DO UPDATE SET
    seq = excluded.seq, seal = excluded.seal, earlier = excluded.earlier, "at" = excluded."at", mac = excluded.mac
  WHERE audit_mark.mac = $7 RETURNING name`

async function moveMark(
  name: MarkName,
  { seq, seal, earlier, at, mac }: AuditMark,
  before: AuditMark | null,
  { database, after }: { readonly database: Database; readonly after: Together },
): Promise<boolean> {
  const mark = [name, seq, seal, earlier, at, mac, before?.mac ?? null]
  const { text: what, values } = after
  const textIn = (kind: Database['kind']): string => ('both' in what ? what.both : what[kind])
  if (database.kind === 'postgres') {
    // One statement, which looks at no rows but those that it names: a transaction of several would be serializable, and
    // could make others begin again.
    const guarded = `${textIn('postgres')} AND EXISTS (SELECT 1 FROM moved)`
    const statement = `WITH moved AS (${MOVE}), done AS (${guarded}) SELECT name FROM moved`
    return (await database.add({ text: statement, values: [...mark, ...values] })).length > 0
  }
  return database.write(async (rows) => {
    if ((await runOn(rows, { text: MOVE, values: mark })).length === 0) return false
    await runOn(rows, { text: textIn('sqlite').replaceAll(`$${NEXT}`, '$1'), values })
    return true
  })
}

const sealingText = (each: string, value: string): string => `UPDATE audit_entries
  SET seq = CAST(sealed.value ->> 'seq' AS bigint), seal = sealed.value ->> 'seal'
  FROM ${each}(${value}) AS sealed
  WHERE audit_entries.id = (sealed.value ->> 'id') AND audit_entries.seq IS NULL`

const SEALING = {
  postgres: sealingText('jsonb_array_elements', `$${NEXT}::jsonb`),
  sqlite: sealingText('json_each', `$${NEXT}`),
}

const sealingOf = (sealings: readonly Sealing[]): Together => ({ text: SEALING, values: [JSON.stringify(sealings)] })
