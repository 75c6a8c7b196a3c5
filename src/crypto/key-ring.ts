import { constants, privateDecrypt, sign, type KeyObject } from 'node:crypto'
import { BrokerError } from '../domain/error-catalogue.js'
import type { Duration } from '../domain/instant.js'
import { decrypts, isAnnounced, KEY_FAMILIES, keyFamily, signs } from '../domain/key-state.js'
import type { KeyStore, StoredKey } from '../domain/ports/key-store.js'
import type { Decrypter, KeyInfo, KeyState, Signer, SigningKeys } from '../domain/ports/signing-keys.js'
import { keyInfo } from './key-roll-over.js'
import type { KeyWrap } from './key-wrap.js'
import { createPoller, type Poller } from './poller.js'
import { fitsKey, keyOptions, signatureAlgorithm } from './signature-algorithms.js'

export type KeyRing = SigningKeys & Poller

export interface KeyRingDeps {
  readonly store: KeyStore
  readonly wrap: KeyWrap
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
}

/**
 * The broker's keys in memory, private keys as KeyObjects that were unwrapped once. `start` throws
 * `OperatorError('secret-key-wrong')` for one that was wrapped under another secret.
 */
export function createKeyRing({ store, wrap, pollEvery, onError }: KeyRingDeps): KeyRing {
  let opened: ReadonlyMap<string, KeyObject> = new Map()
  let ring: Ring = { revision: -1, signers: [], decrypters: [], announced: [] }

  const load = async (): Promise<void> => {
    const revision = await store.revision()
    if (revision === ring.revision) return
    const keys = inOrder(await store.all())
    opened = new Map(keys.map((key) => [key.id, opened.get(key.id) ?? wrap.unwrap(key.id, key.wrappedPrivateKey)]))
    ring = ringOf(revision, keys, opened)
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

function ringOf(revision: number, keys: readonly StoredKey[], opened: ReadonlyMap<string, KeyObject>): Ring {
  const ready = <T>(chosen: readonly StoredKey[], make: (info: KeyInfo, privateKey: KeyObject) => T): readonly T[] =>
    chosen.flatMap((key) => {
      const privateKey = opened.get(key.id)
      return privateKey ? [make(keyInfo(key), privateKey)] : []
    })
  return {
    revision,
    signers: ready(keys.filter(signs), createSigner),
    decrypters: ready(keys.filter(decrypts), createDecrypter),
    announced: keys.filter(isAnnounced).map(keyInfo),
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

function createDecrypter(info: KeyInfo, key: KeyObject): Decrypter {
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return { info, open: (sealed, oaepHash) => privateDecrypt({ key, padding, oaepHash }, sealed) }
}
