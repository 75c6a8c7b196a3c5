import { createHash } from 'node:crypto'
import type { AccountId, LoginId, SessionId } from '../../domain/ids.js'

/**
 * The names of everything in Redis. A script may touch keys of one slot of a cluster only: logins, claims and counters
 * are one key each; sessions and the list of an account's sessions share one slot by their hash tag `{sessions}`, as a
 * session changes its id when its level rises and all of an account end together. Places share one by `{places}`, as one
 * thing takes them in several groups or in none.
 */
export interface RedisKeys {
  login(id: LoginId): string
  session(id: SessionId): string
  /** What every key of a session begins with. */
  readonly sessions: string
  /** Under which id this session was renewed. */
  sessionRenewal(id: SessionId): string
  /** The ids of an account's sessions. */
  sessionsOf(account: AccountId): string
  /** The ids of the sessions that a service may name by this key. */
  sessionsNamed(nameKey: string): string
  claim(key: string): string
  attempts(key: string): string
  passChallenge(id: string): string
  passPairing(id: string): string
  cardInquiry(id: string): string
  logout(id: string): string
  /** The list of logouts that somebody is to look at. */
  readonly untoldLogouts: string
  artifact(id: string): string
  upstreamAnswer(id: string): string
  /** In which groups this thing has its places. */
  placesOf(id: string): string
  placeGroup(name: string): string
}

export const KEY_PREFIX = 'servicekonto:'

export function createRedisKeys(prefix: string): RedisKeys {
  const sessions = `${prefix}{sessions}:session:`
  return {
    login: (id) => `${prefix}login:${id}`,
    sessions,
    session: (id) => sessions + id,
    sessionRenewal: (id) => `${prefix}{sessions}:renewal:${id}`,
    sessionsOf: (account) => `${prefix}{sessions}:account:${account}`,
    sessionsNamed: (nameKey) => `${prefix}{sessions}:name:${nameKey}`,
    claim: (key) => `${prefix}claim:${shortened(key)}`,
    attempts: (key) => `${prefix}attempts:${shortened(key)}`,
    // The name comes from whoever asks, who may be a stranger.
    passChallenge: (id) => `${prefix}pass-challenge:${shortened(id)}`,
    passPairing: (id) => `${prefix}pass-pairing:${shortened(id)}`,
    cardInquiry: (id) => `${prefix}card-inquiry:${shortened(id)}`,
    logout: (id) => `${prefix}logout:${shortened(id)}`,
    untoldLogouts: `${prefix}untold-logouts`,
    // Its name is what opens it, so that nobody who reads names may have it.
    artifact: (id) => `${prefix}artifact:${shortened(id)}`,
    upstreamAnswer: (id) => `${prefix}upstream-answer:${shortened(id)}`,
    placesOf: (id) => `${prefix}{places}:of:${shortened(id)}`,
    placeGroup: (name) => `${prefix}{places}:group:${shortened(name)}`,
  }
}

/** A claim holds what a stranger chose: of any length, and with braces it would choose its slot too. */
const shortened = (key: string): string => createHash('sha256').update(key).digest('base64url')
