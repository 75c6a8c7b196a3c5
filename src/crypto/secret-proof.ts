import type { KeyObject } from 'node:crypto'
import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import { createKeyWrap } from './key-wrap.js'

/**
 * Proves that SECRET_KEY opens what the store holds, before anything is written under it: what another secret wraps
 * nobody could open again, and the broker would not start any more (RULES: Operators 7). A store without keys takes any
 * secret; keys that are retired count where there are no others.
 * Throws `OperatorError('secret-key-wrong')` if it opens none of them, `key-of-another-secret` if it opens some.
 */
export function proveSecret(secret: KeyObject, keys: readonly StoredKey[]): void {
  const inUse = keys.filter(({ state }) => state !== 'retired')
  // check: a-secret-opens-retired-keys-where-there-are-no-others
  const held = inUse.length > 0 ? inUse : keys
  const wrap = createKeyWrap(secret)
  const closed = held.flatMap(({ id, wrappedPrivateKey }) => {
    try {
      wrap.unwrap(id, wrappedPrivateKey)
      return []
    } catch (error) {
      return [{ id, error }]
    }
  })
  const [first] = closed
  // check: a-secret-opens-every-key
  if (!first) return
  if (closed.length === held.length) throw first.error
  throw new OperatorError(
    'key-of-another-secret',
    `SECRET_KEY opens the stored keys, but not ${closed.map(({ id }) => id).join(', ')}; ` +
      `a key that was made with another SECRET_KEY is of no use, take it out with: servicekonto keys retire ${first.id}`,
  )
}
