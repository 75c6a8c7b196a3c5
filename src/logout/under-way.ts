import { isEverywhere, LOGOUT_LIFETIME } from '../domain/logout.js'
import type { AskedLogout } from '../domain/ports/logout-messages.js'
import type { Participation } from '../domain/session.js'
import type { LogoutPorts } from './logout-ports.js'

/** What one service knows one session by. */
export type KnownAs = Pick<Participation, 'nameKey' | 'sessionIndex'>

type Needed = Pick<LogoutPorts, 'replay' | 'logouts' | 'log'>

const keyOf = (known: KnownAs): string => `logout under way ${known.nameKey} ${known.sessionIndex}`

/**
 * Notes in which logout the sessions ended that services know by these names. What fails costs nobody the logout: a service
 * that asks again is then answered as if its session had ended long ago.
 */
export async function noteUnderWay(names: readonly KnownAs[], logout: string, { replay, log }: Needed): Promise<void> {
  await Promise.all(names.map((known) => replay.claim(keyOf(known), logout, LOGOUT_LIFETIME))).catch((error: unknown) =>
    log.error('logout.failed', { detail: String(error) }),
  )
}

/**
 * True if a service names a session that has ended in a logout which has not reached everybody: a double click, or another
 * tab, asks again under another ID while the others are still being told, and nothing is left to end.
 */
export async function isUnderWay(
  { sessionIndexes }: Pick<AskedLogout, 'sessionIndexes'>,
  nameKey: string,
  { replay, logouts }: Needed,
): Promise<boolean> {
  for (const sessionIndex of sessionIndexes) {
    const id = await replay.claim(keyOf({ nameKey, sessionIndex }), NONE, LOGOUT_LIFETIME)
    const logout = id === null || id === NONE ? null : await logouts.find(id)
    // check: no-success-while-others-are-still-told
    if (logout && !isEverywhere(logout.parts)) return true
  }
  return false
}

/** No ID of a logout. */
const NONE = 'none'
