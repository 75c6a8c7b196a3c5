import type { Comparison } from '../../src/domain/authn-context.js'
import type { AttributeName, Identity } from '../../src/domain/identity.js'
import type { Duration, Instant } from '../../src/domain/instant.js'
import type { SessionLimits } from '../../src/domain/session-limits.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'

// A login as data: all that the rules on trust levels speak of. The oracle foretells what becomes of it, the walk sees
// what the flow makes of it.

export const METHODS = ['password', 'pass', 'eid'] as const
export type MethodName = (typeof METHODS)[number]

/** A method by configuration. `withFactor`: the level of a password that a second factor joins; null: none is known. */
export interface MethodSetting {
  readonly level: TrustLevel
  readonly withFactor: TrustLevel | null
  readonly works: boolean
}

/** One way into the account. `instance`: '' for the password, `totp` for its second factor, a phone, a card. */
export interface Binding {
  readonly method: MethodName
  readonly instance: string
  readonly cap: TrustLevel
  readonly blocked: boolean
}

/** What a method proved once. `tells`: what was read of the person, and is kept with the proof. */
export interface GivenProof {
  readonly method: MethodName
  readonly instance: string
  readonly level: TrustLevel
  readonly at: Instant
  readonly tells: Identity
}

export interface SessionOf {
  readonly proofs: readonly GivenProof[]
  readonly lastAction: Instant
}

export interface ServiceSetting {
  readonly level: TrustLevel
  readonly sso: boolean
  /** Null: all. */
  readonly methods: readonly MethodName[] | null
  readonly pseudonymous: boolean
  readonly required: readonly AttributeName[]
  readonly optional: readonly AttributeName[]
}

export interface AskedFor {
  readonly comparison: Comparison
  /** Class URIs in order; null: the request holds no RequestedAuthnContext. */
  readonly classes: readonly string[] | null
  readonly forceAuthn: boolean
  readonly isPassive: boolean
}

export interface Situation {
  readonly methods: Readonly<Record<MethodName, MethodSetting>>
  readonly limits: SessionLimits
  readonly proofing: { readonly level: TrustLevel; readonly origin: 'self-declared' | 'eid' | 'clerk' }
  readonly bindings: readonly Binding[]
  readonly identity: Identity
  /** Null: nobody is signed in to this browser. */
  readonly session: SessionOf | null
  readonly service: ServiceSetting
  readonly request: AskedFor
  /** What the citizen confirmed before and asked to be remembered: these names and values, others, or nothing. */
  readonly remembered: 'same' | 'others' | null
}

/** What the citizen does, at most: waits, proves the account by one of its bindings, waits again, and decides. */
export interface Course {
  readonly begin: Instant
  readonly beforeProof: Duration
  /** Index of the binding, modulo how many there are of methods that are offered. */
  readonly proof: number
  /** Takes any binding, whether its method is offered or not. */
  readonly stubborn: boolean
  /** What a card tells when it is read now. */
  readonly cardTells: Identity
  readonly beforeDecision: Duration
}

/** What the citizen proves the account by; undefined: there is nothing. */
export function chosenBinding(
  { bindings }: Pick<Situation, 'bindings'>,
  { proof, stubborn }: Course,
  offered: ReadonlySet<string>,
): Binding | undefined {
  const open = stubborn ? bindings : bindings.filter(({ method }) => offered.has(method))
  return open[proof % open.length]
}

/** One attribute as it leaves. */
export interface Leaving {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
}

/** What the citizen sees, or the service gets, after one step. */
export type Outcome =
  | { readonly kind: 'status'; readonly code: string }
  /** The method page: what is offered, and why the rest is not. */
  | { readonly kind: 'methods'; readonly why: Readonly<Record<string, string>> }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'profile'; readonly missing: readonly string[] }
  | { readonly kind: 'confirm'; readonly level: TrustLevel; readonly leaving: readonly Leaving[] }
  | {
      readonly kind: 'answer'
      readonly level: TrustLevel
      /** The level reached, as it is logged beside the one that is asserted. */
      readonly reached: TrustLevel
      readonly classRef: string
      readonly leaving: readonly Leaving[]
      readonly method: MethodName
      readonly authnInstant: Instant
      /** Until when the session may serve the service; null: no session was opened. */
      readonly sessionUntil: Instant | null
    }
