import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/**
 * A 256-bit key of its own for `purpose` from the deployment's SECRET_KEY (HKDF-SHA-256, RFC 5869).
 * What is derived for one purpose says nothing about the others. The purposes are names in the code;
 * changing one changes all that was derived with it.
 */
export function deriveKey(secret: KeyObject, purpose: string): KeyObject {
  const derived = hkdfSync('sha256', secret, Buffer.alloc(0), `servicekonto/1/${purpose}`, 32)
  return createSecretKey(Buffer.from(derived))
}

/**
 * What HKDF extracts from SECRET_KEY and expands for each purpose (RFC 5869 §2.2, no salt): whoever expands it makes the
 * same keys as `deriveKey`, without SECRET_KEY itself.
 */
export const extractKey = (secret: KeyObject): KeyObject =>
  createSecretKey(createHmac('sha256', Buffer.alloc(32)).update(secret.export()).digest())
