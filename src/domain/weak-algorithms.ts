import { days, type Instant } from './instant.js'
import type { EntityId } from './ids.js'

/**
 * SHA-1 as the digest of a reference alone, under a signature of SHA-2: so portals sign that were built for BundID. It is what
 * `sha1` permits, by the name of the contract, and where nobody real logs in it needs no end.
 */
export const SHA1_DIGEST = 'sha1-digest'

/**
 * What an operator may allow one service for a time, and nobody else: content encryption without authentication
 * towards it, and SHA-1 in the signatures of its requests (BSI TR-03116-4 §3 has neither). Nothing else that is weak
 * can be allowed: no RSA key below 2048 bits, no PKCS#1 v1.5 key transport, no SHA-1 in what the broker signs.
 */
export const WEAK_ALGORITHMS = ['aes256-cbc', 'aes128-cbc', 'rsa-sha1', 'sha1', SHA1_DIGEST] as const
export type WeakAlgorithm = (typeof WEAK_ALGORITHMS)[number]

export type PermittedWeak = ReadonlySet<WeakAlgorithm>
export const NO_WEAK: PermittedWeak = new Set()

/** Told each time a weak algorithm was used by an exception, after the signature held or with the answer. */
export type WeakAlgorithmUsed = (service: EntityId, algorithm: WeakAlgorithm) => void

/** An operator's exception as it stands in the settings of a service. */
export interface WeakException {
  readonly weakAlgorithms: readonly WeakAlgorithm[]
  /** YYYY-MM-DD: its last day, in UTC. Null only where no algorithm is named. */
  readonly weakAlgorithmsUntil: string | null
}

/** The end of the last day of an exception; null if there is none. */
export const exceptionEnd = ({ weakAlgorithms, weakAlgorithmsUntil: until }: WeakException): Instant | null =>
  weakAlgorithms.length === 0 || until === null ? null : Date.parse(`${until}T00:00:00Z`) + days(1)

/** True for an exception that needs no end in a deployment for trying out. */
export const mayBeEndless = ({ weakAlgorithms, weakAlgorithmsUntil }: WeakException): boolean =>
  weakAlgorithmsUntil === null && weakAlgorithms.length > 0 && weakAlgorithms.every((name) => name === SHA1_DIGEST)

const DIGEST_ALONE: PermittedWeak = new Set([SHA1_DIGEST])

/** What the exception of this service permits now: it ends by itself. `isTest`: the deployment is for trying out. */
export function permittedWeak(exception: WeakException, now: Instant, isTest = false): PermittedWeak {
  // check: an-endless-exception-is-of-a-test-deployment
  if (isTest && mayBeEndless(exception)) return DIGEST_ALONE
  const end = exceptionEnd(exception)
  // check: an-exception-ends
  // check: an-exception-permits-what-it-names
  return end !== null && now < end ? new Set(exception.weakAlgorithms) : NO_WEAK
}

/** Whether an exception may be given until this day (YYYY-MM-DD): not in the past, at most one year ahead. */
export function mayLastUntil(day: string, now: Instant): boolean {
  const today = new Date(now).toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4)) + 1
  // check: an-exception-is-for-the-future
  // check: an-exception-lasts-a-year-at-most
  return day > today && day <= `${year}${today.slice(4)}`
}
