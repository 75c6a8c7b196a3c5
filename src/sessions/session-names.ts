import { sessionId, type SessionId, type EntityId } from '../domain/ids.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { NamedSession } from '../domain/ports/service-messages.js'
import type { BrowserSession, Participation } from '../domain/session.js'

/** Stores keep digests of cookie secrets: who reads the store cannot take over a browser. */
export const sessionIdOf = (digest: KeyedDigest, secret: string): SessionId =>
  // check: stores-keep-digests-of-session-cookies
  sessionId(digest.digest('session-cookie', secret))

/**
 * What a service knows a session by: one SessionIndex, and one transient NameID, for each session and service, however
 * often it is answered and in however many tabs at once (RULES: What a service may ask 13). Two services can tell neither
 * that theirs are of one session.
 */
export function sessionNames(
  { handle, participations }: BrowserSession,
  service: EntityId,
  digest: KeyedDigest,
): NamedSession {
  // check: two-services-know-a-session-by-nothing-in-common
  const nameFor = (purpose: string): string => `_${digest.digest(purpose, JSON.stringify([handle, service]))}`
  // A session from before handles goes on under the index that was given.
  const known = participations.find((each) => each.service === service)
  return { sessionIndex: known?.sessionIndex ?? nameFor('session-index'), transientId: nameFor('transient-name-id') }
}

/** Under which key sessions are found by service and NameID. An address that is a NameID lies nowhere in clear. */
export const nameKeyOf = (digest: KeyedDigest, service: EntityId, nameId: string): string =>
  // check: a-session-is-found-by-its-own-service-alone
  digest.digest('session-name', JSON.stringify([service, nameId]))

/** True if the session knows already that this service takes part, under this name. */
export const takesPart = ({ participations }: BrowserSession, part: Participation): boolean =>
  participations.some(
    ({ service, nameId, nameIdFormat, sessionIndex, nameKey }) =>
      service === part.service &&
      nameId === part.nameId &&
      nameIdFormat === part.nameIdFormat &&
      sessionIndex === part.sessionIndex &&
      nameKey === part.nameKey,
  )
