import { createPrivateKey, type KeyObject } from 'node:crypto'
import { OperatorError } from '../domain/operator-error.js'
import { unwrapBytes, wrapBytes } from './wrapped-bytes.js'

/** Wraps private keys for the database. */
export interface KeyWrap {
  /** The private key (PKCS#8) as text, bound to the id of its key: it opens under no other id. */
  wrap(keyId: string, privateKey: KeyObject): string
  /** Throws `OperatorError('secret-key-wrong')` if it was wrapped under another key, or the text was changed. */
  unwrap(keyId: string, wrapped: string): KeyObject
}

/** Wraps under `key`, that of the stored key set for private keys. */
export const createKeyWrap = (key: KeyObject): KeyWrap => ({
  wrap: (keyId, privateKey) => wrapBytes(key, placeOf(keyId), privateKey.export({ format: 'der', type: 'pkcs8' })),
  unwrap(keyId, wrapped) {
    try {
      return createPrivateKey({ key: unwrapBytes(key, placeOf(keyId), wrapped), format: 'der', type: 'pkcs8' })
    } catch {
      throw doesNotOpen(keyId)
    }
  },
})

/** What an operator is told of a stored key that SECRET_KEY does not open. */
export const doesNotOpen = (keyId: string): OperatorError =>
  new OperatorError(
    'secret-key-wrong',
    `SECRET_KEY does not open the stored key ${keyId}; give the SECRET_KEY that this database was set up with, ` +
      'or that one as SECRET_KEY_PREVIOUS if it has a successor',
  )

const placeOf = (keyId: string): string => `servicekonto key ${keyId}`
