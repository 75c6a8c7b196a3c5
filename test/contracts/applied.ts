import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { KeyStore, StoredKey } from '../../src/domain/ports/key-store.js'
import type { ServiceChange, ServiceStore } from '../../src/domain/ports/service-store.js'
import type { Source } from '../../src/domain/source.js'

/** Changes the registry to what is known beforehand, as a test has it. */
export const applied = (
  store: ServiceStore,
  { save, remove }: Pick<ServiceChange<void>, 'save' | 'remove'>,
  audit: readonly AuditEvent[],
): Promise<void> => store.change(() => Promise.resolve({ save, remove, audit, result: undefined }))

/** Saves a source that will be as it is given, with its version, and no service with it. */
export const savedSource = (store: ServiceStore, source: Source, audit: readonly AuditEvent[]): Promise<void> => {
  const sources = [{ becomes: 'saved', source: { ...source, version: source.version - 1 }, audit }] as const
  return store.change(() => Promise.resolve({ save: [], remove: [], audit: [], sources, result: undefined }))
}

/** Saves keys as they are given. */
export const savedKeys = (store: KeyStore, save: readonly StoredKey[], audit: readonly AuditEvent[]): Promise<void> =>
  store.change(() => Promise.resolve({ save, audit, result: undefined }))
