/** The encryption that the broker writes: authenticated content encryption, OAEP key transport. CBC and PKCS#1 v1.5 are not here. */

const XMLENC = 'http://www.w3.org/2001/04/xmlenc#'
const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#'

export const AES_256_GCM = `${XMLENC11}aes256-gcm`
export const AES_128_GCM = `${XMLENC11}aes128-gcm`
export const RSA_OAEP_MGF1P = `${XMLENC}rsa-oaep-mgf1p`
export const RSA_OAEP = `${XMLENC11}rsa-oaep`

export interface ContentEncryption {
  readonly uri: string
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm'
  readonly keyBytes: number
}

export type OaepHash = 'sha1' | 'sha256'

/** RSA-OAEP with its two hashes: of the label, and inside the mask generation function. */
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

/** The content encryption with exactly this URI, or null if the broker does not write it. */
export function contentEncryption(uri: string): ContentEncryption | null {
  if (uri === AES_256_GCM) return { uri, cipher: 'aes-256-gcm', keyBytes: 32 }
  if (uri === AES_128_GCM) return { uri, cipher: 'aes-128-gcm', keyBytes: 16 }
  return null
}

/**
 * The key transport with this URI and these parameters of metadata (null: not given), or null if the broker
 * does not write it. `rsa-oaep-mgf1p` has MGF1 with SHA-1 by definition and SHA-1 as digest unless told
 * (xmlenc-core §5.5.2). `rsa-oaep` with nothing told is written with SHA-256 in both places, each spelled out.
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
