import { BrokerError } from '../domain/error-catalogue.js'
import { minutes, type Instant } from '../domain/instant.js'
import { isEverywhere } from '../domain/logout.js'
import type { AskedLogout } from '../domain/ports/logout-messages.js'
import type { BrowserSession, Participation } from '../domain/session.js'
import { nameKeyOf } from '../sessions/session-names.js'
import { endSession } from '../sessions/session-policy.js'
import type { LogoutPorts } from './logout-ports.js'
import { partsOf, tellByBackChannel } from './tell-services.js'
import { isUnderWay, type KnownAs } from './under-way.js'

/** Longer than any request is taken for new, with clocks that differ. */
const CLAIMED_FOR = minutes(15)

/**
 * Ends the sessions that a service means by its request: those in which it takes part itself, under the name that it was
 * given; of them those whose index it names, or all where it names none (saml-core §3.7.1). What it names otherwise is
 * nobody's, and it learns nothing of it. Returns them with everybody who is to be told: all but the participations that
 * the request named, for the service ends those itself. Other names of the same service are told: it ends what is
 * named, and nothing else (saml-core §3.7.3.1).
 *
 * What failed has not happened: the same request, byte for byte, goes on as long as there is something left to end that
 * was there when it first came. Throws `saml-replay` for any other request under its ID, and for one that is over.
 */
export async function endAsked(asked: AskedLogout, ports: LogoutPorts): Promise<EndedByRequest> {
  const { service, requestId, fingerprint, subject } = asked
  const holder = `${fingerprint} ${ports.clock.now()}`
  const first = await ports.replay.claim(`logout ${service} ${requestId}`, holder, CLAIMED_FOR)
  const endsWhatBegan = first === null ? Infinity : cameFirst(first, fingerprint)
  const nameKey = subject && nameKeyOf(ports.digest, service, subject.nameId)
  const isNamed = (part: Participation): boolean => part.nameKey === nameKey && isMeant(part, asked)
  const found = nameKey === null ? [] : await ports.sessions.findByName(nameKey)
  // check: a-logout-that-goes-on-ends-no-later-session
  const meant = found.filter(
    ({ startedAt, participations }) => startedAt <= endsWhatBegan && participations.some(isNamed),
  )
  const ended = await endEach(meant, asked, ports)
  // check: a-logout-request-counts-once
  if (first !== null && ended.length === 0) throw new BrokerError('saml-replay')
  const isHalf = first !== null && (await claimHalf(asked, 'whole', ports)) === HALF
  return {
    // check: who-asks-is-told-of-its-other-names
    sessions: ended.map((session) => ({
      ...session,
      participations: session.participations.filter((part) => !isNamed(part)),
    })),
    names: ended.flatMap(({ participations }) => participations),
    leftUntold: isHalf || (ended.length === 0 && nameKey !== null && (await isUnderWay(asked, nameKey, ports))),
  }
}

/** What a service has ended by its request. */
export interface EndedByRequest {
  /** With everybody who is to be told. */
  readonly sessions: readonly BrowserSession[]
  /** What services know them by, those of the request included. */
  readonly names: readonly KnownAs[]
  /** True if somebody is known not to have been told, by this request before or by a logout that is under way. */
  readonly leftUntold: boolean
}

const HALF = 'half'

/** What the first say of it was: `half` where a request broke off with services that nobody tells any more. */
const claimHalf = ({ service, requestId }: AskedLogout, how: string, { replay }: LogoutPorts): Promise<string | null> =>
  replay.claim(`logout half way ${service} ${requestId}`, how, CLAIMED_FOR)

/** When the request came first. Throws `saml-replay` where that was another one under the same ID. */
function cameFirst(holder: string, fingerprint: string): Instant {
  const [its, at] = holder.split(' ')
  // check: a-logout-goes-on-by-the-same-bytes-alone
  if (its !== fingerprint) throw new BrokerError('saml-replay')
  return Number(at)
}

/**
 * Ends sessions; those that have ended meanwhile are left out. Where the store fails at one of them, the services of the
 * others are told all the same: whoever goes on finds these sessions no more.
 */
async function endEach(
  sessions: readonly BrowserSession[],
  asked: AskedLogout,
  ports: LogoutPorts,
): Promise<readonly BrowserSession[]> {
  const tried = await Promise.allSettled(sessions.map((session) => endSession(session, ports)))
  const ended = tried.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []))
  const failed = tried.find((each) => each.status === 'rejected')
  if (!failed) return ended
  const told = await tellByBackChannel(partsOf(ended, { asker: null, logout: ports.random.id() }, ports), ports)
  // check: what-broke-off-half-way-is-no-success
  if (!isEverywhere(told)) await claimHalf(asked, HALF, ports)
  throw failed.reason
}

// check: a-service-ends-its-own-sessions-alone
const isMeant = (part: Participation, { service, subject, sessionIndexes }: AskedLogout): boolean =>
  part.service === service &&
  (subject?.format ?? part.nameIdFormat) === part.nameIdFormat &&
  (sessionIndexes.length === 0 || sessionIndexes.includes(part.sessionIndex))
