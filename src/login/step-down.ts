import type { MethodId, SessionId } from '../domain/ids.js'
import { sessionKeptUntil } from '../domain/session.js'
import { lowerOf } from '../domain/trust-level.js'
import type { LoginPorts } from './kit/login-ports.js'

/** Lost to another request of the same moment, it is tried again. */
const TRIES = 3

/**
 * A second factor is gone from the account, and with it what was proved with it. The method that it stood beside was
 * proved in the same login, and is what the session goes on with: the citizen stays signed in.
 */
export async function stepDown(id: SessionId, method: MethodId, instance: string, ports: LoginPorts): Promise<void> {
  const alone = ports.methods.get(method)?.levelOf?.('')
  for (let tries = 0; tries < TRIES; tries++) {
    const session = await ports.sessions.find(id)
    if (!session || !alone) return
    const evidence = session.evidence.map((piece) =>
      piece.method === method && piece.instance === instance
        ? { ...piece, instance: '', level: lowerOf(piece.level, alone) }
        : piece,
    )
    const next = { ...session, evidence, version: session.version + 1 }
    if (await ports.sessions.replace(next, sessionKeptUntil(next, ports.sessionLimits))) return
  }
}
