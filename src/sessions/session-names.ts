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

/** How many names one asker may have in one session: formats, and a name that changed meanwhile. The oldest goes. */
const NAMES_KEPT = 8

const isSameName = (one: Participation, other: Participation): boolean =>
  askerOf(one) === askerOf(other) && one.nameKey === other.nameKey && one.nameIdFormat === other.nameIdFormat

/** True if the session has noted already that this service takes part under this name, for at least as long. */
export const takesPart = ({ participations }: BrowserSession, part: Participation): boolean =>
  participations.some(
    (each) =>
      isSameName(each, part) &&
      each.nameId === part.nameId &&
      each.sessionIndex === part.sessionIndex &&
      (part.until ?? 0) <= (each.until ?? 0),
  )

/**
 * What takes part in a session together with `part`. Another name of the same service stays beside it: the service may ask
 * for a logout by each name that it was given, and is told by each (saml-core §3.7.3.1).
 */
export function joinedBy({ participations }: BrowserSession, part: Participation): readonly Participation[] {
  // check: a-second-name-replaces-no-first-one
  const others = participations.filter((each) => !isSameName(each, part))
  const same = participations.find((each) => isSameName(each, part))
  const names = others.filter((each) => askerOf(each) === askerOf(part))
  // check: one-service-has-few-names-in-a-session
  const forgotten = new Set(names.slice(0, Math.max(0, names.length - (NAMES_KEPT - 1))))
  const until = Math.max(same?.until ?? 0, part.until ?? 0)
  return [...others.filter((each) => !forgotten.has(each)), { ...part, ...(until > 0 && { until }) }]
}
