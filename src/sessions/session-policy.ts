import { BrokerError } from '../domain/errors.js'
import { withoutFacts, type Evidence } from '../domain/evidence.js'
import { beyondMinimumSet } from '../domain/proofed-account.js'
import { heldEvidence, sessionEnd, sessionKeptUntil, type BrowserSession } from '../domain/session.js'
import type { AccountId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { SessionChange } from './session-change.js'
import { sessionIdOf } from './session-id.js'
import type { SessionPorts } from './session-ports.js'

/**
 * The session after a proof: always under a new id, so that an id planted or read before the proof is worth
 * nothing after it (RULES: Sessions and logout). `before` is the browser's live session of the same account.
 */
export async function sessionAfterProof(
  account: AccountId,
  evidence: readonly Evidence[],
  before: BrowserSession | null,
  ports: SessionPorts,
): Promise<Extract<SessionChange, { kind: 'opened' }>> {
  const now = ports.clock.now()
  const secret = ports.random.secret()
  const alone: BrowserSession = {
    id: sessionIdOf(ports.digest, secret),
    account,
    handle: ports.random.secret(),
    evidence: newestOfEach(evidence),
    startedAt: now,
    lastActionAt: now,
    participations: [],
    version: 1,
  }
  // check: a-session-id-is-new-at-each-proof
  let old = before
  for (let tries = 0; old !== null; tries++) {
    if (tries === MOST_TRIES) throw new BrokerError('login-moved-on', 'other tabs keep changing the session')
    const session = goingOn(alone, old, ports)
    if (await ports.sessions.renew(old, session, sessionKeptUntil(session, ports.sessionLimits))) {
      return { kind: 'opened', session, secret }
    }
    // Another tab was faster: what it noted, as a service that takes part by now, goes along.
    // check: a-renewal-loses-no-service-that-takes-part
    old = await ports.sessions.find(old.id)
  }
  // There was none, or it ended this moment, and what was proved in it ended with it.
  await ports.sessions.create(alone, sessionKeptUntil(alone, ports.sessionLimits))
  return { kind: 'opened', session: alone, secret }
}

/** Far more than tabs act at one moment. */
const MOST_TRIES = 10

/** The new session with what still holds of the one that it takes the place of. */
function goingOn(alone: BrowserSession, old: BrowserSession, { sessionLimits }: SessionPorts): BrowserSession {
  const replaced = new Set(alone.evidence.map(oneOf))
  const kept = heldEvidence(old, sessionLimits, alone.lastActionAt).filter((piece) => !replaced.has(oneOf(piece)))
  const { startedAt, participations, handle } = old
  return { ...alone, evidence: [...kept, ...alone.evidence], startedAt, participations, handle }
}

/**
 * The citizen acted at the broker: idle time begins anew. What has aged by then stays aged, or an action after the
 * limit would bring a level back. Returns the session as stored; null if another tab was faster or it has ended.
 */
export async function noteAction(session: BrowserSession, ports: SessionPorts): Promise<BrowserSession | null> {
  const now = ports.clock.now()
  const evidence = heldEvidence(session, ports.sessionLimits, now)
  // check: aged-evidence-stays-aged
  const next = { ...session, evidence, lastActionAt: now, version: session.version + 1 }
  // Lost to another tab's action of the same moment: that one counts as well.
  return (await ports.sessions.replace(next, sessionKeptUntil(next, ports.sessionLimits))) ? next : null
}

/** When the session ends if the citizen does nothing more: the last of its evidence then holds at no level. */
export const sessionEndsAt = (
  session: BrowserSession,
  { sessionLimits }: Pick<SessionPorts, 'sessionLimits'>,
): Instant => Math.max(session.lastActionAt, sessionEnd(session, sessionLimits))

const newestOfEach = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((piece) => [oneOf(piece), forSession(piece)])).values(),
]

/**
 * What a service needed of a card, and the account does not keep, serves the next login too, or single sign-on at that
 * service would ask for the card again.
 */
function forSession(evidence: Evidence): Evidence {
  // check: no-session-keeps-what-an-account-keeps
  const facts = beyondMinimumSet(evidence.facts ?? {})
  return { ...withoutFacts(evidence), ...(facts && { facts }) }
}

/** One method, or one of several phones. */
const oneOf = ({ method, instance }: Evidence): string => `${method} ${instance}`
