import pg, { type PoolClient } from 'pg'
import type { DataSource } from 'typeorm'
import { BrokerError } from '../../domain/error-catalogue.js'
import { asDriverError } from './faults.js'
import { isConnectionCut, isConnectionLost } from './postgres-faults.js'
import { createRoundTrip } from './postgres-round-trip.js'
import type { Row, Statement } from './database.js'

/** How many connections of the pool may turn out to be broken, one after the other. */
const BROKEN_AT_MOST = 10

/**
 * Runs one statement in a transaction of its own, opened by the commands of `opening`, in one round trip. If the
 * connection breaks it runs again on the next one: it must not matter whether it ran before. Throws what the driver
 * says as TypeORM wraps it.
 */
export async function runStatement(
  source: DataSource,
  opening: readonly string[],
  statement: Statement,
): Promise<readonly Row[]> {
  const pool = poolOf(source)
  for (let tried = 1; ; tried += 1) {
    const client = await pool.connect().catch(asDriverError)
    const answer = await ask(client, opening, statement)
    if ('rows' in answer) {
      client.release()
      return answer.rows
    }
    await giveBack(client, answer.fault)
    if (tried === BROKEN_AT_MOST || !isConnectionCut(answer.fault)) asDriverError(answer.fault)
  }
}

/** TypeORM's own pool, so that there is one bound to the number of connections. */
function poolOf({ driver }: DataSource): pg.Pool {
  const pool: unknown = 'master' in driver ? driver.master : null
  if (pool instanceof pg.Pool) return pool
  throw new BrokerError('internal', 'database: not a pool of node-postgres')
}

type Answer = { readonly rows: readonly Row[] } | { readonly fault: Error }

const ask = (client: PoolClient, opening: readonly string[], statement: Statement): Promise<Answer> =>
  new Promise((resolve) => {
    const trip = createRoundTrip(opening, statement)
    trip.callback = (fault, rows = []) => resolve(fault === null ? { rows } : { fault })
    client.query(trip)
  })

/** A connection that is lost, or does not answer, is cut: nobody gets it again. */
async function giveBack(client: PoolClient, fault: unknown): Promise<void> {
  const lost = isConnectionLost(fault) || (await client.query('ROLLBACK').then(no, yes))
  client.release(lost)
}

const yes = (): boolean => true
const no = (): boolean => false
