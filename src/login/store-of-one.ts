import type { Login } from '../domain/login.js'
import type { LoginStore } from '../domain/ports/login-store.js'

/** A store that holds one login for the length of one request, which begins and ends it: nothing will ask for it later. */
export function storeOfOne(first: Login): LoginStore {
  let stored = first
  return {
    create: () => Promise.reject(new TypeError('This login is there already')),
    find: (id) => Promise.resolve(id === stored.id ? stored : null),
    replace(next) {
      const follows = next.version === stored.version + 1
      if (follows) stored = next
      return Promise.resolve(follows)
    },
  }
}
