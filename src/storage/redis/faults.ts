import { ClientOfflineError, ErrorReply } from '@redis/client'
import { errorCode } from '../../crypto/error-code.js'
import { BrokerError } from '../../domain/error-catalogue.js'

/** True if Redis itself answered, if only to refuse. A replica that was a primary has to be left. */
export const isAnswer = (error: unknown): boolean => error instanceof ErrorReply && replyCode(error) !== 'READONLY'

/** True if a script has to be sent as text: the server was restarted, or is another one. */
export const isUnknownScript = (error: unknown): boolean =>
  error instanceof ErrorReply && replyCode(error) === 'NOSCRIPT'

/**
 * A fault of Redis as an error of the catalogue. `unavailable` for whatever passes: no connection, no answer in time,
 * full, loading, in the middle of a failover. `internal` where Redis holds something of another kind under our key, or
 * does not know a command. `lastFault`: what keeps us from connecting. Keeps codes, never keys or values.
 */
export function toBrokerError(error: unknown, lastFault: unknown): BrokerError {
  if (error instanceof BrokerError) return error
  // Refused while connecting ("max number of clients", for one): that passes, whatever its code.
  if (error instanceof ClientOfflineError)
    return new BrokerError('unavailable', `redis: ${faultCode(lastFault ?? error)}`)
  const code = faultCode(error)
  return new BrokerError(LASTING.has(code) ? 'internal' : 'unavailable', `redis: ${code}`)
}

/** Codes of replies that waiting does not help against. */
const LASTING: ReadonlySet<string> = new Set(['WRONGTYPE', 'ERR'])

/** What may be shown of a fault: the code of a reply or of the system, or what kind of fault it is. */
export function faultCode(error: unknown): string {
  if (error instanceof ErrorReply) return replyCode(error)
  const code = errorCode(error)
  if (code !== 'unknown') return code
  return error instanceof Error ? error.constructor.name : 'unknown'
}

/** `WRONGTYPE Operation against …`: the first word. The rest may quote what was sent. */
const replyCode = ({ message }: ErrorReply): string => /^[A-Z]{2,20}(?=\s|$)/.exec(message)?.[0] ?? 'ERR'
