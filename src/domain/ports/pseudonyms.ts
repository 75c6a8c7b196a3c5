import type { Account } from '../account.js'

/** Derives what a service may know instead of an account. */
export interface Pseudonyms {
  /** The persistent pseudonym of the account in this sector: 43 characters base64url, stable, says nothing. */
  persistent(account: Account, sector: string): string
}
