import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { Clock } from '../domain/ports/clock.js'
import type { HeldKeys, KeySetStore, WrappedSetKey } from '../domain/ports/key-set-store.js'
import { OperatorError } from '../domain/operator-error.js'
import type { Random } from '../domain/ports/random.js'
import { deriveKey, extractKey } from './derive-key.js'
import { createKeyWrap, doesNotOpen, type KeyWrap } from './key-wrap.js'
import { keyInHsm } from './pkcs11/reference.js'
import { proveSecret, proveSome } from './secret-proof.js'
import { unwrapBytes, wrapBytes } from './wrapped-bytes.js'

/**
 * What the broker has keys for, each with the way in which it came from SECRET_KEY before keys were stored; null where
 * there was none. The names are stored: they never change. A purpose more would keep every store that exists from
 * opening, as its key is taken for lost: a feature expands a key of its own from `digests` (`createKeyedDigest`).
 */
const PURPOSES = {
  pseudonym: (secret: KeyObject) => deriveKey(secret, 'pseudonym'),
  digests: extractKey,
  'key-wrap': (secret: KeyObject) => deriveKey(secret, 'key-wrap'),
  'pass-seal': (secret: KeyObject) => deriveKey(deriveKey(secret, 'pass-seal'), 'key-wrap'),
  'stored-values': (secret: KeyObject) => deriveKey(secret, 'stored-values'),
  'account-login-starts': (secret: KeyObject) => deriveKey(secret, 'account-login-starts'),
  'second-factor-secrets': (secret: KeyObject) => deriveKey(secret, 'second-factor-secrets'),
  'second-factor-pages': (secret: KeyObject) => deriveKey(secret, 'second-factor-pages'),
  audit: null,
} as const

export type KeyPurpose = keyof typeof PURPOSES

const ALL_PURPOSES = Object.keys(PURPOSES).filter((purpose): purpose is KeyPurpose => Object.hasOwn(PURPOSES, purpose))

/** The stored key set, opened (RULES: Operators 7). */
export interface KeySet {
  /** The key that serves this purpose now. */
  key(purpose: KeyPurpose): KeyObject
  /** How many of its keys only SECRET_KEY_PREVIOUS opens. */
  behind(): number
}

/** What opens the stored keys. */
export interface Secrets {
  /** SECRET_KEY: what is wrapped is wrapped with it. */
  readonly current: KeyObject
  /** SECRET_KEY_PREVIOUS, which this one follows: opens what is not wrapped anew yet. Null where there is none. */
  readonly previous: KeyObject | null
}

export interface KeySetDeps {
  readonly store: KeySetStore
  readonly secrets: Secrets
  readonly clock: Clock
  readonly random: Random
}

/**
 * Opens the stored key set, and makes it where there is none, once, however many instances start together. A store that
 * was written under SECRET_KEY itself gets what was derived from it, so that pseudonyms, digests, sealed values and
 * wrapped private keys stay valid; everything else is random, so that who learns an earlier SECRET_KEY has no key by it.
 * Throws `OperatorError('secret-key-wrong')` for a SECRET_KEY that does not open what is there, and
 * `key-set-incomplete` for a set that has lost a key; nothing is written then.
 */
export async function openKeySet({ store, secrets, clock, random }: KeySetDeps): Promise<KeySet> {
  const made = (held: HeldKeys): readonly WrappedSetKey[] => {
    // Another instance was faster.
    if (held.set.length > 0) return []
    const earlier = writtenUnder(secrets, held)
    return ALL_PURPOSES.map((purpose) => {
      const key = { id: random.id(), purpose, generation: 1, createdAt: clock.now() }
      const bytes = (earlier && PURPOSES[purpose]?.(earlier).export()) ?? randomBytes(32)
      // check: a-key-set-is-made-under-the-present-secret
      return { ...key, wrapped: wrapBytes(wrappingKey(secrets.current), placeOf(key), bytes) }
    })
  }
  const { set } = await store.held()
  return keySetOf(openedKeys(secrets, set.length > 0 ? set : await store.add(made)))
}

/**
 * Proves that SECRET_KEY opens all that a store holds, and changes nothing. Throws as `proveSecret`.
 */
export function proveHeld(secret: KeyObject, held: HeldKeys): void {
  const opened = openedKeys({ current: secret, previous: null }, held.set)
  proveSecret(held.set.length === 0 ? earlierWrap(secret) : createKeyWrap(keySetOf(opened).key('key-wrap')), [
    ...held.privateKeys,
  ])
}

/**
 * Those keys of the set that SECRET_KEY does not open by itself, wrapped with it (RULES: Operators 7). The keys stay the
 * same. Throws `OperatorError('secret-key-wrong')` for one that opens with none of the secrets.
 */
export const rewrapped = (secrets: Secrets, set: readonly WrappedSetKey[]): readonly WrappedSetKey[] => {
  const behind = openedKeys(secrets, set).filter(({ isBehind }) => isBehind)
  return behind.map(({ key, id, purpose, generation, createdAt }) => {
    const held = { id, purpose, generation, createdAt }
    // check: a-key-set-is-rewrapped-under-the-present-secret
    return { ...held, wrapped: wrapBytes(wrappingKey(secrets.current), placeOf(held), key.export()) }
  })
}

/** The secret that a store from before there was a key set was written under; null for a new store. */
function writtenUnder({ current, previous }: Secrets, held: HeldKeys): KeyObject | null {
  if (held.privateKeys.length === 0) return null
  try {
    provePrivateKeys(current, held)
    return current
  } catch (error) {
    if (previous === null) throw error
    provePrivateKeys(previous, held)
    return previous
  }
}

/** Throws if this secret does not open the oldest private key in use. */
function provePrivateKeys(secret: KeyObject, held: HeldKeys): void {
  const privateKeys = held.privateKeys.filter(({ wrappedPrivateKey }) => keyInHsm(wrappedPrivateKey) === null)
  const inUse = privateKeys.filter(({ state }) => state !== 'retired')
  // A later key may be of another secret, whose owner must not have the store.
  // check: an-earlier-store-is-taken-over-under-its-secret
  proveSome(earlierWrap(secret), inUse.length > 0 ? inUse.slice(0, 1) : privateKeys)
}

const earlierWrap = (secret: KeyObject): KeyWrap => createKeyWrap(PURPOSES['key-wrap'](secret))

interface OpenedKey extends WrappedSetKey {
  readonly key: KeyObject
  /** True if it is wrapped with the previous secret. */
  readonly isBehind: boolean
}

function openedKeys({ current, previous }: Secrets, set: readonly WrappedSetKey[]): readonly OpenedKey[] {
  const wrapping = [current, ...(previous ? [previous] : [])].map(wrappingKey)
  const opened = set.map((held): OpenedKey => {
    for (const [at, by] of wrapping.entries()) {
      try {
        const key = createSecretKey(unwrapBytes(by, placeOf(held), held.wrapped))
        return { ...held, key, isBehind: at > 0 }
      } catch {
        // The other secret may open it.
      }
    }
    throw doesNotOpen(held.id)
  })
  if (set.length > 0) refuseLoss(set)
  return opened
}

/** Another key in the place of a lost one would change pseudonyms, or open nothing of what is stored. */
function refuseLoss(set: readonly WrappedSetKey[]): void {
  const lost = ALL_PURPOSES.filter((wanted) => !set.some(({ purpose }) => purpose === wanted))
  // check: a-lost-key-is-not-replaced
  if (lost.length === 0) return
  throw new OperatorError(
    'key-set-incomplete',
    `The stored key set has no key for ${lost.join(', ')}; bring the table secret_key_set back from a backup`,
  )
}

function keySetOf(opened: readonly OpenedKey[]): KeySet {
  const inOrder = opened.toSorted((one, other) => one.generation - other.generation)
  const serving = new Map(inOrder.map(({ purpose, key }) => [purpose, key]))
  return {
    key(purpose) {
      const key = serving.get(purpose)
      if (!key) throw new Error(`no key for ${purpose}`)
      return key
    },
    behind: () => opened.filter(({ isBehind }) => isBehind).length,
  }
}

const wrappingKey = (secret: KeyObject): KeyObject => deriveKey(secret, 'key-set')

// check: a-stored-key-serves-its-purpose-alone
const placeOf = ({ id, purpose, generation }: Pick<WrappedSetKey, 'id' | 'purpose' | 'generation'>): string =>
  `servicekonto key set ${purpose} ${generation} ${id}`
