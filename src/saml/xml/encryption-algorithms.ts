import { NO_WEAK, WEAK_ALGORITHMS, type PermittedWeak, type WeakAlgorithm } from '../../domain/weak-algorithms.js'

/**
 * The encryption that the broker writes: authenticated content encryption and OAEP key transport; CBC only if an
 * operator's exception for one service permits it, and PKCS#1 v1.5 never.
 */

const XMLENC = 'http://www.w3.org/2001/04/xmlenc#'
const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#'

export const AES_256_GCM = `${XMLENC11}aes256-gcm`
export const AES_128_GCM = `${XMLENC11}aes128-gcm`
/**
 * CBC is not authenticated: somebody who can send the service changed ciphertext and see what happens may be able to
 * read it (xmlenc-core §6.3).
 */
const AES_256_CBC = `${XMLENC}aes256-cbc`
const AES_128_CBC = `${XMLENC}aes128-cbc`
export const RSA_OAEP_MGF1P = `${XMLENC}rsa-oaep-mgf1p`
export const RSA_OAEP = `${XMLENC11}rsa-oaep`

/** What the broker decrypts, as its metadata say: peers would take what it refuses, as CBC (saml-metadata §2.4.1.1). */
export const READ_ENCRYPTIONS: readonly string[] = [AES_256_GCM, AES_128_GCM, RSA_OAEP_MGF1P]

export interface ContentEncryption {
  readonly uri: string
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-256-cbc'
  readonly keyBytes: number
  /** The name that an exception has to list; null: no exception is needed. */
  readonly weak: WeakAlgorithm | null
}

const CONTENT: readonly ContentEncryption[] = [
  { uri: AES_256_GCM, cipher: 'aes-256-gcm', keyBytes: 32, weak: null },
  { uri: AES_128_GCM, cipher: 'aes-128-gcm', keyBytes: 16, weak: null },
  { uri: AES_256_CBC, cipher: 'aes-256-cbc', keyBytes: 32, weak: 'aes256-cbc' },
  { uri: AES_128_CBC, cipher: 'aes-128-cbc', keyBytes: 16, weak: 'aes128-cbc' },
]

export type OaepHash = 'sha1' | 'sha256'

/** RSA-OAEP with its two hashes: the one of the label, and the one inside the mask generation function. */
export interface KeyTransport {
  readonly uri: string
  readonly digest: OaepHash
  readonly mgf: OaepHash
}

export const DIGEST_URI: Readonly<Record<OaepHash, string>> = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: `${XMLENC}sha256`,
}

export const MGF_URI: Readonly<Record<OaepHash, string>> = {
  sha1: `${XMLENC11}mgf1sha1`,
  sha256: `${XMLENC11}mgf1sha256`,
}

/**
 * The content encryption with exactly this URI; null if the broker does not write it, or writes it only by an exception
 * that `weak` does not hold.
 */
export function contentEncryption(uri: string, weak: PermittedWeak = NO_WEAK): ContentEncryption | null {
  const found = CONTENT.find((each) => each.uri === uri)
  // check: cbc-needs-its-exception
  return found && (found.weak === null || weak.has(found.weak)) ? found : null
}

/** The URIs that can be set as content encryption, weak ones too. */
export const CONTENT_ENCRYPTIONS: readonly string[] = CONTENT.map(({ uri }) => uri)

/** The content encryptions that `weak` permits beyond the strong ones. */
export const weakContentEncryptions = (weak: PermittedWeak): readonly string[] =>
  WEAK_ALGORITHMS.filter((each) => weak.has(each)).flatMap((name) =>
    CONTENT.flatMap((each) => (each.weak === name ? [each.uri] : [])),
  )

/**
 * The key transport with this URI and these parameters of metadata (null: not given); null if the broker does not write
 * it. `rsa-oaep-mgf1p` has MGF1 with SHA-1 by definition, and SHA-1 as digest unless another is given (xmlenc-core
 * §5.5.2). `rsa-oaep` without parameters is written with SHA-256 in both places, each spelled out.
 */
export function keyTransport(uri: string, digestUri: string | null, mgfUri: string | null): KeyTransport | null {
  if (uri === RSA_OAEP_MGF1P) {
    const digest = digestUri === null ? 'sha1' : hashNamed(DIGEST_URI, digestUri)
    return digest && { uri, digest, mgf: 'sha1' }
  }
  if (uri !== RSA_OAEP) return null
  if (digestUri === null && mgfUri === null) return { uri, digest: 'sha256', mgf: 'sha256' }
  const digest = digestUri === null ? 'sha1' : hashNamed(DIGEST_URI, digestUri)
  const mgf = mgfUri === null ? 'sha1' : hashNamed(MGF_URI, mgfUri)
  return digest && mgf && { uri, digest, mgf }
}

function hashNamed(uris: Readonly<Record<OaepHash, string>>, uri: string): OaepHash | null {
  if (uri === uris.sha1) return 'sha1'
  return uri === uris.sha256 ? 'sha256' : null
}

/**
 * The values that can be set as key transport beside bare URIs: a URI with its hashes behind it,
 * `…#rsa-oaep-mgf1p/<digest>` or `…#rsa-oaep/<digest>/mgf1<hash>`. With a bare URI the hashes are those of the
 * metadata, or those that the broker ships.
 */
const NAMED: ReadonlyMap<string, KeyTransport> = new Map(
  (['sha1', 'sha256'] as const).flatMap((digest): (readonly [string, KeyTransport])[] => [
    [`${RSA_OAEP_MGF1P}/${digest}`, { uri: RSA_OAEP_MGF1P, digest, mgf: 'sha1' }],
    ...(['sha1', 'sha256'] as const).map(
      (mgf) => [`${RSA_OAEP}/${digest}/mgf1${mgf}`, { uri: RSA_OAEP, digest, mgf }] as const,
    ),
  ]),
)

export const KEY_TRANSPORTS: readonly string[] = [RSA_OAEP_MGF1P, RSA_OAEP, ...NAMED.keys()]

/** The key transport with such a name, or null for any other text. */
export const namedKeyTransport = (name: string): KeyTransport | null => NAMED.get(name) ?? null

/** True if a URI of md:EncryptionMethod is a key transport; any other is content encryption. */
export const isKeyTransport = (uri: string): boolean =>
  uri === RSA_OAEP || uri === RSA_OAEP_MGF1P || uri === `${XMLENC}rsa-1_5`
