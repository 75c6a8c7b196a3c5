import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duration } from '../../domain/instant.js'
import type { Language } from '../../domain/language.js'
import type { RequestKind } from '../../domain/ports/meter.js'
import { Places, type PlacesOptions } from './places.js'
import type { Shed, ShedRequest } from './shed.js'

/** In how long a request that is let in should be answered: below two seconds, also if that turns out a little more. */
const ANSWERED_WITHIN: Duration = 1400

/** The share of that which each kind may use: logins under way find room where new ones find none any more. */
const SHARE: Readonly<Record<RequestKind, number>> = { new: 0.7, 'follow-up': 0.85, known: 1 }

/** All that are open, whatever they wait for: so the memory that they take has a bound. */
const OPEN_AT_MOST = 3000

/** Requests of one cookie that may use the reserved share at once: more than the connections of a browser. */
const OF_ONE_COOKIE = 8

const SLO_SOAP = '/saml/slo/soap'
const ARTIFACT = '/saml/artifact'

/**
 * Requests to one address that strangers may ask, which may use it at once, whoever sends them. A logout has the time of the
 * service that asks; an artifact is a login whose citizen waits, and there are as many as there are portals that take them.
 */
const OF_ONE_ADDRESS: ReadonlyMap<string, number> = new Map([
  [SLO_SOAP, OF_ONE_COOKIE],
  [ARTIFACT, 4 * OF_ONE_COOKIE],
])

export interface AdmissionOptions extends PlacesOptions {
  /** How late the event loop is: so long a request has waited before anybody saw it. */
  readonly loopDelay: () => Duration
  readonly openAtMost?: number
}

/** One request that asks to be let in. */
export interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly kind: RequestKind
  /** The cookie by which a browser is known, or the address whose strangers share what one browser may use. */
  readonly cookie: string | null
  readonly work: () => void
}

/** Lets in as many requests as this process answers in time, and no more. */
export interface Admission {
  /** True if nobody has to wait: who asks does not matter then. */
  isFree(): boolean
  /**
   * Does the work, now or in its turn; false if it would come too late, and nothing was done. A request has its place
   * until its answer is finished or its connection is gone.
   */
  admit(arrival: Arrival): boolean
}

export function createAdmission({ loopDelay, openAtMost = OPEN_AT_MOST, ...options }: AdmissionOptions): Admission {
  const { door } = options
  const places = new Places(options)
  const ofCookie = createCounts()
  const isFree = (): boolean => places.isFree() && places.open() < openAtMost
  const comesTooLate = (kind: RequestKind): boolean => {
    // check: what-is-open-has-a-bound
    if (places.open() >= openAtMost) return true
    const waited = Math.max(loopDelay(), door?.busyFor() ?? 0)
    // check: new-logins-are-shed-first
    return waited + places.expected() > ANSWERED_WITHIN * SHARE[kind]
  }
  return {
    isFree,
    admit({ request, response, kind, cookie, work }) {
      // check: one-cookie-has-not-the-whole-share
      const asked =
        cookie !== null && ofCookie.of(cookie) >= (OF_ONE_ADDRESS.get(cookie) ?? OF_ONE_COOKIE) ? 'new' : kind
      if (!isFree() && comesTooLate(asked)) return false
      if (cookie !== null) ofCookie.add(cookie)
      const over = (): void => void (cookie !== null && ofCookie.remove(cookie))
      places.take({ request, response, work, over })
      return true
    },
  }
}

function createCounts() {
  const counts = new Map<string, number>()
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add: (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1),
    remove(key: string): void {
      const left = (counts.get(key) ?? 0) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    },
  }
}

export interface GateDeps {
  readonly admission: Admission
  readonly shed: Shed
  /** The cookie by which this is a browser of a login or session of ours, told without asking a store; else null. */
  readonly knownBy: (request: IncomingMessage, path: string) => string | null
  readonly language: (request: IncomingMessage) => Language
}

/**
 * Stands before everything else that a request costs: no body was read, no signature checked and nothing claimed of one
 * that is shed, so the same request may come again.
 */
export function gated(listener: RequestListener, { admission, shed, knownBy, language }: GateDeps): RequestListener {
  return (request, response) => {
    const path = pathOf(request)
    if (isForOperators(path)) {
      listener(request, response)
      return
    }
    const known = admission.isFree() ? null : knownBy(request, path)
    const kind = kindOf(path, known)
    const cookie = known ?? sharedAt(path)
    const work = () => void listener(request, response)
    // check: what-is-shed-has-done-nothing
    if (admission.admit({ request, response, kind, cookie, work })) return
    shed(request, response, { kind, language: language(request), reads: readsOf(request, path) })
  }
}

const SOAP: ReadonlySet<string> = new Set([SLO_SOAP, ARTIFACT])

/** What whoever asks can read: a browser, another program, or a service that speaks SOAP and nothing else. */
const readsOf = ({ headers }: IncomingMessage, path: string): ShedRequest['reads'] => {
  if (SOAP.has(path)) return 'soap'
  return path.startsWith('/api/') || headers.accept === 'application/json' ? 'json' : 'html'
}

/**
 * A logout by SOAP is of a session that is there, and an artifact of a login; yet anybody can send what looks like one. So all
 * of a kind together have a bound of their own in the share of logins under way; what comes beyond that is as new.
 */
// check: junk-at-the-back-channel-has-not-the-whole-share
const sharedAt = (path: string): string | null => (SOAP.has(path) ? path : null)

/** The path of a request's target, also where that names the host (RFC 9112 §3.2.2). */
function pathOf({ url = '' }: IncomingMessage): string {
  const [target = ''] = url.split('?', 1)
  if (target.startsWith('/')) return target
  return URL.canParse(target) ? new URL(target).pathname : target
}

const FOR_OPERATORS: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics'])

/** True for what those who run the broker ask: it is answered whatever else goes on. */
// check: health-is-never-shed
const isForOperators = (path: string): boolean => FOR_OPERATORS.has(path)

/**
 * Other programs ask there for a login that is under way, or has just ended, or for a logout: they have no cookie, and what
 * they show needs the store.
 */
const isFollowUp = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/methods/') || SOAP.has(path)

/** Whose request it is, by its path and the cookie that it is known by. */
export const kindOf = (path: string, cookie: string | null): RequestKind =>
  cookie !== null ? 'known' : isFollowUp(path) ? 'follow-up' : 'new'
