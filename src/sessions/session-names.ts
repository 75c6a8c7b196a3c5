import { askerOf, type Requirements } from '../domain/requirements.js'
import { sessionId, type SessionId, type EntityId } from '../domain/ids.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { NamedSession } from '../domain/ports/service-messages.js'
import type { BrowserSession, Participation } from '../domain/session.js'

/** Stores keep digests of cookie secrets, so that somebody who reads the store cannot take over a browser. */
export const sessionIdOf = (digest: KeyedDigest, secret: string): SessionId =>
  // check: stores-keep-digests-of-session-cookies
  sessionId(digest.digest('session-cookie', secret))

/**
 * The secret of a session's cookie: its random part, and a mark that nobody else can make, so that the broker knows a
 * cookie of its own without asking a store. The mark proves no session; the secret as a whole is its name.
 */
export const sessionSecretOf = (randomPart: string, digest: KeyedDigest): string =>
  `${randomPart}.${digest.digest('session-cookie-mark', randomPart).slice(0, 22)}`

/**
 * The names by which a service knows a session: one SessionIndex and one transient NameID for each session and service,
 * (for a portal, each of its child services is one of its own), however often it is answered and in however many tabs at once (RULES: What a service may ask 13). Two services cannot
 * tell that their names belong to one session.
 */
export function sessionNames(
  { handle, participations }: BrowserSession,
  asked: Pick<Requirements, 'service' | 'child'>,
  digest: KeyedDigest,
): NamedSession {
  const asker = askerOf(asked)
  // check: two-services-know-a-session-by-nothing-in-common
  const nameFor = (purpose: string): string => `_${digest.digest(purpose, JSON.stringify([handle, asker]))}`
  // A session from before handles were kept goes on under the index that the service was given.
  const known = participations.find((each) => askerOf(each) === asker)
  return { sessionIndex: known?.sessionIndex ?? nameFor('session-index'), transientId: nameFor('transient-name-id') }
}

/**
 * The key under which sessions are found by service and NameID. It is a digest, so that no e-mail address used as
 * NameID lies there in clear.
 */
export const nameKeyOf = (digest: KeyedDigest, service: EntityId, nameId: string): string =>
  // check: a-session-is-found-by-its-own-service-alone
  digest.digest('session-name', JSON.stringify([service, nameId]))

/** True if the session has noted already that this service takes part under this name. */
export const takesPart = ({ participations }: BrowserSession, part: Participation): boolean =>
  participations.some(
    ({ nameId, nameIdFormat, sessionIndex, nameKey, ...asked }) =>
      askerOf(asked) === askerOf(part) &&
      nameId === part.nameId &&
      nameIdFormat === part.nameIdFormat &&
      sessionIndex === part.sessionIndex &&
      nameKey === part.nameKey,
  )
