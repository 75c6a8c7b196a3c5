import type { EntityManager } from 'typeorm'
import { minutes, seconds } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Database } from './database.js'
import { driverError, toBrokerError } from './faults.js'
import { postgresCode } from './postgres-faults.js'
import { ANSWER_WITHIN, connectPostgres, CONNECTIONS, type PostgresTarget } from './postgres-source.js'
import { readingOnly, runStatement } from './postgres-statement.js'
import { transaction } from './postgres-transaction.js'
import { createRetry } from './retry.js'
import { createUnderWay } from './under-way.js'

/** Whoever changes the schema of a database holds this; the number is nobody else's, and has no meaning. */
const SCHEMA_LOCK = 5_170_820_463

/** How long one migration waits for another, and for those that read and write meanwhile. */
const WAIT_FOR_MIGRATION = minutes(5)
const WAIT_FOR_TABLE = seconds(30)

/**
 * Opens a PostgreSQL database. Writers are serializable: each sees the database as if it were alone, and who comes in
 * between starts again. Limits are those of the connection, so that one statement needs nothing around it. A connection
 * that breaks takes its own work with it and no other: the next one is made when it is needed.
 * Throws `OperatorError('database-open')` if the database cannot be used.
 */
export async function openPostgres(target: PostgresTarget): Promise<Database> {
  const answerWithin = target.answerWithin ?? ANSWER_WITHIN
  const source = await connectPostgres(target, { connections: target.connections ?? CONNECTIONS, answerWithin })
  const underWay = createUnderWay()
  const retry = createRetry(target.patience ?? seconds(30))
  let closing: Promise<void> | null = null
  const guarded = <T>(work: () => Promise<T>): Promise<T> =>
    underWay.run(work).catch((error: unknown) => {
      throw toBrokerError(error)
    })
  return {
    kind: 'postgres',
    read: (work) => guarded(() => transaction(source, BEGIN_READING, work)),
    write: (work) => guarded(() => retry(() => transaction(source, BEGIN_WRITING, work))),
    // One statement sees one snapshot at any level. Where the server is set to a stricter one, others may come between.
    ask: (statement) => guarded(() => runStatement(source, readingOnly(statement))),
    add: (statement) => guarded(() => retry(() => runStatement(source, statement))),
    rebuild: (work) => guarded(() => rebuild(target, work)),
    // As a writer: a standby, which takes no writes, is of no use to a broker.
    ping: () => guarded(() => transaction(source, BEGIN_WRITING, async (rows) => void (await rows.query('SELECT 1')))),
    close: () => (closing ??= underWay.close().then(() => source.destroy())),
  }
}

const BEGIN_READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
const BEGIN_WRITING = 'BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE'

/** A schema is changed on a connection of its own: that may take longer than any answer to a citizen. */
async function rebuild<T>(target: PostgresTarget, work: (rows: EntityManager) => Promise<T>): Promise<T> {
  const source = await connectPostgres(target, { connections: 2, answerWithin: null })
  try {
    return await transaction(source, BEGIN_REBUILD, work)
  } catch (error) {
    if (postgresCode(driverError(error)) !== '42501') throw error
    throw new OperatorError(
      'database-permission',
      'The user of DATABASE_URL may not change the schema; let it own the database, or: GRANT CREATE ON SCHEMA public',
    )
  } finally {
    await source.destroy()
  }
}

// READ COMMITTED lets whoever waited for the lock see what the one before has done.
const BEGIN_REBUILD = `BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL lock_timeout = ${WAIT_FOR_MIGRATION};
  SELECT pg_advisory_xact_lock(${SCHEMA_LOCK});
  SET LOCAL lock_timeout = ${WAIT_FOR_TABLE}`
