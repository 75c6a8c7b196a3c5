import type { Instant } from '../../domain/instant.js'
import { ANSWER_LIFETIME, isEnding, isOpen, LOGIN_LIFETIME, type Login, type OpenLogin } from '../../domain/login.js'
import type { BrowserSession } from '../../domain/session.js'
import { LOGOUT_LIFETIME } from '../../domain/logout.js'
import { LONGEST_IDLE } from '../../domain/session-limits.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { EphemeralStores } from '../ephemeral-stores.js'
import { createExpiringMap, atOnce, type ExpiringMap, type ForgetFrom } from './expiring-map.js'
import { createMemorySessionStore } from './session-store.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { LoginStore } from '../../domain/ports/login-store.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Places } from '../../domain/ports/places.js'
import type { UntoldLogouts } from '../../domain/ports/untold-logouts.js'
import type { Versioned, VersionedStore } from '../../domain/ports/versioned-store.js'

/**
 * Anybody can begin logins, with a request of a service's that is not signed, open methods in them and give them up.
 * What is over makes room; then what nobody has proved anything in, all of it in one order: whoever fills the store with
 * what is kept longer would leave too little room for all others.
 */
const WITHOUT_PROOF: ForgetFrom<Login> = [
  // check: a-login-that-is-over-makes-room
  // check: the-answer-of-a-login-that-is-over-is-kept
  (login) => (isOpen(login) ? null : endOf(login) + ANSWER_LIFETIME),
  // check: a-login-in-which-something-is-proved-is-kept
  // check: a-login-without-proof-makes-room-whatever-was-opened-in-it
  // check: a-login-that-is-ending-is-kept
  (login) => (isOpen(login) && !isEnding(login) && !hasProof(login) ? login.startedAt : null),
]

/**
 * A session that signs nobody in any more is kept for a logout alone, for hours. One citizen who logs in again and again
 * would take the place of all others by that, so it makes room for a session that is lived in.
 */
const LEFT_BEHIND: ForgetFrom<BrowserSession> = [
  // check: sessions-kept-for-a-logout-make-room
  ({ lastActionAt }) => lastActionAt + LONGEST_IDLE + LOGIN_LIFETIME,
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
  const swept: Sweepable[] = []
  const made = <Made extends Sweepable>(store: Made): Made => {
    swept.push(store)
    return store
  }
  const mapOf = <Value>(name: string, forgetFrom: ForgetFrom<Value> = []): ExpiringMap<Value> =>
    made(createExpiringMap<Value>({ ...options, name, forgetFrom }))
  return {
    logins: createMemoryLoginStore(mapOf('logins', WITHOUT_PROOF)),
    sessions: createMemorySessionStore(mapOf('sessions', LEFT_BEHIND), mapOf('session renewals'), clock),
    replay: createMemoryReplayCache(mapOf('replay cache', [neededUntil]), clock),
    attempts: createMemoryAttemptCounter(mapOf('attempt counter'), clock),
    passChallenges: createMemoryVersionedStore(mapOf('pass challenges')),
    passPairings: createMemoryVersionedStore(mapOf('pass pairings')),
    places: made(createMemoryPlaces(clock)),
    cardInquiries: createMemoryVersionedStore(mapOf('card inquiries')),
    logouts: createMemoryVersionedStore(mapOf('logouts')),
    untoldLogouts: createMemoryUntoldLogouts(mapOf('untold logouts'), clock),
    artifacts: createMemoryVersionedStore(mapOf('artifacts')),
    upstreamAnswers: createMemoryVersionedStore(mapOf('upstream answers')),
    sweep() {
      for (const store of swept) store.sweep()
    },
    close: () => Promise.resolve(),
  }
}

/** Throws out what has expired. */
type Sweepable = Pick<MemoryStores, 'sweep'>

/**
 * Logins of one process. Answered and aborted ones stay until `expiresAt` too, so that a late click is told
 * "already answered"; what they still deliver, and how long, their reader decides.
 */
const createMemoryLoginStore = (logins: ExpiringMap<Login>): LoginStore => ({
  find: (id) => atOnce(() => logins.get(id)),
  replace: (login) =>
    atOnce(() => {
      // check: a-first-version-replaces-nothing
      // check: logins-are-compared-and-set
      if ((logins.get(login.id)?.version ?? 0) !== login.version - 1) return false
      logins.set(login.id, login, login.expiresAt)
      return true
    }),
})

/** Who claimed, and until when that has to be known. */
interface Claim {
  readonly holder: string
  readonly neededUntil: Instant
}

/**
 * Claims of one process. One full of claims that are needed refuses new ones (`unavailable`): to forget one is a
 * replay.
 */
const createMemoryReplayCache = (claims: ExpiringMap<Claim>, clock: Clock): ReplayCache => ({
  claim: (key, holder, keepFor, neededFor = keepFor) =>
    atOnce(() => {
      const first = claims.get(key)
      // check: a-claim-is-first-come
      if (first !== null) return first.holder
      // check: a-claim-is-kept-while-it-is-needed
      claims.set(key, { holder, neededUntil: clock.now() + neededFor }, clock.now() + keepFor)
      return null
    }),
})

/** Failures under one key, and the members that were counted. */
interface Attempts {
  readonly count: number
  readonly members: readonly string[]
}

/** Members that are told apart under one key. Far above every rate limit; beyond it each failure counts. */
const MEMBERS_KEPT = 1000

/** Failed proofs counted in one process. */
const createMemoryAttemptCounter = (attempts: ExpiringMap<Attempts>, clock: Clock): AttemptCounter => ({
  add: (key, window, member) =>
    atOnce(() => {
      const { count, members } = attempts.get(key) ?? { count: 0, members: [] }
      if (member !== undefined && members.includes(member)) return count
      const kept = member !== undefined && members.length < MEMBERS_KEPT ? [...members, member] : members
      // check: a-window-begins-with-the-first-failure
      attempts.set(key, { count: count + 1, members: kept }, attempts.expiryOf(key) ?? clock.now() + window)
      return count + 1
    }),
  takeBack: (key) =>
    atOnce(() => {
      const [held, until] = [attempts.get(key), attempts.expiryOf(key)]
      if (held && until !== null && held.count > 0) attempts.set(key, { ...held, count: held.count - 1 }, until)
    }),
  read: (key) => atOnce(() => ({ count: attempts.get(key)?.count ?? 0, until: attempts.expiryOf(key) })),
  clear: (key) => atOnce(() => void attempts.delete(key)),
})

/** Places of one process. `sweep` throws out what has expired, of groups too that nobody asks for any more. */
function createMemoryPlaces(clock: Clock): Places & Sweepable {
  const groups = new Map<string, Map<string, Instant>>()
  const live = (name: string): Map<string, Instant> => {
    const places = groups.get(name) ?? new Map<string, Instant>()
    for (const [id, until] of places) if (until <= clock.now()) places.delete(id)
    if (places.size === 0) groups.delete(name)
    return places
  }
  return {
    take: (id, keepFor, wanted) =>
      atOnce(() => {
        const full = wanted.find(({ name, most }) => live(name).size >= most)
        // check: places-are-limited-in-this-process
        if (full) return full.name
        for (const { name } of wanted) groups.set(name, live(name).set(id, clock.now() + keepFor))
        return null
      }),
    giveBack: (id) =>
      atOnce(() => {
        for (const [name, places] of groups) if (places.delete(id) && places.size === 0) groups.delete(name)
      }),
    taken: (group) => atOnce(() => live(group).size),
    sweep() {
      for (const name of groups.keys()) live(name)
    },
  }
}

/** The list of one process, by when each is to be looked at. */
const createMemoryUntoldLogouts = (list: ExpiringMap<Instant>, clock: Clock): UntoldLogouts => ({
  note: (id, after) => atOnce(() => list.set(id, clock.now() + after, clock.now() + after + LOGOUT_LIFETIME)),
  due: (most) =>
    atOnce(() => {
      const ids = list.keysWhere((from) => from <= clock.now())
      return ids.toSorted((one, other) => (list.get(one) ?? 0) - (list.get(other) ?? 0)).slice(0, most)
    }),
  forget: (id) => atOnce(() => void list.delete(id)),
})

/** Values under way in one process. */
const createMemoryVersionedStore = <Value extends Versioned>(values: ExpiringMap<Value>): VersionedStore<Value> => ({
  create: (value) =>
    atOnce(() => {
      if (values.get(value.id)) throw new BrokerError('internal', 'a value with this id exists')
      values.set(value.id, value, value.keepUntil)
    }),
  find: (id) => atOnce(() => values.get(id)),
  replace: (value) =>
    atOnce(() => {
      if (values.get(value.id)?.version !== value.version - 1) return false
      values.set(value.id, value, value.keepUntil)
      return true
    }),
})
