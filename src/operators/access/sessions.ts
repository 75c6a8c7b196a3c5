import { seconds } from '../../domain/instant.js'
import type { Operator, OperatorSession } from '../../domain/operator.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import { actorOf } from '../actor.js'
import { OPERATOR_SESSION } from './session-limits.js'
import { sessionIdOf } from './sign-in.js'

/** Actions closer together than this are noted once. */
const NOTED_EVERY = seconds(30)

export interface OperatorSessionDeps {
  readonly operators: OperatorStore
  readonly digest: KeyedDigest
  readonly clock: Clock
}

export interface SignedInOperator {
  readonly session: OperatorSession
  readonly operator: Operator
}

/** Who is signed in with the secret of this cookie, or null; looking is an action, which idle time begins anew with. */
export async function operatorOf(secret: string | null, deps: OperatorSessionDeps): Promise<SignedInOperator | null> {
  const { operators, digest, clock } = deps
  const found = secret === null ? null : await operators.findSession(sessionIdOf(digest, secret))
  const now = clock.now()
  // check: a-disabled-operator-is-signed-out
  if (!found || found.operator.disabled) return null
  const { session } = found
  // check: an-operators-session-ends-when-nobody-is-there
  if (now - session.lastActionAt >= OPERATOR_SESSION.idle) return null
  // check: an-operators-session-ends-after-a-day’s-work
  if (now - session.startedAt >= OPERATOR_SESSION.age) return null
  if (now - session.lastActionAt >= NOTED_EVERY) await operators.touchSession(session.id, now)
  return found
}

/** Signs out. */
export const endOperatorSession = (
  { session, operator }: SignedInOperator,
  { operators, clock }: Pick<OperatorSessionDeps, 'operators' | 'clock'>,
): Promise<void> =>
  operators.endSession(session.id, {
    at: clock.now(),
    actor: actorOf(operator),
    action: 'operator.signed-out',
    subject: operator.id,
    before: null,
    after: { username: operator.username },
  })
