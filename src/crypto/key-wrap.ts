import { createCipheriv, createDecipheriv, createPrivateKey, randomBytes, type KeyObject } from 'node:crypto'
import { OperatorError } from '../domain/operator-error.js'
import { deriveKey } from './derive-key.js'

/** Wraps private keys for the database: AES-256-GCM under a key derived from SECRET_KEY. */
export interface KeyWrap {
  /** The private key (PKCS#8) as text, bound to the id of its key: it opens under no other id. */
  wrap(keyId: string, privateKey: KeyObject): string
  /** Throws `OperatorError('secret-key-wrong')` if SECRET_KEY is another one, or the text was changed. */
  unwrap(keyId: string, wrapped: string): KeyObject
}

const FORM = 'gcm1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** `gcm1.<base64url of iv, ciphertext, tag>`; the key id is the additional authenticated data. */
export function createKeyWrap(secret: KeyObject): KeyWrap {
  const key = deriveKey(secret, 'key-wrap')
  return {
    wrap(keyId, privateKey) {
      // check: a-wrap-has-a-fresh-iv
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad(keyId))
      const plain = privateKey.export({ format: 'der', type: 'pkcs8' })
      const bytes = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return `${FORM}.${bytes.toString('base64url')}`
    },
    unwrap(keyId, wrapped) {
      try {
        return createPrivateKey({ key: opened(key, keyId, wrapped), format: 'der', type: 'pkcs8' })
      } catch {
        throw new OperatorError(
          'secret-key-wrong',
          `SECRET_KEY does not open the stored key ${keyId}; give the SECRET_KEY that this database was set up with`,
        )
      }
    },
  }
}

function opened(key: KeyObject, keyId: string, wrapped: string): Buffer {
  const [form, text = ''] = wrapped.split('.')
  const bytes = Buffer.from(text, 'base64url')
  // check: a-wrapped-key-has-a-form
  if (form !== FORM || bytes.length <= IV_BYTES + TAG_BYTES) throw new Error('not a wrapped key')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(aad(keyId)).setAuthTag(bytes.subarray(-TAG_BYTES))
  // check: a-wrapped-key-is-authenticated
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

// check: a-wrapped-key-is-bound-to-its-id
const aad = (keyId: string): Buffer => Buffer.from(`servicekonto key ${keyId}`, 'utf8')
