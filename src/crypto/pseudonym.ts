import { createHmac, type KeyObject } from 'node:crypto'
import type { Pseudonyms } from '../domain/ports/pseudonyms.js'

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
