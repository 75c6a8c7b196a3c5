import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { ValueSeal } from '../domain/ports/value-seal.js'

const FORM = 's1'
const SALT_BYTES = 16
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * `s1.<base64url of salt, iv, ciphertext, tag>`: AES-256-GCM; the place is the additional authenticated data.
 * Every value has a key of its own, HMAC-SHA-256 of a random salt: one key with random IVs is good for 2^32 values
 * (NIST SP 800-38D §8.3), which a busy installation writes in some weeks. What was sealed under one root opens under no other.
 */
export function createValueSeal(root: KeyObject): ValueSeal {
  const keyOf = (salt: Buffer): KeyObject => createSecretKey(createHmac('sha256', root).update(salt).digest())
  return {
    seal(place, text) {
      const random = randomBytes(SALT_BYTES + IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf(random.subarray(0, SALT_BYTES)), random.subarray(SALT_BYTES), {
        authTagLength: TAG_BYTES,
      })
      cipher.setAAD(aad(place))
      const sealed = Buffer.concat([random, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${FORM}.${sealed.toString('base64url')}`
    },
    open(place, sealed) {
      // check: only-sealed-values-open
      if (!sealed.startsWith(`${FORM}.`)) return null
      const bytes = Buffer.from(sealed.slice(FORM.length + 1), 'base64url')
      return bytes.length < SALT_BYTES + IV_BYTES + TAG_BYTES ? null : opened(bytes, keyOf, place)
    },
  }
}

function opened(bytes: Buffer, keyOf: (salt: Buffer) => KeyObject, place: string): string | null {
  const [salt, rest] = [bytes.subarray(0, SALT_BYTES), bytes.subarray(SALT_BYTES)]
  const decipher = createDecipheriv('aes-256-gcm', keyOf(salt), rest.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(aad(place)).setAuthTag(rest.subarray(-TAG_BYTES))
  try {
    // check: a-changed-sealed-value-opens-nothing
    return decipher.update(rest.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

// check: a-sealed-value-opens-in-its-place-alone
const aad = (place: string): Buffer => Buffer.from(`servicekonto value ${place}`, 'utf8')
