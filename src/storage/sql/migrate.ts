import { type DataSource, type EntityManager, MigrationExecutor, type QueryRunner } from 'typeorm'
import { OperatorError } from '../../domain/operator-error.js'
import type { Database } from './database.js'

/** How the schema of a database stands to this version's. */
export type SchemaState = 'empty' | 'older' | 'current' | 'newer'

/** Compares the steps that the database has taken with those that this version knows. */
export const schemaState = (database: Database): Promise<SchemaState> =>
  database.read(async (rows) => stateOf(knownSteps(rows.dataSource), await takenSteps(rows)))

/**
 * Brings the schema to this version's, in one transaction; commands that do it at the same time wait for each other.
 * Returns the names of the steps taken. Throws `OperatorError('schema-newer')`, and changes nothing, if a later
 * version has been at this database.
 */
export const migrate = (database: Database): Promise<readonly string[]> => database.rebuild(migrateWithin)

/** The same within a transaction of `Database.rebuild` that goes on. */
export async function migrateWithin(rows: EntityManager): Promise<readonly string[]> {
  const state = stateOf(knownSteps(rows.dataSource), await takenSteps(rows))
  if (state === 'newer') {
    throw new OperatorError(
      'schema-newer',
      'The database was set up by a later version; run that version or a newer one',
    )
  }
  const steps = await executorOn(rows).executePendingMigrations()
  return steps.map(({ name }) => name)
}

/** Takes the last step back, rows and all. For tests, and for an operator who goes back by one version. */
export const undoLastStep = (database: Database): Promise<void> =>
  database.rebuild((rows) => executorOn(rows).undoLastMigration())

/** Steps run on the connection that holds the transaction, not on one that TypeORM takes for itself. */
function executorOn(rows: EntityManager): MigrationExecutor {
  const executor = new MigrationExecutor(rows.dataSource, runnerOf(rows))
  executor.transaction = 'none'
  return executor
}

/** On SQLite there is but one. */
const runnerOf = (rows: EntityManager): QueryRunner => rows.queryRunner ?? rows.dataSource.createQueryRunner()

function stateOf(known: readonly string[], taken: readonly string[]): SchemaState {
  if (taken.some((step) => !known.includes(step))) return 'newer'
  if (taken.length === 0) return 'empty'
  return taken.length < known.length ? 'older' : 'current'
}

const knownSteps = (source: DataSource): readonly string[] =>
  source.migrations.map(({ name, constructor }) => name ?? constructor.name)

async function takenSteps(rows: EntityManager): Promise<readonly string[]> {
  if (!(await runnerOf(rows).hasTable('schema_migration'))) return []
  const taken: { name: string }[] = await rows.query('SELECT name FROM schema_migration ORDER BY id')
  return taken.map(({ name }) => name)
}
