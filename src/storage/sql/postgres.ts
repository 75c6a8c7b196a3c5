import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm'
import { BrokerError } from '../../domain/errors.js'
import { type Duration, minutes, seconds } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Database } from './database.js'
import { driverError, toBrokerError } from './faults.js'
import { isCollision, isConnectionLost, postgresCode } from './postgres-faults.js'
import { ANSWER_WITHIN, connectPostgres, CONNECTIONS, type PostgresTarget } from './postgres-source.js'
import { createUnderWay } from './under-way.js'

/** Whoever changes the schema of a database holds this; the number is nobody else's, and has no meaning. */
const SCHEMA_LOCK = 5_170_820_463

/** How long one migration waits for another, and for those that read and write meanwhile. */
const WAIT_FOR_MIGRATION = minutes(5)
const WAIT_FOR_TABLE = seconds(30)

/** The longest pause before work that collided begins again. */
const LONGEST_PAUSE_MS = 100

/**
 * Opens a PostgreSQL database. Writers are serializable: each sees the database as if it were alone, and who comes in
 * between starts again. Limits are set within each transaction, so that a pooler between broker and server is no
 * obstacle. A connection that breaks takes its own work with it and no other: the next one is made when it is needed.
 * Throws `OperatorError('database-open')` if the database cannot be used.
 */
export async function openPostgres(target: PostgresTarget): Promise<Database> {
  const answerWithin = target.answerWithin ?? ANSWER_WITHIN
  const patience = target.patience ?? seconds(30)
  const source = await connectPostgres(target, { connections: target.connections ?? CONNECTIONS, answerWithin })
  const underWay = createUnderWay()
  const guarded = <T>(work: () => Promise<T>): Promise<T> =>
    underWay.run(work).catch((error: unknown) => {
      throw toBrokerError(error)
    })
  const [reading, writing] = [begin('REPEATABLE READ READ ONLY', answerWithin), begin('SERIALIZABLE', answerWithin)]
  return {
    kind: 'postgres',
    read: (work) => guarded(() => transaction(source, reading, work)),
    write: (work) => guarded(() => whileColliding(patience, () => transaction(source, writing, work))),
    rebuild: (work) => guarded(() => rebuild(target, work)),
    // As a writer: a standby that takes no writes is of no use to a broker.
    ping: () => guarded(() => transaction(source, writing, async (rows) => void (await rows.query('SELECT 1')))),
    close: async () => {
      await underWay.close()
      if (source.isInitialized) await source.destroy()
    },
  }
}

const begin = (isolation: string, answerWithin: Duration): string =>
  `BEGIN ISOLATION LEVEL ${isolation};
   SET LOCAL statement_timeout = ${answerWithin};
   SET LOCAL idle_in_transaction_session_timeout = ${answerWithin}`

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

// READ COMMITTED: whoever waited for the lock sees what the one before has done.
const BEGIN_REBUILD = `BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL lock_timeout = ${WAIT_FOR_MIGRATION};
  SELECT pg_advisory_xact_lock(${SCHEMA_LOCK});
  SET LOCAL lock_timeout = ${WAIT_FOR_TABLE}`

/** Runs `work` in one transaction on a connection of its own, which goes back to the pool if it is still good. */
async function transaction<T>(
  source: DataSource,
  begin: string,
  work: (rows: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner()
  const client = await clientOf(runner)
  try {
    await said(client, begin)
    const result = await work(runner.manager)
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, where a statement failed and nobody minded.
    if ((await said(client, 'COMMIT')) !== 'COMMIT') throw new BrokerError('internal', 'database: not committed')
    return result
  } catch (error) {
    await giveUp(client, error)
    throw error
  } finally {
    await runner.release()
  }
}

async function clientOf(runner: QueryRunner): Promise<Client> {
  const client: unknown = await runner.connect().catch(asDriverError)
  if (client instanceof Client) return client
  throw new BrokerError('internal', 'database: not a connection of node-postgres')
}

/** The command that the server has run. */
async function said(client: Client, text: string): Promise<string> {
  return (await client.query(text).catch(asDriverError)).command
}

/** What comes of the driver directly is told apart from what the work throws, as TypeORM does it. */
function asDriverError(error: unknown): never {
  throw new QueryFailedError('', undefined, error instanceof Error ? error : new Error('unknown'))
}

/** Takes back what was done. A connection that does not answer is cut: it would hold up whoever gets it next. */
async function giveUp(client: Client, error: unknown): Promise<void> {
  const fault = error instanceof BrokerError ? error.cause : error
  const lost =
    error !== driverError(error) || error instanceof BrokerError ? isConnectionLost(driverError(fault)) : false
  if (!lost && (await client.query('ROLLBACK').then(yes, no))) return
  void client.end().catch(no)
}

const yes = (): boolean => true
const no = (): boolean => false

/** Begins again from the start while other writers come in between. */
async function whileColliding<T>(patience: Duration, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience
  for (let pause = 2; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isCollision(driverError(error)) || performance.now() >= end) throw error
    }
    await sleep(randomInt(1, pause + 1))
  }
}
