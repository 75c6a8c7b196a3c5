import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'

/** Digests under keys that are expanded from `root`, one a purpose. */
export function createKeyedDigest(root: KeyObject): KeyedDigest {
  const keys = new Map<string, KeyObject>()
  const keyFor = (purpose: string): KeyObject => {
    const known = keys.get(purpose)
    if (known) return known
    // check: digests-are-of-a-purpose
    const expanded = expand(root, `servicekonto/1/digest/${purpose}`)
    keys.set(purpose, expanded)
    return expanded
  }
  return {
    digest: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest('base64url'),
  }
}

/** HKDF-Expand with SHA-256 to one block of output (RFC 5869 §2.3). */
const expand = (root: KeyObject, info: string): KeyObject =>
  createSecretKey(createHmac('sha256', root).update(info, 'utf8').update(Buffer.of(1)).digest())
