import { PASSWORD } from '../domain/second-factor.js'
import type { BrowserSession } from '../domain/session.js'
import { lowerOf } from '../domain/trust-level.js'
import { changeSession } from '../sessions/session-policy.js'
import type { SetupDeps } from './setup-deps.js'

/**
 * A second factor is gone from the account, and with it what was proved with it. The password that it stood beside was
 * proved in the same login, and is what the session goes on with: the citizen stays signed in.
 */
export async function stepDown(
  seen: BrowserSession,
  instance: string,
  { levelAlone, ...ports }: Pick<SetupDeps, 'levelAlone' | 'sessions' | 'sessionLimits'>,
): Promise<void> {
  const steppedDown = (session: BrowserSession): BrowserSession => ({
    ...session,
    evidence: session.evidence.map((piece) =>
      piece.method === PASSWORD && piece.instance === instance
        ? { ...piece, instance: '', level: lowerOf(piece.level, levelAlone) }
        : piece,
    ),
  })
  await changeSession(seen, steppedDown, ports)
}
