import type { LoginId, PassDeviceId } from './ids.js'
import { minutes, type Duration, type Instant } from './instant.js'
import type { EcPublicKey } from './pass-device.js'

/** How long a challenge can be answered (RULES: The pass 2). */
export const PASS_CHALLENGE_LIFETIME: Duration = minutes(2)

/** How long after that its end can be shown, and what was confirmed be taken. */
export const PASS_CHALLENGE_GRACE: Duration = minutes(5)

/** What a challenge is for. */
export type PassPurpose =
  | {
      readonly kind: 'login'
      readonly login: LoginId
      /** Phones without an account may answer, and pair in it (RULES: The pass 6). */
      readonly withoutAccount: boolean
      /** The login runs inside an app, which a phone leads back into by this address; null: in a browser. */
      readonly appReturn: string | null
    }
  /** The first use of a phone, which ends its pairing. */
  | { readonly kind: 'pairing'; readonly pairing: string }

export type PassChallengeState =
  | { readonly name: 'open' }
  /** A phone has opened it; no other one can any more. */
  | { readonly name: 'scanned'; readonly device: PassDeviceId }
  /** Taken for one answer, which is being looked at. */
  | { readonly name: 'checking'; readonly device: PassDeviceId }
  /** Confirmed without the number: goes on in the login's browser that brings `token`, or with the number. */
  | { readonly name: 'returning'; readonly device: PassDeviceId; readonly token: string }
  | { readonly name: 'confirmed'; readonly device: PassDeviceId; readonly at: Instant }
  | PassChallengeFailed
  | { readonly name: 'declined' | 'used' }

/** An answer that confirmed nothing. `triesLeft`: after a wrong PIN; without it, it was not the PIN that failed. */
export type PassChallengeFailed =
  { readonly name: 'failed'; readonly triesLeft?: number | undefined } | { readonly name: 'wrong-number' | 'blocked' }

/** One question to a phone. A value of the ephemeral store: changed by compare-and-set on `version`. */
export interface PassChallenge {
  /** What its link holds: 128 random bits. */
  readonly id: string
  readonly version: number
  readonly purpose: PassPurpose
  /** What the citizen logs in at, by language; the phone shows one of them and signs which. */
  readonly names: Readonly<Record<string, string>>
  /** Two digits that the waiting page shows. */
  readonly number: string
  /** Fresh for this challenge; the phone gets it when it opens the challenge, and signs it. */
  readonly nonce: string
  /** What the phone encrypts its PIN digest to, and the private half of it, wrapped. */
  readonly key: { readonly public: EcPublicKey; readonly wrapped: string }
  readonly expiresAt: Instant
  /** When the store forgets it. */
  readonly keepUntil: Instant
  readonly state: PassChallengeState
}

/** The same challenge in its next state, to be stored by compare-and-set. */
export const movedTo = (challenge: PassChallenge, state: PassChallengeState): PassChallenge => ({
  ...challenge,
  version: challenge.version + 1,
  state,
})

// check: an-answer-without-the-number-expires
const UNDECIDED: ReadonlySet<PassChallengeState['name']> = new Set(['open', 'scanned', 'checking', 'returning'])

/**
 * Not decided in its time: an answer without the number decides nothing yet. What was decided in time stays so until
 * the store forgets it.
 */
export const hasExpired = ({ state, expiresAt }: PassChallenge, now: Instant): boolean =>
  UNDECIDED.has(state.name) && expiresAt <= now

/** Where a challenge stands, for the page that waits for it. */
export type PassStatus =
  'waiting' | 'scanned' | 'returning' | 'confirmed' | 'declined' | 'wrong-number' | 'failed' | 'blocked' | 'expired'

/** Null: the store has forgotten it, which it does some time after its end. */
export function passStatus(challenge: PassChallenge | null, now: Instant): PassStatus {
  if (!challenge || hasExpired(challenge, now)) return 'expired'
  switch (challenge.state.name) {
    case 'open':
      return 'waiting'
    case 'checking':
      return 'scanned'
    case 'used':
      return 'expired'
    default:
      return challenge.state.name
  }
}
