import { createCipheriv, randomBytes } from 'node:crypto'
import type { ContentEncryption } from './encryption-algorithms.js'

/**
 * The UTF-8 octets of a text under a fresh IV, which stands in front. GCM as xmlenc-core §5.2.4 has it: 96 bits of IV,
 * 128 bits of tag behind. CBC as §5.2.2: one block of IV; its padding is any that ends in its own length, so PKCS#7's.
 */
export function sealContent(plain: string, key: Uint8Array, cipher: ContentEncryption['cipher']): Buffer {
  if (cipher === 'aes-128-cbc' || cipher === 'aes-256-cbc') {
    const iv = randomBytes(16)
    const sealing = createCipheriv(cipher, key, iv)
    return Buffer.concat([iv, sealing.update(plain, 'utf8'), sealing.final()])
  }
  const iv = randomBytes(12)
  const sealing = createCipheriv(cipher, key, iv)
  return Buffer.concat([iv, sealing.update(plain, 'utf8'), sealing.final(), sealing.getAuthTag()])
}
