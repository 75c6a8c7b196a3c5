import { randomInt } from 'node:crypto'
import type { PassSeal } from '../../crypto/pass-seal.js'
import type { Instant } from '../../domain/instant.js'
import {
  PASS_CHALLENGE_GRACE,
  PASS_CHALLENGE_LIFETIME,
  type PassChallenge,
  type PassChallengeState,
  type PassPurpose,
} from '../../domain/pass-challenge.js'
import type { Random } from '../../domain/ports/random.js'

/** What a new challenge is for: its purpose, and the names of the service by language. */
export interface ChallengeDraft {
  readonly purpose: PassPurpose
  readonly names: Readonly<Record<string, string>>
  /** A challenge after a pairing is its phone's from the start; any other belongs to the first phone that opens it. */
  readonly state?: PassChallengeState
}

/** A fresh challenge, not stored yet. */
export async function newChallenge(
  { purpose, names, state = { name: 'open' } }: ChallengeDraft,
  now: Instant,
  { seal, random }: { readonly seal: PassSeal; readonly random: Random },
): Promise<PassChallenge> {
  const id = random.id()
  return {
    id,
    version: 1,
    purpose,
    names,
    // Always two digits, so that the citizen types exactly what the screen shows.
    number: String(randomInt(10, 100)),
    nonce: random.id(),
    key: await seal.make(id),
    expiresAt: now + PASS_CHALLENGE_LIFETIME,
    keepUntil: now + PASS_CHALLENGE_LIFETIME + PASS_CHALLENGE_GRACE,
    state,
  }
}
