import { BrokerError } from '../domain/error-catalogue.js'
import { minutes, type Instant } from '../domain/instant.js'
import type { SessionId } from '../domain/ids.js'
import type { LogoutAsker } from '../domain/logout.js'
import type { AskedLogout } from '../domain/ports/logout-messages.js'
import { beganBefore, type BrowserSession, type Participation } from '../domain/session.js'
import { nameKeyOf } from '../sessions/session-names.js'
import { endSession } from '../sessions/session-policy.js'
import type { LogoutKey } from './logout-keys.js'
import type { LogoutPorts } from './logout-ports.js'
import { dropPrepared, prepareLogout, type LogoutOf, type PreparedLogout } from './prepare-logout.js'
import { isUnderWay } from './under-way.js'

/** Longer than any request is taken for new, with clocks that differ. */
const CLAIMED_FOR = minutes(15)

/**
 * Ends the sessions that a service means by its request: those in which it takes part itself, under the name that it was
 * given; of them those whose index it names, or all where it names none (saml-core §3.7.1). What it names otherwise is
 * nobody's, and it learns nothing of it. Everybody who is to be told is stored first: all but the participations that
 * the request named, for the service ends those itself. Other names of the same service are told: it ends what is
 * named, and nothing else (saml-core §3.7.3.1).
 *
 * What failed has not happened: the same request, byte for byte, goes on as long as there is something left to end that
 * was there when it first came, or a logout of it that nobody has gone on in. Throws `saml-replay` for any other request
 * under its ID, and for one that is over.
 */
export async function endAsked(asked: AskedLogout, key: LogoutKey, ports: LogoutPorts): Promise<EndedByRequest> {
  const { service, requestId, fingerprint, subject, binding } = asked
  const holder = `${fingerprint} ${ports.clock.now()}`
  const first = await ports.replay.claim(`logout ${service} ${requestId}`, holder, CLAIMED_FOR)
  const endsWhatBegan = first === null ? Infinity : cameFirst(first, fingerprint)
  const nameKey = subject && nameKeyOf(ports.digest, service, subject.nameId)
  const isNamed = (part: Participation): boolean => part.nameKey === nameKey && isMeant(part, asked)
  const found = nameKey === null ? [] : await ports.sessions.findByName(nameKey)
  // check: a-logout-that-goes-on-ends-no-later-session
  const meant = found.filter((session) => beganBefore(session, endsWhatBegan) && session.participations.some(isNamed))
  const others = (session: BrowserSession): BrowserSession => ({
    ...session,
    // check: who-asks-is-told-of-its-other-names
    participations: session.participations.filter((part) => !isNamed(part)),
  })
  const names = meant.flatMap(({ participations }) => participations)
  const of: LogoutOf =
    binding === 'soap'
      ? { id: key.id, secret: null, askedBy: service, names }
      : { ...key, askedBy: service, asker: askerOf(asked, binding), names }
  const prepared = await prepareLogout(meant.map(others), of, ports, { isAgain: first !== null })
  const ended = await endEach(meant, ports)
  const wasLeft = !prepared.isNew && prepared.stored?.ending !== undefined
  if (ended.length === 0 && !wasLeft) await dropPrepared(prepared, ports)
  // check: a-logout-request-counts-once
  if (first !== null && ended.length === 0 && !wasLeft) throw new BrokerError('saml-replay')
  const isOver = ended.length === 0 && !wasLeft && nameKey !== null
  return {
    prepared: isOver ? { ...prepared, stored: null, isNew: true } : prepared,
    sessions: ended.map(others),
    ended: [...new Set([...ended.map(({ id }) => id), ...(prepared.stored?.ending ?? [])])],
    leftUntold: isOver && (await isUnderWay(asked, nameKey, ports)),
  }
}

/** Where a service gets its answer that asks through the browser. */
export const askerOf = (
  { service, requestId, relayState, subject }: Omit<AskedLogout, 'binding'>,
  binding: LogoutAsker['binding'],
): LogoutAsker => ({ service, requestId, relayState, binding, namedNobody: subject === null })

/** What a service has ended by its request. */
export interface EndedByRequest {
  readonly prepared: PreparedLogout
  /** With everybody who is to be told. */
  readonly sessions: readonly BrowserSession[]
  /** The sessions that it has ended, by an earlier try as well. */
  readonly ended: readonly SessionId[]
  /** True if somebody is known not to have been told, by a logout that is under way. */
  readonly leftUntold: boolean
}

/** When the request came first. Throws `saml-replay` where that was another one under the same ID. */
function cameFirst(holder: string, fingerprint: string): Instant {
  const [its, at] = holder.split(' ')
  // check: a-logout-goes-on-by-the-same-bytes-alone
  if (its !== fingerprint) throw new BrokerError('saml-replay')
  return Number(at)
}

/**
 * Ends sessions; those that have ended meanwhile are left out. Where the store fails at one of them the others have ended all
 * the same, and their services are told by whoever goes on in the logout that was stored.
 */
async function endEach(sessions: readonly BrowserSession[], ports: LogoutPorts): Promise<readonly BrowserSession[]> {
  const tried = await Promise.allSettled(sessions.map((session) => endSession(session, ports)))
  const failed = tried.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  return tried.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []))
}

// check: a-service-ends-its-own-sessions-alone
const isMeant = (part: Participation, { service, subject, sessionIndexes }: AskedLogout): boolean =>
  part.service === service &&
  (subject?.format ?? part.nameIdFormat) === part.nameIdFormat &&
  (sessionIndexes.length === 0 || sessionIndexes.includes(part.sessionIndex))
