import type { UnlinkedIdentityWish } from './login.js'

/** What a citizen can do with a card, or another account, that no account here holds yet. */
export type UnlinkedIdentityChoice = UnlinkedIdentityWish | 'temporary' | 'leave-account' | 'back' | 'cancel'

/** What is known of an unlinked identity. */
export type UnlinkedIdentitySituation =
  /** Nobody is signed in, and no account is known. */
  | 'unknown'
  /** An earlier card of the same person has an account. */
  | 'renewed'
  /** Somebody is signed in, and the card could be theirs. */
  | 'signed-in'
  /** The account that it should be bound to is another person's. */
  | 'another-person'

export interface UnlinkedIdentityOffers {
  readonly situation: UnlinkedIdentitySituation
  readonly choices: readonly UnlinkedIdentityChoice[]
  /** The choices that need the card to be read once more, since the first read asked for less (RULES: Identity 4). */
  readonly readAgain: readonly UnlinkedIdentityChoice[]
}
