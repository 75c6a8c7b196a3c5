import type { ChangeAccount } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { MOST_WRONG_TRIES, type PassDevice } from '../../src/domain/pass-device.js'
import type { AccountId } from '../../src/domain/ids.js'
import type { AccountEntry, AccountStore } from '../../src/domain/ports/account-store.js'
import type { PassDevices } from '../../src/domain/ports/pass-devices.js'

/** Paired phones in memory; it keeps to the contract of the ones in SQL. */
export function memoryPassDevices(audit: AuditEvent[] = [], accounts: AccountStore | null = null): PassDevices {
  const devices = new Map<string, PassDevice>()
  const written = (event: AuditEvent | null): true => {
    if (event) audit.push(event)
    return true
  }
  /** Where a test has no accounts, the account is as it likes. */
  const changed = async (account: AccountId, change: ChangeAccount, entry: AccountEntry): Promise<boolean> => {
    if (accounts) return (await accounts.change(account, change, entry)) !== null
    return typeof entry !== 'function' && written(entry)
  }
  const find = (id: string): PassDevice | null => devices.get(id) ?? null
  const put = (device: PassDevice): void => void devices.set(device.id, device)
  return {
    find: (id) => Promise.resolve(find(id)),
    listOf: (account) => Promise.resolve([...devices.values()].filter((device) => device.account === account)),
    findByBlockCode: (digest) =>
      Promise.resolve([...devices.values()].find(({ blockCodeDigest }) => blockCodeDigest === digest) ?? null),
    add: async (device, event) => {
      put(device)
      written(event)
    },
    tryPin: async (id, digest, at, event) => {
      const device = find(id)
      if (!device) return 'gone'
      if (device.blockedAt !== null) return 'blocked'
      if (device.pinDigest === digest) {
        put({ ...device, wrongTries: 0 })
        return 'right'
      }
      const wrongTries = device.wrongTries + 1
      const isLast = wrongTries >= MOST_WRONG_TRIES
      put({ ...device, wrongTries, blockedAt: isLast ? at : null })
      if (isLast) written(event)
      return isLast ? 'blocked' : 'wrong'
    },
    markUsed: async (id, at) => {
      const device = find(id)
      if (device?.firstUsedAt !== null || device.blockedAt !== null) return false
      put({ ...device, firstUsedAt: at })
      return true
    },
    bindUsed: async (id, account, at, change, entry) => {
      const device = find(id)
      if (device?.account !== account || device.firstUsedAt !== null || device.blockedAt !== null) return false
      if (!(await changed(account, change, entry))) return false
      put({ ...device, firstUsedAt: at })
      return true
    },
    rename: async (id, account, name, change, entry) => {
      const device = find(id)
      if (device?.account !== account || !(await changed(account, change, entry))) return false
      put({ ...device, name })
      return true
    },
    remove: async (id, account, change, entry) =>
      find(id)?.account === account && (await changed(account, change, entry)) && devices.delete(id),
    forgetUnused: async (pairedBefore, event) => {
      const unused = [...devices.values()].filter(
        ({ account, firstUsedAt, pairedAt }) => account === null && firstUsedAt === null && pairedAt < pairedBefore,
      )
      for (const { id } of unused) devices.delete(id)
      if (unused.length > 0) written(event)
      return unused.length
    },
    block: async (id, at, change, entry) => {
      const device = find(id)
      if (!device) return false
      const isNew = device.blockedAt === null
      if (isNew) put({ ...device, blockedAt: at })
      if (device.account !== null && (await accounts?.change(device.account, change, entry))) return true
      return isNew && written(entry)
    },
  }
}
