import { signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import { keyFamily } from '../../domain/key-state.js'
import type { Signer } from '../../domain/ports/signing-keys.js'
import type { Service } from '../../domain/service.js'
import type { Dialect } from '../dialects/dialect.js'
import { DIGESTS, SHA256 } from '../xml/xml-signature.js'

/** With which key and how answers to one service are signed: signature and digest algorithm by URI. */
export interface SignatureChoice {
  readonly signer: Signer
  readonly algorithm: string
  readonly digest: string
}

/**
 * The operator's algorithm, else the first of the metadata's (alg:SigningMethod), else the dialect's for the first
 * key: each only if it is allowed and one of the active keys can do it. The digest is the first of the metadata's
 * (alg:DigestMethod) that is allowed, else SHA-256. `first` is one of `signers`.
 */
export function signatureChoice(
  { settings, metadata }: Service,
  dialect: Dialect,
  first: Signer,
  signers: readonly Signer[],
): SignatureChoice {
  const digest = (metadata.digestMethods ?? []).find((uri) => DIGESTS.has(uri)) ?? SHA256
  for (const algorithm of [settings.signatureAlgorithm, ...metadata.signingMethods]) {
    const keyType = algorithm === null ? undefined : signatureAlgorithm(algorithm)?.keyType
    const signer = signers.find(({ info }) => keyFamily(info.type) === keyType)
    if (signer && algorithm !== null) return { signer, algorithm, digest }
  }
  return { signer: first, algorithm: dialect.defaults.signatureAlgorithm[keyFamily(first.info.type)], digest }
}
