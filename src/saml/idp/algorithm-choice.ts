import { signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import { keyFamily } from '../../domain/key-state.js'
import type { Signer } from '../../domain/ports/signing-keys.js'
import type { Service, EncryptionMethod, ServiceKey } from '../../domain/service.js'
import type { Dialect } from '../dialects/dialect.js'
import { DIGESTS, SHA256 } from '../xml/xml-signature.js'
import type { KeyObject } from 'node:crypto'
import { servicePublicKey } from '../../crypto/service-key.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { NO_WEAK, type PermittedWeak } from '../../domain/weak-algorithms.js'
import type { EncryptionRecipe } from '../xml/encrypt.js'
import {
  contentEncryption,
  isKeyTransport,
  keyTransport,
  namedKeyTransport,
  weakContentEncryptions,
  type ContentEncryption,
  type KeyTransport,
} from '../xml/encryption-algorithms.js'

/** The key and the algorithms by which answers to one service are signed; signature and digest algorithm by URI. */
export interface SignatureChoice {
  readonly signer: Signer
  readonly algorithm: string
  readonly digest: string
}

/**
 * Chooses the operator's algorithm, else the first one of the metadata (alg:SigningMethod), else the dialect's for the
 * first key; an algorithm counts only if it is allowed and one of the active keys can use it. The digest is the first
 * allowed one of the metadata (alg:DigestMethod), else SHA-256. `first` is one of `signers`.
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

/**
 * The key and the algorithms by which assertions for this service are encrypted; null if they are not, because the
 * operator says so or the metadata has no encryption key. `weak`: what an exception permits for this service now.
 * Throws `request-unsupported` if the broker cannot encrypt for any of the metadata's encryption keys, or if the
 * operator always wants encryption and there is no key: an assertion never goes out in the clear where encryption was
 * announced or demanded.
 */
export function encryptionRecipe(
  service: Service,
  dialect: Dialect,
  weak: PermittedWeak = NO_WEAK,
): EncryptionRecipe | null {
  if (service.settings.encrypt === 'never') return null
  const { keys, encryptionAnnounced = false } = service.metadata
  const meant = [...keys.filter(({ use }) => use === 'encryption'), ...keys.filter(({ use }) => use === 'both')]
  const usable = meant.map(parsed).find(isRsa)
  if (usable) return recipeFor(usable, service, dialect, weak)
  // check: no-open-assertion-where-encryption-was-announced
  // check: no-open-assertion-where-encryption-is-always
  if (encryptionAnnounced || meant.length > 0 || service.settings.encrypt === 'always')
    throw new BrokerError('request-unsupported', 'no RSA key among the encryption keys')
  return null
}

interface ParsedKey extends Pick<ServiceKey, 'certificate' | 'encryptionMethods'> {
  readonly key: KeyObject
}

const parsed = (stored: ServiceKey): ParsedKey => ({ ...stored, key: servicePublicKey(stored) })

const isRsa = ({ key }: ParsedKey): boolean => key.asymmetricKeyType === 'rsa'

function recipeFor(
  { key, certificate, encryptionMethods }: ParsedKey,
  { settings }: Service,
  { defaults }: Dialect,
  weak: PermittedWeak,
): EncryptionRecipe {
  const wanted = [settings.encryptionAlgorithm, ...preferred(encryptionMethods, defaults.encryptionAlgorithm, weak)]
  return {
    key,
    certificate,
    content: contentFor(wanted, weak),
    transport: transportFor(settings.keyTransportAlgorithm, encryptionMethods, defaults.keyTransportAlgorithm),
  }
}

/**
 * Content encryptions in order of preference. If the metadata lists the dialect's own cipher, it is used wherever it
 * stands, because Shibboleth lists AES-128-GCM before AES-256-GCM and takes both. Otherwise the metadata's ciphers
 * follow in their order, authenticated ones before weak ones. If the metadata lists none, the ciphers that an exception
 * permits come first: it was given because this service knows nothing better.
 */
function preferred(announced: readonly EncryptionMethod[], own: string, weak: PermittedWeak): readonly string[] {
  const listed = announced.map(({ algorithm }) => algorithm).filter((uri) => !isKeyTransport(uri))
  if (listed.includes(own)) return [own]
  if (listed.length === 0) return [...weakContentEncryptions(weak), own]
  // check: strong-encryption-comes-first
  return [...listed.filter((uri) => contentEncryption(uri) !== null), ...listed, own]
}

/** The first content encryption that the broker writes; it writes CBC only by an exception. */
function contentFor(wanted: readonly (string | null)[], weak: PermittedWeak): ContentEncryption {
  const possible = wanted.map((uri) => (uri === null ? null : contentEncryption(uri, weak)))
  return possible.find((each) => each !== null) ?? fault()
}

/**
 * The first key transport that the broker writes. For a URI set by the operator, the metadata's entry for it gives the
 * parameters, if there is one.
 */
function transportFor(operator: string | null, announced: readonly EncryptionMethod[], dialect: string): KeyTransport {
  const named = operator === null ? null : namedKeyTransport(operator)
  if (named) return named
  const chosen = announced.filter(({ algorithm }) => algorithm === operator)
  const wanted = [...chosen, ...(operator === null ? [] : [plain(operator)]), ...announced, plain(dialect)]
  const possible = wanted.map(({ algorithm, digest, mgf }) => keyTransport(algorithm, digest, mgf))
  return possible.find((each) => each !== null) ?? fault()
}

const plain = (algorithm: string): EncryptionMethod => ({ algorithm, digest: null, mgf: null })

/** Cannot happen: the broker writes the defaults of every dialect, as a test shows. */
function fault(): never {
  throw new BrokerError('internal', 'no encryption algorithm')
}
