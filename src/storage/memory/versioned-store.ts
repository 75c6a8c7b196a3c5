import { BrokerError } from '../../domain/errors.js'
import type { Versioned, VersionedStore } from '../../domain/ports/versioned-store.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/** Values under way in one process. */
export const createMemoryVersionedStore = <Value extends Versioned>(
  values: ExpiringMap<Value>,
): VersionedStore<Value> => ({
  create: (value) =>
    atOnce(() => {
      if (values.get(value.id)) throw new BrokerError('internal', 'a value with this id exists')
      values.set(value.id, value, value.keepUntil)
    }),
  find: (id) => atOnce(() => values.get(id)),
  replace: (value) =>
    atOnce(() => {
      if (values.get(value.id)?.version !== value.version - 1) return false
      values.set(value.id, value, value.keepUntil)
      return true
    }),
})
