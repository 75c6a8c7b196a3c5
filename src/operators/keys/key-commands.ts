import { keyFamily, signs } from '../../domain/key-state.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { KeyInfo, KeyUse } from '../../domain/ports/signing-keys.js'
import { certificateFingerprint } from '../services/fingerprint.js'
import { earlyActivation, earlyRetirement, keyAdvice, type KeyHouse } from './key-advice.js'

/**
 * The broker's keys and their roll-over; the audit entries are written with each change. `type` is one of
 * `types`. Throws `OperatorError` for an unknown key and for what its state does not allow.
 */
export interface KeyTools {
  readonly types: readonly string[]
  /** URIs of the signature algorithms that a key of this type can sign with. */
  signatureAlgorithms(type: string): readonly string[]
  list(): Promise<readonly KeyInfo[]>
  generate(use: KeyUse, type: string, actor: string): Promise<KeyInfo>
  activate(id: string, actor: string): Promise<KeyInfo>
  retire(id: string, actor: string): Promise<KeyInfo>
}

/**
 * What the commands need beside the keys: who is set to one of them, the time, how long metadata is kept, and how long
 * a successor is announced.
 */
export interface KeyDeps extends Omit<KeyHouse, 'keys'> {
  readonly keys: KeyTools
  readonly services: ServiceStore
  readonly actor: string
}

export const KEY_USES: readonly KeyUse[] = ['signing', 'encryption']

/** What the command line tells of a key, as it stands among the others. Nothing of the private one. */
const keyView = (key: KeyInfo, house: KeyHouse) => ({
  id: key.id,
  use: key.use,
  state: key.state,
  stateSince: time(key.stateSince ?? firstState(key)),
  type: key.type,
  sha256: certificateFingerprint(key.certificate),
  createdAt: time(key.createdAt),
  activatedAt: time(key.activatedAt),
  notAfter: new Date(key.notAfter).toISOString(),
  certificate: key.certificate,
  ...keyAdvice(key, house),
})

/** Of keys whose state is older than its date: only that of a retired one is lost. */
const firstState = ({ state, activatedAt, createdAt }: KeyInfo): number | null =>
  state === 'retired' ? null : (activatedAt ?? createdAt)

const time = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())

export type KeyView = ReturnType<typeof keyView>

/** Every key, oldest first, with what is to be done about it. */
export async function listKeys(deps: KeyDeps): Promise<readonly KeyView[]> {
  const keys = await deps.keys.list()
  return keys.map((key) => keyView(key, { ...deps, keys }))
}

/** A key of this use and type in state `next`: announced in the metadata, not used yet. */
export async function generateKey(use: string, type: string, deps: KeyDeps): Promise<KeyView> {
  const { keys } = deps
  const wanted = KEY_USES.find((each) => each === use)
  if (!wanted) throw new OperatorError('key-use', `A key's use cannot be "${use}"; it may be ${KEY_USES.join(' or ')}`)
  if (!keys.types.includes(type)) {
    throw new OperatorError('key-type', `A key's type cannot be "${type}"; it may be ${keys.types.join(', ')}`)
  }
  return shown(await keys.generate(wanted, type, deps.actor), deps)
}

export interface Activation {
  readonly key: KeyView
  /** The keys whose place it took, and earlier ones that nobody retired yet. */
  readonly previous: readonly KeyView[]
  /** What may go wrong, in plain words. */
  readonly warnings: readonly string[]
}

/** Uses the key from now on. One that some services cannot know yet is activated too, with a warning. */
export async function activateKey(id: string, deps: KeyDeps): Promise<Activation> {
  const keys = await deps.keys.list()
  const before = keys.find((key) => key.id === id)
  const early = before ? earlyActivation(before, { ...deps, keys }) : null
  const key = await deps.keys.activate(id, deps.actor)
  const views = await listKeys(deps)
  return {
    key: await shown(key, deps),
    previous: views.filter(({ use, state }) => use === key.use && state === 'previous'),
    warnings: early === null ? [] : [early],
  }
}

/**
 * Takes the key out of use. Throws `key-needed` if a service is set to an algorithm that no other active key can sign,
 * and, unless `force` says that the key must go, `key-successor-new` while services may not know its successor. An
 * unknown key and the only active one are refused with `force` too.
 */
export async function retireKey(id: string, { force }: { readonly force: boolean }, deps: KeyDeps): Promise<KeyView> {
  const keys = await deps.keys.list()
  const key = keys.find((each) => each.id === id)
  // check: a-key-that-a-service-needs-stays
  if (key && signs(key)) await refuseNeeded(key, keys, deps)
  const early = key && !force ? earlyRetirement(key, { ...deps, keys }) : null
  // check: a-key-retires-after-its-successor-is-known
  if (early !== null) throw new OperatorError('key-successor-new', `Key ${id} is not retired: ${early}`)
  return shown(await deps.keys.retire(id, deps.actor), deps)
}

async function refuseNeeded(key: KeyInfo, all: readonly KeyInfo[], { keys, services }: KeyDeps): Promise<void> {
  const others = all.filter((each) => each.id !== key.id && signs(each))
  // Without any other, nobody could sign at all: the keys themselves refuse that.
  if (others.length === 0 || others.some(({ type }) => keyFamily(type) === keyFamily(key.type))) return
  const lost = keys.signatureAlgorithms(key.type)
  const set = (await services.all()).filter(({ settings }) => lost.includes(settings.signatureAlgorithm ?? ''))
  const [first, ...more] = set
  if (!first) return
  const whom = more.length === 0 ? first.entityId : `${first.entityId} and ${more.length} more`
  throw new OperatorError(
    'key-needed',
    `Key ${key.id} is the only one that can sign as ${whom} is set to; set another signatureAlgorithm there first`,
  )
}

async function shown(key: KeyInfo, deps: KeyDeps): Promise<KeyView> {
  return keyView(key, { ...deps, keys: await deps.keys.list() })
}
