import type { LoginId } from '../ids.js'
import type { Login } from '../login.js'

/**
 * Logins under way; they vanish after `expiresAt`. Atomic per login. Stored values are plain data and come
 * back equal but not identical. Throws `BrokerError('unavailable')` if the store does not answer.
 */
export interface LoginStore {
  /** The login as last stored, or null if there is none or it has expired. */
  find(id: LoginId): Promise<Login | null>
  /**
   * Compare-and-set: stores `login` only if the stored version is `login.version - 1`.
   * Returns false, and changes nothing, if another tab or instance was faster or the login is gone. Version 1 is a
   * new login: it is stored if there is none of this id.
   */
  replace(login: Login): Promise<boolean>
}
