import type { AuditEvent } from '../domain/audit-event.js'
import type { Clock } from '../domain/ports/clock.js'
import type { KeyStore, StoredKey } from '../domain/ports/key-store.js'
import type { Random } from '../domain/ports/random.js'
import type { KeyInfo, KeyUse } from '../domain/ports/signing-keys.js'
import { generateKey } from './generate-key.js'
import { activated, keyInfo, retired } from './key-roll-over.js'
import type { KeyType } from './key-types.js'
import type { KeyWrap } from './key-wrap.js'
import type { Hsm } from './pkcs11/hsm.js'
import { keyInHsm } from './pkcs11/reference.js'
import { proveSecret } from './secret-proof.js'

/** What `servicekonto keys` and the first start do to the stored keys. Every change is told to the audit log. */
export interface KeyLifecycle {
  /** Every key, oldest first, without its private part. */
  list(): Promise<readonly KeyInfo[]>
  /**
   * A fresh key in state `next`: announced, not used yet; made in the HSM and left there, if one is given. OperatorError for an EC key that should encrypt, and, as
   * `activate` and `ensure`, for a secret that does not open the keys that are there (`proveSecret`).
   */
  generate(use: KeyUse, type: KeyType, actor: string, hsm?: Hsm): Promise<KeyInfo>
  /**
   * The key becomes active, the former active one of its use and family the previous. OperatorError if unknown or
   * retired.
   */
  activate(id: string, actor: string): Promise<KeyInfo>
  /**
   * The key is neither used nor announced any more; an active one beside another family's becomes the previous one
   * first. OperatorError if unknown, or the only active one of its use. Opens no key, so that one which
   * nobody can open can be taken out.
   */
  retire(id: string, actor: string): Promise<KeyInfo>
  /** Gives a store without an active signing or encryption key one (RSA-3072); several may call it at once. */
  ensure(): Promise<void>
}

export interface KeyLifecycleDeps {
  readonly store: KeyStore
  readonly wrap: KeyWrap
  readonly clock: Clock
  readonly random: Random
  /** The host of the broker's entityID: CN of the certificates. */
  readonly host: string
}

export function createKeyLifecycle(deps: KeyLifecycleDeps): KeyLifecycle {
  const { store, clock } = deps
  const roll = (change: RollOver, id: string, actor: string): Promise<KeyInfo> =>
    store.change(async (keys) => {
      // check: a-key-is-activated-under-a-proved-secret
      if (change === activated) proveSecret(deps.wrap, keys)
      const save = change(keys, id, clock.now())
      return { save, audit: audited(keys, save, actor, clock.now()), result: keyInfo(only(save, id)) }
    })
  return {
    list: async () => (await store.all()).map(keyInfo),
    async generate(use, type, actor, hsm) {
      const key = await generateKey({ ...deps, use, type, state: 'next', now: clock.now(), hsm })
      const saved = store.change(async (keys) => {
        // check: a-key-is-made-under-a-proved-secret
        proveSecret(deps.wrap, keys)
        return { save: [key], audit: audited(keys, [key], actor, clock.now()), result: keyInfo(key) }
      })
      return saved.catch(async (error: unknown) => {
        await forget(key, hsm)
        throw error
      })
    },
    activate: (id, actor) => roll(activated, id, actor),
    retire: (id, actor) => roll(retired, id, actor),
    ensure: () => ensureKeys(deps),
  }
}

/** A pair that no row refers to would lie in the token for ever. */
async function forget({ wrappedPrivateKey }: StoredKey, hsm: Hsm | undefined): Promise<void> {
  const key = keyInHsm(wrappedPrivateKey)
  if (hsm && key !== null) await hsm.destroy(key).catch(() => undefined)
}

type RollOver = (keys: readonly StoredKey[], id: string, now: number) => readonly StoredKey[]

function ensureKeys(deps: KeyLifecycleDeps): Promise<void> {
  const made = new Map<KeyUse, StoredKey>()
  const fresh = async (use: KeyUse): Promise<StoredKey> => {
    const key =
      made.get(use) ?? (await generateKey({ ...deps, use, type: 'RSA-3072', state: 'active', now: deps.clock.now() }))
    made.set(use, key)
    return key
  }
  return deps.store.change(async (keys) => {
    // check: a-start-makes-keys-under-a-proved-secret
    proveSecret(deps.wrap, keys)
    const lacking = (['signing', 'encryption'] as const).filter((use) => !keys.some((key) => isActive(key, use)))
    const save = await Promise.all(lacking.map(fresh))
    return { save, audit: audited(keys, save, 'broker', deps.clock.now()), result: undefined }
  })
}

const isActive = (key: StoredKey, use: KeyUse): boolean => key.use === use && key.state === 'active'

function only(keys: readonly StoredKey[], id: string): StoredKey {
  const key = keys.find((each) => each.id === id)
  if (!key) throw new Error(`key ${id} is not among the changed ones`)
  return key
}

const CHANGED = { active: 'key.activated', previous: 'key.superseded', retired: 'key.retired' } as const

/** `key.generated`, `key.activated`, `key.superseded`, `key.retired`: the state before and after. */
function audited(before: readonly StoredKey[], save: readonly StoredKey[], actor: string, at: number): AuditEvent[] {
  return save.map((key) => {
    const earlier = before.find(({ id }) => id === key.id)
    const after = { use: key.use, type: key.type, state: key.state }
    const told = { at, actor, subject: key.id, after }
    if (!earlier || key.state === 'next') return { ...told, action: 'key.generated', before: null }
    return { ...told, action: CHANGED[key.state], before: { state: earlier.state } }
  })
}
