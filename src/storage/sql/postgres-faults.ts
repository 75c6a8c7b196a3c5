import { DatabaseError } from 'pg'
import { errorCode } from '../../crypto/error-code.js'

/**
 * SQLSTATEs (PostgreSQL, Appendix A) that mean that the database cannot do it now, though nothing is wrong with the
 * question: connection (08), refused log-in (28, 3D000), collisions that did not end (40), resources (53), a lock not
 * had in time (55P03), shut down, cancelled, starting (57), disk and damage (58, XX001, XX002), a standby, which takes
 * no writes (0A000, 25006), a transaction that waited for too long (25P03, 25P04).
 */
const UNAVAILABLE = /^(08...|0A000|25006|25P0[34]|28...|3D000|40...|53...|55P03|57...|58...|XX00[12])$/

/** Serialization failure, deadlock: the other one has won; the same work may go well from its start. */
const COLLISION = /^40(001|P01)$/

/** The server became a standby: the next connection may find the one that took over. */
const STANDBY = /^(0A000|25006)$/

/** With these the server ends the connection. (That it is fatal is said in the server's language.) */
const LEAVE = /^(08...|25P0[34]|57P..)$/

const STATE = /^[0-9A-Z]{5}$/

const stateOf = (error: unknown): string | null =>
  error instanceof DatabaseError && STATE.test(error.code ?? '') ? (error.code ?? null) : null

/** The SQLSTATE; else the code of a system error (`ECONNREFUSED`), else `connection`. Never a value. */
export function postgresCode(error: unknown): string {
  const code = stateOf(error) ?? errorCode(error)
  return code === 'unknown' && isOfConnection(error) ? 'connection' : code
}

/** True for an error of driver or server after which the same question may be answered later. */
export const isPostgresUnavailable = (error: unknown): boolean => {
  const state = stateOf(error)
  return state === null ? isOfConnection(error) : UNAVAILABLE.test(state)
}

/** True if the connection is of no more use: it broke, or does not answer, or its server is a standby now. */
export const isConnectionLost = (error: unknown): boolean =>
  isOfConnection(error) || LEAVE.test(stateOf(error) ?? '') || STANDBY.test(stateOf(error) ?? '')

/** What a connection is cut with that did not answer in time. */
export const NO_ANSWER = 'the server does not answer'

/** True if the connection has ended for certain, rather than that nothing was heard on it in time. */
export const isConnectionCut = (error: unknown): boolean =>
  (isOfConnection(error) && error.message !== NO_ANSWER) || LEAVE.test(stateOf(error) ?? '')

/** True if other writers came in between, also where a store has told it in its own words. */
export function isCollision(error: unknown): boolean {
  if (COLLISION.test(errorCode(error))) return true
  return error instanceof Error && error.cause !== undefined && isCollision(error.cause)
}

/** True if a unique index or primary key whose name holds `column` has the value already. */
export const violatesPostgresUnique = (error: unknown, column: string): boolean =>
  error instanceof DatabaseError && error.code === '23505' && (error.constraint ?? '').includes(column)

/**
 * The server's message, detail and hint hold values, in the server's language: what stays says what broke, and where.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  const code = error.code ?? 'unknown'
  const place = [error.table, error.column, error.constraint].filter((each) => each !== undefined).join(' ')
  return Object.assign(new Error(`PostgreSQL ${code}${place === '' ? '' : ` at ${place}`}`), { code })
}

/** What the driver says without an SQLSTATE is about the connection: cut, too slow, refused, not found. */
const isOfConnection = (error: unknown): error is Error =>
  error instanceof Error &&
  !(error instanceof DatabaseError) &&
  !(error instanceof TypeError) &&
  !(error instanceof RangeError) &&
  !errorCode(error).startsWith('SQLITE_')
