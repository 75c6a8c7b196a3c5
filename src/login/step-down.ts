import type { MethodId } from '../domain/ids.js'
import type { BrowserSession } from '../domain/session.js'
import { lowerOf } from '../domain/trust-level.js'
import { changeSession } from '../sessions/session-policy.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * A second factor is gone from the account, and with it what was proved with it. The method that it stood beside was
 * proved in the same login, and is what the session goes on with: the citizen stays signed in.
 */
export async function stepDown(
  seen: BrowserSession,
  method: MethodId,
  instance: string,
  ports: LoginPorts,
): Promise<void> {
  const alone = ports.methods.get(method)?.levelOf?.('')
  if (!alone) return
  const steppedDown = (session: BrowserSession): BrowserSession => ({
    ...session,
    evidence: session.evidence.map((piece) =>
      piece.method === method && piece.instance === instance
        ? { ...piece, instance: '', level: lowerOf(piece.level, alone) }
        : piece,
    ),
  })
  await changeSession(seen, steppedDown, ports)
}
