import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import type { KeyWrap } from './key-wrap.js'
import { keyInHsm } from './pkcs11/reference.js'

/**
 * Proves that what SECRET_KEY gives opens the private keys that the store holds, before anything is written under it:
 * what another secret wraps nobody could open again, and the broker would not start any more (RULES: Operators 7). A
 * store without keys takes any secret; keys that are retired count where there are no others.
 * Throws `OperatorError('secret-key-wrong')` if it opens none of them, `key-of-another-secret` if it opens some.
 */
export function proveSecret(wrap: KeyWrap, keys: readonly StoredKey[]): void {
  const closed = proveSome(wrap, keys)
  const [first] = closed
  // check: a-secret-opens-every-key
  if (first === undefined) return
  throw new OperatorError(
    'key-of-another-secret',
    `SECRET_KEY opens the stored keys, but not ${closed.join(', ')}; ` +
      `a key that was made with another SECRET_KEY is of no use, take it out with: servicekonto keys retire ${first}`,
  )
}

/**
 * The same for what a single key of another secret does not keep from being right: the ids of those that do not open.
 * Throws `OperatorError('secret-key-wrong')` if none does.
 */
export function proveSome(wrap: KeyWrap, keys: readonly StoredKey[]): readonly string[] {
  // check: a-key-in-an-hsm-proves-no-secret
  const wrapped = keys.filter(({ wrappedPrivateKey }) => keyInHsm(wrappedPrivateKey) === null)
  const inUse = wrapped.filter(({ state }) => state !== 'retired')
  // check: a-secret-opens-retired-keys-where-there-are-no-others
  const held = inUse.length > 0 ? inUse : wrapped
  const closed = held.flatMap(({ id, wrappedPrivateKey }) => {
    try {
      wrap.unwrap(id, wrappedPrivateKey)
      return []
    } catch (error) {
      return [{ id, error }]
    }
  })
  const [first] = closed
  // check: a-secret-opens-some-key
  if (first && closed.length === held.length) throw first.error
  return closed.map(({ id }) => id)
}
