import type { AccountId } from '../../src/domain/ids.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import type { SecondFactors } from '../../src/domain/ports/second-factors.js'
import { boundFactors, type SecondFactor } from '../../src/domain/second-factor.js'

/**
 * Second factors in maps beside accounts in memory, for tests of what uses them; the real store passes the contract
 * suite.
 */
export function memoryFactors(accounts: AccountStore, audit: AuditEvent[] = []): SecondFactors {
  const kept = new Map<AccountId, SecondFactor[]>()
  const codes = new Map<AccountId, Set<string>>()
  const of = (account: AccountId): SecondFactor[] => kept.get(account) ?? []
  return {
    async find(id) {
      const account = await accounts.find(id)
      const bound = new Set(account ? boundFactors(account).map(({ instance }) => instance) : [])
      return { factors: of(id).filter(({ instance }) => bound.has(instance)), codesLeft: codes.get(id)?.size ?? 0 }
    },
    async bind(id, change, { factor, codes: digests }, entry) {
      const changed = await accounts.change(id, change, entry)
      if (changed) kept.set(id, [...of(id), factor])
      if (changed && digests) codes.set(id, new Set(digests))
      return changed
    },
    async unbind(id, change, instance, entry) {
      const changed = await accounts.change(id, change, entry)
      if (!changed) return null
      const left = of(id).filter((each) => each.instance !== instance)
      kept.set(id, left)
      if (left.length === 0) codes.delete(id)
      return changed
    },
    noteUse(account, instance, counter) {
      const found = of(account).find((each) => each.instance === instance)
      if (!found || found.counter >= counter) return Promise.resolve(false)
      kept.set(
        account,
        of(account).map((each) => (each === found ? { ...each, counter } : each)),
      )
      return Promise.resolve(true)
    },
    renewCodes(account, digests, event) {
      codes.set(account, new Set(digests))
      audit.push(event)
      return Promise.resolve()
    },
    spendCode(account, digest, event) {
      const left = codes.get(account)
      if (!left?.delete(digest)) return Promise.resolve(null)
      audit.push(event(left.size))
      return Promise.resolve(left.size)
    },
  }
}
