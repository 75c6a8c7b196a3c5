import { createHmac, type KeyObject } from 'node:crypto'
import type { Pseudonyms } from '../domain/ports/pseudonyms.js'

/**
 * Pseudonyms per sector (RULES: Identity 3): HMAC-SHA-256 over sector and the account's seed, under the
 * stored key for it. Without the key nobody can tell whether two pseudonyms are one account; with the
 * database alone, in which that key lies wrapped, nobody can compute one. The construction is frozen: pseudonyms outlive every version.
 * What an earlier IdP called the account in a sector goes before.
 */
export function createPseudonyms(key: KeyObject): Pseudonyms {
  const derived: Pseudonyms['derived'] = (seed, sector) =>
    createHmac('sha256', key)
      // check: pseudonyms-are-of-a-sector
      .update(lengthPrefixed(sector))
      .update(lengthPrefixed(seed))
      .digest('base64url')
  return {
    derived,
    persistent(account, sector) {
      // check: an-imported-pseudonym-is-of-its-sector-alone
      const earlier = account.earlierPseudonyms.find((each) => each.sector === sector)
      return earlier?.value ?? derived(account.pseudonymSeed, sector)
    },
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
