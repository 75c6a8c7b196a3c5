import { z } from 'zod'
import { loginId, type LoginId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { MethodState } from '../../domain/login.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'

/** A request of ours that an issuer may answer; its `state` names it. */
const question = z.strictObject({ state: z.string(), at: z.number() })

const shape = z.strictObject({ asked: z.array(question) })

export type AskedOfIssuer = z.infer<typeof question>

/** A citizen may open the issuer several times, as in two tabs or by going back; the newest few may be answered. */
const MOST_ASKED = 4

/** What was asked in this login so far, the newest last. */
export function askedIn(held: MethodState | null): readonly AskedOfIssuer[] {
  const read = shape.safeParse(held ?? { asked: [] })
  return read.success ? read.data.asked : []
}

/** The state with one more request. */
export const withAsked = (held: MethodState | null, state: string, at: Instant): MethodState => ({
  asked: [...askedIn(held), { state, at }].slice(-MOST_ASKED),
})

/** `state` of a request (RFC 6749 §4.1.1): whose login it is, and what nobody can guess. */
export const newState = (login: LoginId, secret: string): string => `${login}.${secret}`

/** The login that a `state` names; null: it is none of ours by its form. */
export function loginOfState(state: string): LoginId | null {
  const [, login] = /^([A-Za-z0-9_-]{8,64})\.[A-Za-z0-9_-]{43}$/.exec(state) ?? []
  return login === undefined ? null : loginId(login)
}

/** What binds an answer to a request, beside its `state`. */
export interface Bound {
  /** OpenID Connect Core 1.0 §3.1.2.1: the ID token repeats it. */
  readonly nonce: string
  /** RFC 7636 §4.1: 43 characters that only this broker shows to the token endpoint. */
  readonly verifier: string
}

/** Both are digests under a key of the broker, so that whoever reads the login, or sees its `state`, has neither. */
export const boundTo = (state: string, upstream: string, digest: KeyedDigest): Bound => ({
  // check: a-nonce-is-of-one-question
  nonce: digest.digest('oidc-nonce', JSON.stringify([upstream, state])),
  // check: a-code-verifier-is-of-one-question
  verifier: digest.digest('oidc-verifier', JSON.stringify([upstream, state])),
})
