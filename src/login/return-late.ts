import { BrokerError } from '../domain/error-catalogue.js'
import type { LoginId } from '../domain/ids.js'
import { ANSWER_LIFETIME, isOpen, LOGIN_LIFETIME, LOGIN_REMEMBERED, type Answer } from '../domain/login.js'
import type { AbortingLogin, SamlLogin } from '../domain/login.js'
import { ASKS_NOTHING } from '../domain/requirements.js'
import { aborted } from '../domain/transitions.js'
import type { KeptRequest } from './kit/kept-request.js'
import type { LoginPorts } from './kit/login-ports.js'
import { announceEnd, endEntryId, writeEnd } from './tell-end.js'

/**
 * Ends a login that was left open too long: its service is told `login-left-open`, once (RULES: What a service may ask
 * 11). Nothing of the login is stored any more, so what its browser kept of the request is gone by; service and address
 * are looked up anew. Pressed again within moments, or after it failed, it goes on with the same end. Throws `login-over`
 * for a login that was answered, is being answered, or was ended so before; `login-moved-on` for one that is still
 * open; `saml-service-disabled`, `saml-acs-gone` where nothing can be sent.
 */
export async function returnLate(
  id: LoginId,
  kept: KeptRequest,
  browserKey: string,
  ports: LoginPorts,
): Promise<Answer> {
  await refuseUnlessLeftOpen(id, ports)
  const now = ports.clock.now()
  // check: a-late-end-is-claimed-once
  const claimed = await ports.replay.claim(`late ${id}`, String(now), LOGIN_REMEMBERED)
  const endedAt = claimed === null ? now : Number(claimed)
  const told = await ports.audit.has(endEntryId(kept.answerId, 0))
  // check: a-late-answer-again-is-for-moments
  if (told && (claimed === null || now - endedAt > ANSWER_LIFETIME)) throw new BrokerError('login-over')
  const login = endingOf(id, kept, browserKey, endedAt)
  const answer = await ports.messages.failure(login, login.reason)
  // check: what-was-answered-is-not-ended-late
  if (!(await writeEnd(login, null, ports))) throw new BrokerError('login-over')
  if (!told && (await isToldFirst(id, ports))) announceEnd(aborted(login, answer), ports)
  return answer
}

/** A double click ends a login once, so log and metrics hear of it once. The answer leaves also where the store fails here. */
const isToldFirst = async (id: LoginId, { replay }: LoginPorts): Promise<boolean> =>
  (await replay.claim(`late end ${id}`, 'told', ANSWER_LIFETIME).catch(() => null)) === null

/** A store that keeps a login for longer than its time may still hold one that is being answered. */
async function refuseUnlessLeftOpen(id: LoginId, ports: LoginPorts): Promise<void> {
  const stored = await ports.logins.find(id)
  if (!stored) return
  // check: an-open-login-is-not-ended-late
  if (isOpen(stored) && stored.expiresAt > ports.clock.now()) throw new BrokerError('login-moved-on')
  // check: a-login-that-is-taken-is-not-ended-late
  if (!isOpen(stored) || stored.state === 'answering') throw new BrokerError('login-over')
}

function endingOf(
  id: LoginId,
  { service, child, answerId, startedAt, reply }: KeptRequest,
  browserKey: string,
  abortedAt: number,
): SamlLogin<AbortingLogin> {
  if (reply?.kind !== 'saml') throw new BrokerError('login-over')
  return {
    state: 'aborting',
    id,
    version: 0,
    answerId,
    browserKey,
    reply: { ...reply, classes: [], fingerprint: '' },
    requirements: { ...ASKS_NOTHING, service, ...(child && { child }), registeredLevel: 'basis' },
    startedAt,
    expiresAt: startedAt + LOGIN_LIFETIME,
    abortedAt,
    reason: 'login-left-open',
    notice: null,
    insteadOfAnswer: false,
  }
}
