import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Pseudonyms } from '../domain/ports/pseudonyms.js'
import type { SubjectIds } from '../domain/ports/subject-ids.js'

/** What the identifiers are made with. */
interface Making {
  readonly pseudonyms: Pick<Pseudonyms, 'persistent'>
  readonly digest: KeyedDigest
  /** What stands behind the @: it says whose identifiers these are. */
  readonly scope: string
}

/**
 * The identifiers of the SAML V2.0 Subject Identifier Attributes Profile 1.0 (§3.3, §3.4): 52 small letters and digits
 * before the scope, so no two of them are one where a service compares them without case. Each kind is under a key of its
 * own, and the pairwise one is made of the pseudonym of the sector: it is another text than the NameID, stable as that is,
 * and stays with it where it was imported. The construction is frozen, as these outlive every version.
 */
export function createSubjectIds({ pseudonyms, digest, scope }: Making): SubjectIds {
  const unique = (kind: string, ...parts: readonly string[]): string =>
    base32(Buffer.from(digest.digest(kind, JSON.stringify(parts)), 'base64url'))
  return {
    of(kind, account, sector) {
      const value =
        kind === 'subject-id'
          ? // check: a-subject-id-has-a-key-of-its-own
            unique('subject-id', account.pseudonymSeed)
          : // check: a-pairwise-id-is-of-the-sector
            unique('pairwise-id', sector, pseudonyms.persistent(account, sector))
      return `${value}@${scope}`
    },
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** Base32 (RFC 4648 §6) in small letters and without padding: 52 characters for 32 bytes. */
// check: subject-ids-differ-by-more-than-case
function base32(bytes: Buffer): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += LETTERS.charAt((held >> bits) & 31)
    }
  }
  return bits === 0 ? text : text + LETTERS.charAt((held << (5 - bits)) & 31)
}
