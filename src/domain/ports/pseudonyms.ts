import type { Account } from '../account.js'

/** What a service may know instead of an account. */
export interface Pseudonyms {
  /**
   * The persistent pseudonym of the account in this sector: the one of an earlier IdP, where it has one there, else the
   * derived one.
   */
  persistent(account: Account, sector: string): string
  /** The pseudonym that this seed has in this sector: 43 characters base64url, stable, says nothing. */
  derived(seed: string, sector: string): string
}
