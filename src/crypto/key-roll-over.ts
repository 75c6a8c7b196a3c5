import type { AuditEvent } from '../domain/audit-event.js'
import type { Instant } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import type { KeyInfo } from '../domain/ports/signing-keys.js'

/** What to save, and what to tell the audit log. */
export interface KeyChange {
  readonly save: readonly StoredKey[]
  readonly audit: readonly AuditEvent[]
}

/**
 * The keys that change when `id` becomes active: itself, and the former active one of its use, which is
 * retired. Roll-over is generate (announced), wait until every partner has the metadata, activate.
 * OperatorError for a key that is unknown, active already, retired or expired.
 */
export function activated(keys: readonly StoredKey[], id: string, now: Instant): readonly StoredKey[] {
  const key = known(keys, id)
  if (key.state === 'retired') {
    throw new OperatorError('key-retired', `Key ${id} is retired and stays so; make another with: keys generate`)
  }
  if (key.state === 'active') throw new OperatorError('key-active', `Key ${id} is active already`)
  if (key.notAfter <= now) throw new OperatorError('key-expired', `The certificate of key ${id} has expired`)
  const former = keys.filter(({ use, state }) => use === key.use && state === 'active')
  return [
    ...former.map((each): StoredKey => ({ ...each, state: 'retired' })),
    { ...key, state: 'active', activatedAt: now },
  ]
}

/** The key that changes when `id` retires. The active key of a use never retires by itself: nothing would sign. */
export function retired(keys: readonly StoredKey[], id: string): readonly StoredKey[] {
  const key = known(keys, id)
  if (key.state === 'retired') throw new OperatorError('key-retired', `Key ${id} is retired already`)
  if (key.state === 'active') {
    throw new OperatorError('key-only-active', `Key ${id} is the only active ${key.use} key; activate another first`)
  }
  return [{ ...key, state: 'retired' }]
}

/** The key without its private part, field by field, so that nothing slips along. */
export const keyInfo = (key: StoredKey): KeyInfo => ({
  id: key.id,
  use: key.use,
  state: key.state,
  type: key.type,
  certificate: key.certificate,
  notAfter: key.notAfter,
  createdAt: key.createdAt,
  activatedAt: key.activatedAt,
})

function known(keys: readonly StoredKey[], id: string): StoredKey {
  const key = keys.find((each) => each.id === id)
  if (!key) throw new OperatorError('key-unknown', `No key has the id ${id}; see: keys list`)
  return key
}
