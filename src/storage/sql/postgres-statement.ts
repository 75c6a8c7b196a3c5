import pg, { type PoolClient } from 'pg'
import type { DataSource } from 'typeorm'
import { BrokerError } from '../../domain/error-catalogue.js'
import { asDriverError } from './faults.js'
import { isConnectionCut, isConnectionLost } from './postgres-faults.js'
import type { Row, Statement } from './database.js'

/** How many connections of the pool may turn out to be broken, one after the other. */
const BROKEN_AT_MOST = 10

/**
 * Runs one statement, which is a transaction of its own without any BEGIN, in one round trip; each connection prepares
 * it once. If the connection breaks it runs again on the next one: it must not matter whether it ran before. Throws what
 * the driver says as TypeORM wraps it.
 */
export async function runStatement(source: DataSource, { text, values }: Statement): Promise<readonly Row[]> {
  const query = { name: nameOf(text), text, values: [...values] }
  const pool = poolOf(source)
  for (let tried = 1; ; tried += 1) {
    const client = await pool.connect().catch(asDriverError)
    const answer = await ask(client, query)
    if ('rows' in answer) {
      client.release()
      return answer.rows
    }
    // A connection that is lost, or does not answer, is cut: nobody gets it again.
    client.release(isConnectionLost(answer.fault))
    if (tried === BROKEN_AT_MOST || !isConnectionCut(answer.fault)) asDriverError(answer.fault)
  }
}

/** TypeORM's own pool, so that there is one bound to the number of connections. */
function poolOf({ driver }: DataSource): pg.Pool {
  const pool: unknown = 'master' in driver ? driver.master : null
  if (pool instanceof pg.Pool) return pool
  throw new BrokerError('internal', 'database: not a pool of node-postgres')
}

type Answer = { readonly rows: readonly Row[] } | { readonly fault: unknown }

const ask = (client: PoolClient, query: pg.QueryConfig): Promise<Answer> =>
  client.query<Row>(query).catch((fault: unknown) => ({ fault }))

/** The statement, if it is a SELECT: no transaction keeps it from writing. Throws `BrokerError('internal')` otherwise. */
export function readingOnly(statement: Statement): Statement {
  // check: what-is-asked-only-reads
  if (!/^\s*SELECT\s/.test(statement.text)) throw new BrokerError('internal', 'database: asked with what does not read')
  return statement
}

/** A statement is known to a connection by its name, so each text has one; there are as many as are written in code. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return name
}
