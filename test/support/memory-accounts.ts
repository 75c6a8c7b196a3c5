import type { Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import { usernameKey } from '../../src/domain/username.js'

/** Accounts in a map, for tests of what uses them; the real stores pass the contract suite. */
export function memoryAccounts(accounts = new Map<string, Account>(), audit: AuditEvent[] = []) {
  const hashes: string[] = []
  const all = () => [...accounts.values()]
  const store: AccountStore = {
    find: (id) => Promise.resolve(accounts.get(id) ?? null),
    findByUsername: (key) =>
      Promise.resolve(all().find(({ username }) => username !== null && usernameKey(username) === key) ?? null),
    findByKey: (method, key) =>
      Promise.resolve(
        all().find(({ methods }) => methods.some((each) => each.method === method && each.key === key)) ?? null,
      ),
    findByIdentity: (identityKey) => Promise.resolve(all().filter((each) => each.identityKey === identityKey)),
    create(account, password, event) {
      refuseBound(account, all())
      accounts.set(account.id, account)
      if (password) hashes.push(password.hash)
      audit.push(event)
      return Promise.resolve()
    },
    change(id, change, entry) {
      const before = accounts.get(id)
      const changed = before && change(before)
      if (!before || !changed) return Promise.resolve(null)
      const next = { ...changed, version: before.version + 1 }
      refuseBound(next, all())
      accounts.set(id, next)
      audit.push(typeof entry === 'function' ? entry(next, before) : entry)
      return Promise.resolve(next)
    },
    delete(id, entry) {
      const account = accounts.get(id)
      if (account) audit.push(entry(account))
      return Promise.resolve(accounts.delete(id))
    },
  }
  return { store, accounts, audit, hashes }
}

function refuseBound(account: Account, all: readonly Account[]): void {
  const taken = all.some(
    ({ id, methods }) =>
      id !== account.id &&
      methods.some(
        ({ method, key }) => key !== null && account.methods.some((own) => own.method === method && own.key === key),
      ),
  )
  if (taken) throw new OperatorError('method-bound', 'bound elsewhere')
}
