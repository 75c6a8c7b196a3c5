import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'
import { deriveKey } from './derive-key.js'

/** Seals texts that leave the broker's hands, for a database or a page: AES-256-GCM under a key derived from SECRET_KEY. */
export interface Seal {
  /** The text as base64url of iv, ciphertext and tag, bound to `place`: it opens nowhere else. */
  seal(place: string, text: string): string
  /** Null for what was changed, belongs elsewhere, or was never sealed here. */
  open(place: string, sealed: string): string | null
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** What one `purpose` sealed, no other opens. */
export function createSeal(secret: KeyObject, purpose: string): Seal {
  const key = deriveKey(secret, `seal/${purpose}`)
  const options = { authTagLength: TAG_BYTES }
  return {
    seal(place, text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv, options).setAAD(Buffer.from(place, 'utf8'))
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), options)
      decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
