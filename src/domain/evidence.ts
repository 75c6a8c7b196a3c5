import type { AccountId, MethodId } from './ids.js'
import type { Identity } from './identity.js'
import type { Instant } from './instant.js'
import type { SwitchedMethods } from './method-switch.js'
import { meets, type TrustLevel } from './trust-level.js'

/**
 * Whom a method proved. A method bound to an account names that account. A card or an upstream names somebody by a
 * key of its own, a keyed digest; whose account that is, if anybody's, the login finds out.
 */
export type EvidenceSubject =
  { readonly kind: 'account'; readonly account: AccountId } | { readonly kind: 'key'; readonly key: string }

/**
 * What a method proved: method, level by configuration, time, subject. Plain data: it is stored with login and session.
 */
export interface Evidence {
  readonly method: MethodId
  /** Which of several of one method, such as a phone; '' where there can be one only. */
  readonly instance: string
  readonly level: TrustLevel
  readonly at: Instant
  readonly subject: EvidenceSubject
  /**
   * What the source told of the person. In a session no more than what the account does not keep of it, and no longer
   * than the evidence holds at its full level.
   */
  readonly facts?: Identity | undefined
  /** What the method has to tell the citizen before the login ends; its texts have the words. No session keeps it. */
  readonly remark?: EvidenceRemark | undefined
  /** Of a proof by another account; absent: of one that the broker took itself. */
  readonly upstream?: UpstreamProof | undefined
}

/** What is said of a proof that another account took. */
export interface UpstreamProof {
  /** Who took it, and whom that one had it from, as an answer names them; empty: they are not named. */
  readonly authorities: readonly string[]
  /** True: it counts in this login alone, and opens no session (OneTimeUse, ProxyRestriction; TR-03160-1 §4.3). */
  readonly once: boolean
  /** False: it names its person for one login alone (transient, saml-core §8.3.8), so no account can be found by it. */
  readonly lasting: boolean
}

export interface EvidenceRemark {
  readonly kind: string
  readonly count: number
}

/** Evidence whose account is known. */
export type AccountEvidence = Evidence & { readonly subject: Extract<EvidenceSubject, { kind: 'account' }> }

/** Whether a proof counts at all: its method is on, and was not switched off since. */
export function countsStill({ method, at }: Pick<Evidence, 'method' | 'at'>, switched: SwitchedMethods): boolean {
  const found = switched.get(method)
  if (!found) return true
  // check: what-a-method-proved-before-it-was-switched-off-does-not-come-back
  return found.enabled && (found.disabledAt === null || at > found.disabledAt)
}

/** True if the evidence is of this account. */
export const isOf = (evidence: Evidence, account: AccountId | undefined): evidence is AccountEvidence =>
  evidence.subject.kind === 'account' && evidence.subject.account === account

/** The account that the evidence is of, or null while its person has none. */
export const accountOf = ({ subject }: Evidence): AccountId | null =>
  subject.kind === 'account' ? subject.account : null

/** The same evidence as proof of this account. What found the account by a key is that key's binding from now on. */
export const asOf = (evidence: Evidence, account: AccountId): AccountEvidence => ({
  ...evidence,
  instance: evidence.subject.kind === 'key' ? evidence.subject.key : evidence.instance,
  subject: { kind: 'account', account },
})

/**
 * True if the proof was of two factors. A password is one, by itself; whatever else proves `substantiell` has two
 * (TR-03107-1 §3).
 */
export const hasTwoFactors = ({ method, instance, level }: Evidence): boolean =>
  // check: a-password-alone-is-one-factor
  method === 'password' ? instance !== '' : meets(level, 'substantiell')

/** The evidence alone, without what the source told of the person. */
export const withoutFacts = ({ method, instance, level, at, subject, upstream }: Evidence): Evidence => ({
  method,
  instance,
  level,
  at,
  subject,
  ...(upstream && { upstream }),
})
