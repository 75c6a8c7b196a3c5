import type { AccountId } from '../ids.js'

/** What the password method looks up, and nothing else of an account. */
export interface PasswordCredentials {
  /** The PHC hash of the account with this user name key; null for unknown names and blocked passwords. */
  find(usernameKey: string): Promise<{ readonly account: AccountId; readonly hash: string } | null>
  /** Stores a hash with newer parameters, if the stored one is still `oldHash`. */
  rehash(account: AccountId, oldHash: string, newHash: string): Promise<void>
}
