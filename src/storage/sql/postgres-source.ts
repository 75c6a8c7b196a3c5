import { DataSource, QueryFailedError } from 'typeorm'
import { z } from 'zod'
import { type Duration, minutes, seconds } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { ENTITIES } from './entities/entities.js'
import { MIGRATIONS } from './migrations/read-migrations.js'
import { patientPostgres } from './postgres-client.js'
import { postgresCode } from './postgres-faults.js'
import { silentLogger } from './database.js'

export interface PostgresTarget {
  /** `postgres://user:password@host:port/database`, with `?sslmode=…` and the like as node-postgres takes them. */
  readonly url: string
  /** The most connections at once; 10 as shipped. */
  readonly connections?: number
  /** How long a connection may take to come, from the server or from the pool; 5 s as shipped. */
  readonly connectWithin?: Duration
  /** How long one statement may take, waiting for locks included; 10 s as shipped. */
  readonly answerWithin?: Duration
  /** How long to try again while other writers come in between; 30 s as shipped. */
  readonly patience?: Duration
  /** The steps of the schema, for tests of `migrate`. */
  readonly migrations?: readonly (new () => object)[]
}

export const CONNECTIONS = 10
export const CONNECT_WITHIN = seconds(5)
export const ANSWER_WITHIN = seconds(10)

/** The server ends a statement that is too slow by itself; longer than this it has gone without a word. */
const GRACE = seconds(3)

interface PoolLimits {
  readonly connections: number
  /**
   * How long the server may take for one statement, and what has begun may lie idle. A connection that does not answer
   * at all is given up soon after. Null: no limit, and the operating system's keep-alive decides.
   */
  readonly answerWithin: Duration | null
}

/**
 * Connects, and looks whether the database can hold every name. Throws `OperatorError('database-open')` in one line
 * that names host and database, never the password.
 */
export async function connectPostgres(target: PostgresTarget, limits: PoolLimits): Promise<DataSource> {
  const { answerWithin } = limits
  const postgres = patientPostgres({
    connectWithin: target.connectWithin ?? CONNECT_WITHIN,
    silentFor: answerWithin === null ? null : answerWithin + GRACE,
  })
  const source = new DataSource({
    type: 'postgres',
    driver: postgres,
    poolSize: limits.connections,
    applicationName: 'servicekonto',
    extra: {
      Client: postgres.Client,
      connectionString: target.url,
      keepAlive: true,
      idleTimeoutMillis: minutes(1),
      ...(answerWithin !== null && limitsOf(answerWithin)),
    },
    // An idle connection that breaks is taken out of the pool; whoever needs one next is told if there is none.
    poolErrorHandler: () => undefined,
    installExtensions: false,
    entities: ENTITIES,
    migrations: [...(target.migrations ?? MIGRATIONS)],
    migrationsTableName: 'schema_migration',
    synchronize: false,
    logger: silentLogger,
  })
  await source.initialize().catch((error: unknown) => {
    throw new OperatorError('database-open', `${nameOf(target.url)} cannot be used: ${reasonOf(error)}`)
  })
  const encoding = encodingShape.parse(await source.query('SHOW server_encoding'))[0].server_encoding
  if (encoding !== 'UTF8') {
    await source.destroy()
    throw new OperatorError(
      'database-open',
      `${nameOf(target.url)} has the encoding ${encoding}; make one with: createdb --encoding=UTF8 --template=template0`,
    )
  }
  return source
}

/** Said when it connects: whatever runs on the connection has them, in a transaction or without. */
const limitsOf = (answerWithin: Duration) => ({
  statement_timeout: answerWithin,
  idle_in_transaction_session_timeout: answerWithin,
})

const encodingShape = z.tuple([z.object({ server_encoding: z.string() })])

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  '28P01': 'the user or the password of DATABASE_URL is refused',
  '28000': 'the user of DATABASE_URL is refused',
  '3D000': 'there is no such database; make it with: createdb --encoding=UTF8',
  '53300': 'it has too many connections',
  '57P03': 'the server is starting or shutting down',
  ENOENT: 'a file that DATABASE_URL names is missing',
}

/** Without an SQLSTATE or a code it is one of the driver's fixed sentences, such as that there is no TLS. */
function reasonOf(error: unknown): string {
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error
  const code = postgresCode(fault)
  if (code === 'connection' && fault instanceof Error) return fault.message
  const words = REASONS[code]
  return words === undefined ? code : `${words} (${code})`
}

/** The database as it is told to the operator: where, without who and with what password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `PostgreSQL at ${host}${pathname}`
}
