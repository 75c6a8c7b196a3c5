import type { Instant } from '../domain/instant.js'
import { sameRole } from '../domain/key-state.js'
import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import type { KeyInfo, KeyState } from '../domain/ports/signing-keys.js'
import { keyInHsm } from './pkcs11/reference.js'

/**
 * The keys that change when `id` becomes active: itself, and the former active one of its use and family, which is
 * the previous one from then on. Roll-over is generate (announced), wait until every service has the metadata,
 * activate, retire the previous one. A previous key may become active again: it is announced still, so that is the
 * way back. OperatorError for a key that is unknown, active already, retired or expired.
 */
export function activated(keys: readonly StoredKey[], id: string, now: Instant): readonly StoredKey[] {
  const key = known(keys, id)
  // check: a-retired-key-stays-retired
  if (key.state === 'retired') {
    throw new OperatorError('key-retired', `Key ${id} is retired and stays so; make another with: keys generate`)
  }
  if (key.state === 'active') throw new OperatorError('key-active', `Key ${id} is active already`)
  // check: an-expired-key-is-not-activated
  if (key.notAfter <= now) throw new OperatorError('key-expired', `The certificate of key ${id} has expired`)
  // check: families-do-not-displace-each-other
  const former = keys.filter((each) => each.state === 'active' && sameRole(each, key))
  return [...former.map((each) => inState(each, 'previous', now)), { ...inState(key, 'active', now), activatedAt: now }]
}

/**
 * The key that changes when `id` retires. The only active key of a use never does: nothing would sign. An active one
 * beside another family's becomes the previous one first, since answers signed with it are under way.
 */
export function retired(keys: readonly StoredKey[], id: string, now: Instant): readonly StoredKey[] {
  const key = known(keys, id)
  if (key.state === 'retired') throw new OperatorError('key-retired', `Key ${id} is retired already`)
  if (key.state !== 'active') return [inState(key, 'retired', now)]
  // check: the-only-active-key-stays
  if (!keys.some((each) => each.id !== id && each.use === key.use && each.state === 'active')) {
    throw new OperatorError('key-only-active', `Key ${id} is the only active ${key.use} key; activate another first`)
  }
  return [inState(key, 'previous', now)]
}

/** The key without its private part, field by field, so that nothing slips along. */
export const keyInfo = (key: StoredKey): KeyInfo => ({
  id: key.id,
  use: key.use,
  state: key.state,
  stateSince: key.stateSince,
  type: key.type,
  certificate: key.certificate,
  notAfter: key.notAfter,
  createdAt: key.createdAt,
  activatedAt: key.activatedAt,
  inHsm: keyInHsm(key.wrappedPrivateKey) !== null,
})

const inState = (key: StoredKey, state: KeyState, now: Instant): StoredKey => ({ ...key, state, stateSince: now })

function known(keys: readonly StoredKey[], id: string): StoredKey {
  const key = keys.find((each) => each.id === id)
  if (!key) throw new OperatorError('key-unknown', `No key has the id ${id}; see: keys list`)
  return key
}
