import type { EntityManager } from 'typeorm'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import { copyTables, countOf, tablesOf, type TableProgress } from './copy-tables.js'
import type { Database } from './database.js'
import { migrateWithin, schemaState } from './migrate.js'
import { RevisionEntity } from './entities/revision-entity.js'

/** What was done to the target. */
export interface Copied {
  /** The steps of the schema that were taken there. */
  readonly migrations: readonly string[]
  readonly tables: readonly TableProgress[]
}

/**
 * Copies a whole SQLite store into an empty PostgreSQL database, whose schema is brought to this version's first, all in
 * one transaction: whatever fails has not happened. `from` is open by one connection (`oneConnection`). `prove` looks at the source before anything is written.
 * Throws `OperatorError`: `copy-source-running` if another process has the source open, `copy-source-schema` if its
 * schema is not this version's, `copy-target-not-empty`, and what `prove` throws.
 */
export async function copyDatabase(
  from: Database,
  to: Database,
  prove: () => Promise<void>,
  tell: (progress: TableProgress) => void,
): Promise<Copied> {
  // check: a-copy-has-its-source-for-itself
  await demandAlone(from)
  // check: a-copy-knows-the-schema-of-its-source
  await demandCurrent(from)
  // check: a-copy-asks-for-the-secret
  await prove()
  // A broker that starts meanwhile waits for the source as any writer does.
  return from.write((source) =>
    to.rebuild(async (target) => {
      const migrations = await migrateWithin(target)
      await lockAll(target)
      // check: a-copy-overwrites-nothing
      await demandEmpty(target)
      return { migrations, tables: await copyTables(source, target, tell) }
    }),
  )
}

/**
 * Leaving the write-ahead log takes the file for this process alone: SQLite refuses it while any other has it open, and
 * a broker has it for as long as it runs. It comes back with the next start of one.
 */
async function demandAlone(from: Database): Promise<void> {
  try {
    const [row] = await from.ask({ text: 'PRAGMA journal_mode = DELETE', values: [] })
    if (row?.['journal_mode'] === 'delete') return
  } catch (error) {
    if (!(error instanceof BrokerError) || error.code !== 'unavailable') throw error
  }
  throw new OperatorError(
    'copy-source-running',
    'Another process has the source open; stop the broker and every command on it, so that nothing is lost that it still writes',
  )
}

const SOURCE_REFUSALS = {
  empty: 'holds no store of the broker',
  older:
    'has an earlier version’s schema; start this version on it once, or run servicekonto migrate with it in DATABASE_URL',
  newer: 'has a later version’s schema; copy it with that version',
} as const

async function demandCurrent(from: Database): Promise<void> {
  const state = await schemaState(from)
  if (state === 'current') return
  throw new OperatorError('copy-source-schema', `The source ${SOURCE_REFUSALS[state]}`)
}

/** Locks the target until the copy is done: a broker that starts on it waits. */
async function lockAll(target: EntityManager): Promise<void> {
  const tables = tablesOf(target).map(({ tableName }) => `"${tableName}"`)
  await target.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`)
}

const REVISION = RevisionEntity.options.name

/** The revisions are there from the first step on, at 0 until something was written. */
async function demandEmpty(target: EntityManager): Promise<void> {
  const moved = await target.createQueryBuilder(RevisionEntity, 'revision').where('revision.value <> 0').getCount()
  const filled: string[] = moved > 0 ? [REVISION] : []
  for (const { tableName } of tablesOf(target)) {
    if (tableName !== REVISION && (await countOf(tableName, target)) > 0) filled.push(tableName)
  }
  if (filled.length === 0) return
  throw new OperatorError(
    'copy-target-not-empty',
    `DATABASE_URL names a database that holds data (${filled.join(', ')}); nothing was changed, copy into an empty one`,
  )
}
