import { BrokerError } from '../domain/error-catalogue.js'
import { minutes } from '../domain/instant.js'
import type { AskedLogout } from '../domain/ports/logout-messages.js'
import type { BrowserSession, Participation } from '../domain/session.js'
import { nameKeyOf } from '../sessions/session-names.js'
import { endSession } from '../sessions/session-policy.js'
import type { LogoutPorts } from './logout-ports.js'

/** Longer than any request is taken for new, with clocks that differ. */
const CLAIMED_FOR = minutes(15)

/**
 * Ends the sessions that a service means by its request: those in which it takes part itself, under the name that it was
 * given; of them those whose index it names, or all where it names none (saml-core §3.7.1). What it names otherwise is
 * nobody's, and it learns nothing of it. Throws `saml-replay` for a request that was made before.
 */
export async function endAsked(asked: AskedLogout, ports: LogoutPorts): Promise<readonly BrowserSession[]> {
  const { service, requestId, subject } = asked
  const first = await ports.replay.claim(`logout ${service} ${requestId}`, 'asked', CLAIMED_FOR)
  // check: a-logout-request-counts-once
  if (first !== null) throw new BrokerError('saml-replay')
  if (!subject) return []
  const nameKey = nameKeyOf(ports.digest, service, subject.nameId)
  const found = await ports.sessions.findByName(nameKey)
  const meant = found.filter(({ participations }) =>
    participations.some((part) => part.nameKey === nameKey && isMeant(part, asked)),
  )
  const ended = await Promise.all(meant.map((session) => endSession(session, ports)))
  return ended.filter((session) => session !== null)
}

// check: a-service-ends-its-own-sessions-alone
const isMeant = (part: Participation, { service, subject, sessionIndexes }: AskedLogout): boolean =>
  part.service === service &&
  (subject?.format ?? part.nameIdFormat) === part.nameIdFormat &&
  (sessionIndexes.length === 0 || sessionIndexes.includes(part.sessionIndex))
