import { constants, privateDecrypt, sign, type KeyObject } from 'node:crypto'
import { BrokerError } from '../domain/error-catalogue.js'
import type { Duration } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import { decrypts, isAnnounced, KEY_FAMILIES, keyFamily, signs } from '../domain/key-state.js'
import type { KeyStore, StoredKey } from '../domain/ports/key-store.js'
import type { Decrypter, KeyInfo, KeyState, Signer, SigningKeys } from '../domain/ports/signing-keys.js'
import { keyInfo } from './key-roll-over.js'
import type { KeyWrap } from './key-wrap.js'
import type { Hsm } from './pkcs11/hsm.js'
import { createHsmSigner, proveKeyInHsm } from './pkcs11/hsm-signer.js'
import { keyInHsm } from './pkcs11/reference.js'
import { createPoller, type Poller } from './poller.js'
import { fitsKey, keyOptions, signatureAlgorithm } from './signature-algorithms.js'

export interface KeyRing extends SigningKeys, Poller {
  /** The active keys that stay in an HSM, each as the token knows it. */
  heldByHsm(): readonly string[]
}

export interface KeyRingDeps {
  readonly store: KeyStore
  readonly wrap: KeyWrap
  /** The HSM that some of the keys stay in; null where none is configured. */
  readonly hsm?: Hsm | null
  /** 2 s as shipped: every instance follows a roll-over within 5 s. */
  readonly pollEvery: Duration
  /** Told of a failing poll; the last good keys stay in use. */
  readonly onError: (error: unknown) => void
}

interface Ring {
  readonly revision: number
  readonly signers: readonly Signer[]
  readonly decrypters: readonly Decrypter[]
  readonly announced: readonly KeyInfo[]
  readonly heldByHsm: readonly string[]
}

/**
 * The broker's keys in memory, private keys as KeyObjects that were unwrapped once, but for those that stay in an HSM.
 * `start` throws `OperatorError('secret-key-wrong')` for one that was wrapped under another secret, and where an active
 * key lies in an HSM that does not sign with it.
 */
export function createKeyRing({ store, wrap, hsm = null, pollEvery, onError }: KeyRingDeps): KeyRing {
  let opened: ReadonlyMap<string, KeyObject> = new Map()
  let ring: Ring = { revision: -1, signers: [], decrypters: [], announced: [], heldByHsm: [] }

  const load = async (): Promise<void> => {
    const revision = await store.revision()
    if (revision === ring.revision) return
    const keys = inOrder(await store.all())
    const wrapped = keys.filter(({ wrappedPrivateKey }) => keyInHsm(wrappedPrivateKey) === null)
    opened = new Map(wrapped.map((key) => [key.id, opened.get(key.id) ?? wrap.unwrap(key.id, key.wrappedPrivateKey)]))
    const inHsm = await hsmSigners(keys.filter(signs), hsm)
    ring = ringOf(revision, keys, { opened, inHsm })
  }
  return {
    ...createPoller({ every: pollEvery, refresh: load, onError }),
    signer() {
      const [signer] = ring.signers
      if (!signer) throw new BrokerError('unavailable', 'no active signing key')
      return signer
    },
    signers: () => ring.signers,
    announced: () => ring.announced,
    decrypters: () => ring.decrypters,
    heldByHsm: () => ring.heldByHsm,
  }
}

const IN_USE: readonly KeyState[] = ['active', 'previous', 'next']

/**
 * Active before previous before next, so that services that know one key only take the one that signs; RSA before EC
 * for those that know no other.
 */
const inOrder = (keys: readonly StoredKey[]): readonly StoredKey[] =>
  IN_USE.flatMap((state) =>
    KEY_FAMILIES.flatMap((family) => keys.filter((key) => key.state === state && keyFamily(key.type) === family)),
  )

/** Those of these keys that stay in an HSM, each with one signature as a proof. */
async function hsmSigners(keys: readonly StoredKey[], hsm: Hsm | null): Promise<ReadonlyMap<string, Signer>> {
  const signers = new Map<string, Signer>()
  for (const key of keys) {
    const inHsm = keyInHsm(key.wrappedPrivateKey)
    if (inHsm === null) continue
    if (hsm === null) throw withoutHsm(key)
    const info = keyInfo(key)
    // check: a-key-signs-once-its-hsm-has-signed-with-it
    await proveKeyInHsm(info, inHsm, hsm)
    signers.set(key.id, createHsmSigner(info, inHsm, hsm))
  }
  return signers
}

const withoutHsm = ({ id, type }: StoredKey): OperatorError =>
  new OperatorError(
    'pkcs11-unset',
    `The active ${type} key ${id} lies in an HSM, and keys.pkcs11 is not set in CONFIG_FILE; set it, ` +
      'or activate a key that lies in the database with: servicekonto keys activate',
  )

interface Ready {
  readonly opened: ReadonlyMap<string, KeyObject>
  readonly inHsm: ReadonlyMap<string, Signer>
}

function ringOf(revision: number, keys: readonly StoredKey[], { opened, inHsm }: Ready): Ring {
  const ready = <T>(chosen: readonly StoredKey[], make: (info: KeyInfo, privateKey: KeyObject) => T): readonly T[] =>
    chosen.flatMap((key) => {
      const privateKey = opened.get(key.id)
      return privateKey ? [make(keyInfo(key), privateKey)] : []
    })
  return {
    revision,
    signers: keys.filter(signs).flatMap((key) => inHsm.get(key.id) ?? ready([key], createSigner)),
    decrypters: ready(keys.filter(decrypts), createDecrypter),
    announced: keys.filter(isAnnounced).map(keyInfo),
    heldByHsm: keys.filter(signs).flatMap(({ wrappedPrivateKey }) => keyInHsm(wrappedPrivateKey) ?? []),
  }
}

/**
 * Signs with a key that is kept ready: RSA on the thread pool, ECDSA at once (the pool would cost more than it takes).
 */
export function createSigner(info: KeyInfo, privateKey: KeyObject): Signer {
  return {
    info,
    sign(algorithmUri, data) {
      const algorithm = signatureAlgorithm(algorithmUri)
      if (!algorithm || !fitsKey(algorithm, privateKey)) {
        throw new BrokerError('internal', `${info.type} key ${info.id} cannot sign with ${algorithmUri}`)
      }
      const options = keyOptions(algorithm, privateKey)
      if (algorithm.keyType === 'ec') return Promise.resolve(sign(algorithm.hash, data, options))
      return new Promise((resolve, reject) => {
        sign(algorithm.hash, data, options, (error, signature) => (error ? reject(error) : resolve(signature)))
      })
    },
  }
}

export function createDecrypter(info: KeyInfo, key: KeyObject): Decrypter {
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return { info, open: (sealed, oaepHash) => privateDecrypt({ key, padding, oaepHash }, sealed) }
}
