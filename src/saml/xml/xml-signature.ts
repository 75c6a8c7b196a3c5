import type { SignatureAlgorithm } from '../../crypto/signature-algorithms.js'
import { SHA1_DIGEST, type PermittedWeak } from '../../domain/weak-algorithms.js'

export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

type Hash = SignatureAlgorithm['hash']

export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The digest algorithms on the allow-list; SHA-1 is not one of them. */
const DIGEST_URIS: Readonly<Record<Hash, string>> = {
  sha256: SHA256,
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
}

/** The same algorithms by URI. */
// check: sha-1-is-no-digest
export const DIGESTS: ReadonlyMap<string, Hash> = new Map([
  [DIGEST_URIS.sha256, 'sha256'],
  [DIGEST_URIS.sha384, 'sha384'],
  [DIGEST_URIS.sha512, 'sha512'],
])

export type AcceptedHash = Hash | 'sha1'

const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1'

/** The digest algorithms accepted from a sender; SHA-1 only if an operator's exception for the sender permits it. */
export const acceptedDigests = (weak: PermittedWeak): ReadonlyMap<string, AcceptedHash> =>
  // check: a-sha-1-digest-needs-its-exception
  weak.has('sha1') || weak.has(SHA1_DIGEST) ? new Map([...DIGESTS, [SHA1, 'sha1']]) : DIGESTS

/** The URI of the digest algorithm with this hash. */
export const digestUri = (hash: Hash): string => DIGEST_URIS[hash]
