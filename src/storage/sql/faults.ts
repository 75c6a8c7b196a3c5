import { QueryFailedError } from 'typeorm'
import { errorCode } from '../../crypto/error-code.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isPostgresUnavailable, postgresCode, violatesPostgresUnique, withoutValues } from './postgres-faults.js'

/** Codes that mean that the database does not answer now, though nothing is wrong with the question. */
const UNAVAILABLE =
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|PERM|PROTOCOL|INTERRUPT|NOMEM)(_|$)/

/** What the driver said, without TypeORM's wrapping: that one carries the values of the statement. */
export const driverError = (error: unknown): unknown => (error instanceof QueryFailedError ? error.driverError : error)

/** Throws what the driver said in the wrapping by which it is told apart from all other faults. */
export function asDriverError(error: unknown): never {
  throw new QueryFailedError('', undefined, error instanceof Error ? error : new Error('unknown'))
}

/** What may go on with an error of our own as its `cause`: the code and the place, never values. */
export const causeOf = (error: unknown): unknown => withoutValues(driverError(error))

/** True while another process holds the lock that this one waits for. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)(_|$)/.test(errorCode(driverError(error)))

/** True if a row with the same value exists in the unique column (`table.column`, or a part of its index's name). */
export function violatesUnique(error: unknown, column: string): boolean {
  const cause = driverError(error)
  if (violatesPostgresUnique(cause, column)) return true
  const isUnique = errorCode(cause) === 'SQLITE_CONSTRAINT_UNIQUE'
  return isUnique && cause instanceof Error && cause.message.includes(column)
}

/** A fault of the database as an error of the catalogue; other errors as they are. Keeps codes, never values. */
export function toBrokerError(error: unknown): unknown {
  const cause = driverError(error)
  const code = errorCode(cause)
  if (code.startsWith('SQLITE_')) {
    const kind = UNAVAILABLE.test(code) ? 'unavailable' : 'internal'
    return new BrokerError(kind, `database: ${code}`, { cause })
  }
  if (isClosed(cause)) return new BrokerError('unavailable', 'database: closed')
  if (!(error instanceof QueryFailedError)) return error
  const kind = isPostgresUnavailable(cause) ? 'unavailable' : 'internal'
  return new BrokerError(kind, `database: ${postgresCode(cause)}`, { cause: withoutValues(cause) })
}

/** better-sqlite3 says so with a TypeError, TypeORM with errors of its own. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message.includes('database connection is not open') ||
    error.name === 'CannotExecuteNotConnectedError' ||
    error.name === 'QueryRunnerAlreadyReleasedError')
