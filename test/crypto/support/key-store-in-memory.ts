import type { AuditEvent } from '../../../src/domain/audit-event.js'
import type { KeyStore, StoredKey } from '../../../src/domain/ports/key-store.js'

/** A key store for tests, with what was told to the audit log. */
export function createKeyStoreInMemory() {
  const audit: AuditEvent[] = []
  const keys = new Map<string, StoredKey>()
  let revision = 0
  let broken = false
  const answering = <T>(value: T): Promise<T> =>
    broken ? Promise.reject(new Error('the store is down')) : Promise.resolve(value)
  const store: KeyStore = {
    all: () => answering([...keys.values()]),
    revision: () => answering(revision),
    save(changed, events, basedOn) {
      if (basedOn !== revision) return answering(false)
      revision += 1
      for (const key of changed) keys.set(key.id, key)
      audit.push(...events)
      return answering(true)
    },
  }
  return { store, audit, breakDown: (down: boolean) => (broken = down) }
}
