import { QueryFailedError } from 'typeorm'
import { errorCode } from '../../crypto/error-code.js'
import { BrokerError } from '../../domain/errors.js'

/** Codes that mean that the database does not answer now, though nothing is wrong with the question. */
const UNAVAILABLE =
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|PERM|PROTOCOL|INTERRUPT|NOMEM)(_|$)/

/** What the driver said, without TypeORM's wrapping: that one carries the values of the statement. */
export const driverError = (error: unknown): unknown => (error instanceof QueryFailedError ? error.driverError : error)

/** True while another process holds the lock that this one waits for. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)(_|$)/.test(errorCode(driverError(error)))

/** True if a row with the same value exists in the unique column (`table.column` or its index). */
export function violatesUnique(error: unknown, column: string): boolean {
  const cause = driverError(error)
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
  return error instanceof QueryFailedError ? new BrokerError('internal', `database: ${code}`, { cause }) : error
}

/** better-sqlite3 says so with a TypeError, TypeORM with an error of its own. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message.includes('database connection is not open') || error.name === 'CannotExecuteNotConnectedError')
