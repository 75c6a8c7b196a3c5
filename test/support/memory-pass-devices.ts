import type { AuditEvent } from '../../src/domain/audit-event.js'
import { MOST_WRONG_TRIES, type PassDevice } from '../../src/domain/pass-device.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import type { PassDevices } from '../../src/domain/ports/pass-devices.js'

/** Paired phones in memory; it keeps to the contract of the ones in SQL. */
export function memoryPassDevices(audit: AuditEvent[] = [], accounts: AccountStore | null = null): PassDevices {
  const devices = new Map<string, PassDevice>()
  const written = (event: AuditEvent | null): true => {
    if (event) audit.push(event)
    return true
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
    bindUsed: async (account, id, at, event) => {
      const device = find(id)
      if (device?.account !== account.id || device.firstUsedAt !== null || device.blockedAt !== null) return false
      if (!(await accounts?.replace(account, event))) return false
      put({ ...device, firstUsedAt: at })
      return true
    },
    rename: async (account, id, name, event) => {
      const device = find(id)
      if (device?.account !== account) return false
      put({ ...device, name })
      return written(event)
    },
    remove: async (account, id, event) => find(id)?.account === account && devices.delete(id) && written(event),
    block: async (id, at, event) => {
      const device = find(id)
      if (device?.blockedAt !== null) return false
      put({ ...device, blockedAt: at })
      return written(event)
    },
  }
}
