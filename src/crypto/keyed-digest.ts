import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Pseudonyms } from '../domain/ports/pseudonyms.js'
import type { AuditMac } from '../domain/ports/audit-stamp.js'
import type { KeySet } from './key-set.js'
import { sameText } from './same-text.js'

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

/**
 * Pseudonyms per sector (RULES: Identity 3): HMAC-SHA-256 over sector and the account's seed, under the
 * stored key for it. Without the key nobody can tell whether two pseudonyms are one account; with the
 * database alone, in which that key lies wrapped, nobody can compute one. The construction is frozen: pseudonyms outlive every version.
 */
export function createPseudonyms(key: KeyObject): Pseudonyms {
  return {
    persistent: (account, sector) =>
      createHmac('sha256', key)
        // check: pseudonyms-are-of-a-sector
        .update(lengthPrefixed(sector))
        .update(lengthPrefixed(account.pseudonymSeed))
        .digest('base64url'),
  }
}

/** UTF-8 bytes behind their length (4 bytes, big-endian): `ab`+`c` and `a`+`bc` stay different. */
function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  // check: sector-and-seed-stay-apart
  return Buffer.concat([length, bytes])
}

/** Generation of the key; there is one so far. */
const GENERATION = 1

/** MACs of audit entries under the stored key for them, which is asked for when one is made. */
export function createAuditMac(keys: Pick<KeySet, 'key'>): AuditMac {
  const make = (text: string): string =>
    `${GENERATION}.${createHmac('sha256', keys.key('audit')).update(text, 'utf8').digest('base64url')}`
  return {
    make,
    // check: an-audit-entry-is-as-it-was-written
    holds: (text, mac) => sameText(mac, make(text)),
  }
}
