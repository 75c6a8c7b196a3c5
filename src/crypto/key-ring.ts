import { sign, type KeyObject } from 'node:crypto'
import { BrokerError } from '../domain/errors.js'
import type { Duration } from '../domain/instant.js'
import type { KeyStore, StoredKey } from '../domain/ports/key-store.js'
import type { KeyInfo, Signer, SigningKeys } from '../domain/ports/signing-keys.js'
import { keyInfo } from './key-roll-over.js'
import { createKeyWrap } from './key-wrap.js'
import { createPoller, type Poller } from './poller.js'
import { fitsKey, keyOptions, signatureAlgorithm } from './signature-algorithms.js'

export type KeyRing = SigningKeys & Poller

export interface KeyRingDeps {
  readonly store: KeyStore
  readonly secret: KeyObject
  /** 2 s as shipped: every instance follows a roll-over within 5 s. */
  readonly pollEvery: Duration
  /** Told of a failing poll; the last good keys stay in use. */
  readonly onError: (error: unknown) => void
}

interface Ring {
  readonly revision: number
  readonly signer: Signer | null
  readonly announced: readonly KeyInfo[]
}

/**
 * The broker's keys in memory, private keys as KeyObjects that were unwrapped once. `start` throws
 * `OperatorError('secret-key-wrong')` if SECRET_KEY opens none of them.
 */
export function createKeyRing({ store, secret, pollEvery, onError }: KeyRingDeps): KeyRing {
  const wrap = createKeyWrap(secret)
  let opened: ReadonlyMap<string, KeyObject> = new Map()
  let ring: Ring = { revision: -1, signer: null, announced: [] }

  const load = async (): Promise<void> => {
    const revision = await store.revision()
    if (revision === ring.revision) return
    const keys = announcedOf(await store.all())
    opened = new Map(keys.map((key) => [key.id, opened.get(key.id) ?? wrap.unwrap(key.id, key.wrappedPrivateKey)]))
    ring = { revision, signer: signerOf(keys, opened), announced: keys.map(keyInfo) }
  }
  return {
    ...createPoller({ every: pollEvery, refresh: load, onError }),
    signer() {
      if (!ring.signer) throw new BrokerError('unavailable', 'no active signing key')
      return ring.signer
    },
    announced: () => ring.announced,
  }
}

/** Active before next, so that partners that know one key only take the one that signs. */
function announcedOf(keys: readonly StoredKey[]): readonly StoredKey[] {
  const inState = (state: KeyInfo['state']) => keys.filter((key) => key.state === state)
  return [...inState('active'), ...inState('next')]
}

function signerOf(keys: readonly StoredKey[], opened: ReadonlyMap<string, KeyObject>): Signer | null {
  const key = keys.find(({ use, state }) => use === 'signing' && state === 'active')
  const privateKey = key && opened.get(key.id)
  return key && privateKey ? createSigner(keyInfo(key), privateKey) : null
}

/** Signs with a key that is kept ready: RSA on the thread pool, ECDSA at once (the pool would cost more than it takes). */
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
