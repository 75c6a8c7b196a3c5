import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'

const FORM = 'gcm1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Wraps a key's bytes for the database: `gcm1.<base64url of iv, ciphertext, tag>`, AES-256-GCM; `place` is the additional
 * authenticated data, so that what was wrapped for one place opens in no other.
 */
export function wrapBytes(key: KeyObject, place: string, plain: Uint8Array): string {
  // check: a-wrap-has-a-fresh-iv
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad(place))
  const bytes = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return `${FORM}.${bytes.toString('base64url')}`
}

/** The bytes that were wrapped. Throws if it was under another key or for another place, was changed, or never wrapped. */
export function unwrapBytes(key: KeyObject, place: string, wrapped: string): Buffer {
  const [form, text = ''] = wrapped.split('.')
  const bytes = Buffer.from(text, 'base64url')
  // check: a-wrapped-key-has-a-form
  if (form !== FORM || bytes.length <= IV_BYTES + TAG_BYTES) throw new Error('not a wrapped key')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(aad(place)).setAuthTag(bytes.subarray(-TAG_BYTES))
  // check: a-wrapped-key-is-authenticated
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

// check: a-wrapped-key-is-bound-to-its-id
const aad = (place: string): Buffer => Buffer.from(place, 'utf8')
