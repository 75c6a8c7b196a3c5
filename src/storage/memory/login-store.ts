import { BrokerError } from '../../domain/errors.js'
import type { Login } from '../../domain/login.js'
import type { LoginStore } from '../../domain/ports/login-store.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/**
 * Logins of one process. Answered and aborted ones stay until `expiresAt` too, so that a late click is told
 * "already answered"; what they still deliver, and how long, their reader decides.
 */
export const createMemoryLoginStore = (logins: ExpiringMap<Login>): LoginStore => ({
  create: (login) =>
    atOnce(() => {
      if (logins.get(login.id)) throw new BrokerError('internal', 'a login with this id exists')
      logins.set(login.id, login, login.expiresAt)
    }),
  find: (id) => atOnce(() => logins.get(id)),
  replace: (login) =>
    atOnce(() => {
      // check: a-first-version-replaces-nothing
      // check: logins-are-compared-and-set
      if ((logins.get(login.id)?.version ?? 0) !== login.version - 1) return false
      logins.set(login.id, login, login.expiresAt)
      return true
    }),
})
