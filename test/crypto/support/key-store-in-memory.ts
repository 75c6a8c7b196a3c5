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
    async change(decide) {
      for (;;) {
        const basedOn = await answering(revision)
        const { save, audit: events, result } = await decide([...keys.values()])
        if (save.length === 0) return result
        if (basedOn !== revision) continue
        revision += 1
        for (const key of save) keys.set(key.id, key)
        audit.push(...events)
        return result
      }
    },
  }
  return { store, audit, breakDown: (down: boolean) => (broken = down) }
}
