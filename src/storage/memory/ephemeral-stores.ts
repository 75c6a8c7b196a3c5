import type { CardInquiry } from '../../domain/card-inquiry.js'
import type { SessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { ANSWER_LIFETIME, isOpen, type Login, type OpenLogin } from '../../domain/login.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { BrowserSession } from '../../domain/session.js'
import type { EphemeralStores } from '../ephemeral-stores.js'
import { type Attempts, createMemoryAttemptCounter } from './attempt-counter.js'
import { createExpiringMap } from './expiring-map.js'
import { createMemoryLoginStore } from './login-store.js'
import { createMemoryPlaces } from './places.js'
import { createMemoryReplayCache, type Claim } from './replay-cache.js'
import { createMemorySessionStore } from './session-store.js'
import { createMemoryVersionedStore } from './versioned-store.js'

/**
 * Anybody can begin logins, with a request of a service's that is not signed, open methods in them and give them up.
 * What is over makes room; then what nobody has proved anything in, all of it in one order: whoever fills the store with
 * what is kept longer would leave too little room for all others.
 */
const WITHOUT_PROOF: readonly ((login: Login) => Instant | null)[] = [
  // check: a-login-that-is-over-makes-room
  // check: the-answer-of-a-login-that-is-over-is-kept
  (login) => (isOpen(login) ? null : endOf(login) + ANSWER_LIFETIME),
  // check: a-login-in-which-something-is-proved-is-kept
  // check: a-login-without-proof-makes-room-whatever-was-opened-in-it
  (login) => (isOpen(login) && !hasProof(login) ? login.startedAt : null),
]

const endOf = (login: Exclude<Login, OpenLogin>): Instant =>
  login.state === 'answered' ? login.answeredAt : login.abortedAt

const hasProof = (login: OpenLogin): boolean => 'evidence' in login && login.evidence.length > 0

const neededUntil = (claim: Claim): Instant => claim.neededUntil

/** They forget nothing by themselves: `sweep` throws out what has expired, though nobody asks for it. */
export interface MemoryStores extends EphemeralStores {
  sweep(): void
}

/** All of it lives in this process and ends with it. `capacity` bounds each of the stores. */
export function createMemoryStores(options: { readonly clock: Clock; readonly capacity?: number }): MemoryStores {
  const { clock } = options
  const logins = createExpiringMap<Login>({ ...options, name: 'logins', forgetFrom: WITHOUT_PROOF })
  const sessions = createExpiringMap<BrowserSession>({ ...options, name: 'sessions' })
  const renewals = createExpiringMap<SessionId>({ ...options, name: 'session renewals' })
  const claims = createExpiringMap<Claim>({ ...options, name: 'replay cache', forgetFrom: [neededUntil] })
  const attempts = createExpiringMap<Attempts>({ ...options, name: 'attempt counter' })
  const challenges = createExpiringMap<PassChallenge>({ ...options, name: 'pass challenges' })
  const pairings = createExpiringMap<PassPairing>({ ...options, name: 'pass pairings' })
  const inquiries = createExpiringMap<CardInquiry>({ ...options, name: 'card inquiries' })
  return {
    logins: createMemoryLoginStore(logins),
    sessions: createMemorySessionStore(sessions, renewals, clock),
    replay: createMemoryReplayCache(claims, clock),
    attempts: createMemoryAttemptCounter(attempts, clock),
    passChallenges: createMemoryVersionedStore(challenges),
    passPairings: createMemoryVersionedStore(pairings),
    places: createMemoryPlaces(clock),
    cardInquiries: createMemoryVersionedStore(inquiries),
    sweep() {
      for (const map of [logins, sessions, renewals, claims, attempts, challenges, pairings, inquiries]) map.sweep()
    },
    close: () => Promise.resolve(),
  }
}
