import { createHmac, type KeyObject } from 'node:crypto'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import { deriveKey } from './derive-key.js'

/** Digests under keys derived from SECRET_KEY, one key a purpose. */
export function createKeyedDigest(secret: KeyObject): KeyedDigest {
  const keys = new Map<string, KeyObject>()
  const keyFor = (purpose: string): KeyObject => {
    const known = keys.get(purpose)
    if (known) return known
    // check: digests-are-of-a-purpose
    const derived = deriveKey(secret, `digest/${purpose}`)
    keys.set(purpose, derived)
    return derived
  }
  return {
    digest: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest('base64url'),
  }
}
