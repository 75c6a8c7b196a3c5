import { Client } from 'pg'
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm'
import { BrokerError } from '../../domain/error-catalogue.js'
import { asDriverError, driverError } from './faults.js'
import { isConnectionCut, isConnectionLost } from './postgres-faults.js'

/**
 * Runs `work` in one transaction, opened by the statements of `begin`, on a connection of its own, which goes back to
 * the pool if it is still good. Throws what the driver says as TypeORM wraps it, and what `work` throws.
 */
export async function transaction<T>(
  source: DataSource,
  begin: string,
  work: (rows: EntityManager) => Promise<T>,
): Promise<T> {
  const { runner, client } = await begun(source, begin)
  try {
    const result = await work(runner.manager)
    const { command } = await client.query('COMMIT').catch(asDriverError)
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, where a statement failed and nobody minded.
    if (command !== 'COMMIT') throw new BrokerError('internal', 'database: a failed statement was passed over')
    return result
  } catch (error) {
    await giveUp(client, error)
    throw error
  } finally {
    await runner.release()
  }
}

interface Begun {
  readonly runner: QueryRunner
  readonly client: Client
}

/** How many connections of the pool may turn out to be broken, one after the other. */
const BROKEN_AT_MOST = 10

/**
 * A connection can have broken unnoticed since it was last used. Nothing was done on it then: the next one is tried.
 */
async function begun(source: DataSource, begin: string): Promise<Begun> {
  for (let tried = 1; ; tried += 1) {
    const runner = source.createQueryRunner()
    const client = await clientOf(runner)
    try {
      await client.query(begin).catch(asDriverError)
      return { runner, client }
    } catch (error) {
      await giveUp(client, error)
      await runner.release()
      if (tried === BROKEN_AT_MOST || !isConnectionCut(driverError(error))) throw error
    }
  }
}

async function clientOf(runner: QueryRunner): Promise<Client> {
  const client: unknown = await runner.connect().catch(asDriverError)
  if (client instanceof Client) return client
  throw new BrokerError('internal', 'database: not a connection of node-postgres')
}

/** Takes back what was done. A connection that is lost, or does not answer, is cut: nobody gets it again. */
async function giveUp(client: Client, error: unknown): Promise<void> {
  const rolledBack = !tellsLoss(error) && (await client.query('ROLLBACK').then(yes, no))
  if (!rolledBack) void client.end().catch(no)
}

/** Stores may have told it in their own words. */
function tellsLoss(error: unknown): boolean {
  if (error instanceof QueryFailedError) return isConnectionLost(driverError(error))
  return error instanceof BrokerError && error.cause !== undefined && isConnectionLost(error.cause)
}

const yes = (): boolean => true
const no = (): boolean => false
