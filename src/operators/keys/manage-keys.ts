import { keyFamily, signs } from '../../domain/key-state.js'
import type { Instant } from '../../domain/instant.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { KeyInfo, KeyUse } from '../../domain/ports/signing-keys.js'
import { refusal, type KeyFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { certificateFingerprint } from '../services/fingerprint.js'
import { earlyActivation, keyFindings, successorToWaitFor, type KeyHouse } from './key-findings.js'

/**
 * The broker's keys and their roll-over; each change writes its audit entry with it. `type` is one of `types`. Throws
 * `OperatorError` for an unknown key and for a change that the key's state does not allow.
 */
export interface KeyTools {
  readonly types: readonly string[]
  /** URIs of the signature algorithms that a key of this type can sign with. */
  signatureAlgorithms(type: string): readonly string[]
  list(): Promise<readonly KeyInfo[]>
  generate(key: NewKey, actor: string): Promise<KeyInfo>
  activate(id: string, actor: string): Promise<KeyInfo>
  retire(id: string, actor: string): Promise<KeyInfo>
}

/**
 * What a change of the keys needs: the keys, the services that may be set to one of them, the time, how long services
 * keep metadata, and how long a successor is announced.
 */
export interface KeyDeps extends Omit<KeyHouse, 'keys'> {
  readonly keys: KeyTools
  readonly services: Pick<ServiceStore, 'all'>
}

/** A key as it stands among the others, without its private part. */
export interface KeyView {
  readonly key: KeyInfo
  /** Since when the key has its state; null for a retired key from before that date was stored. */
  readonly stateSince: Instant | null
  /** SHA-256 of the key's certificate. */
  readonly fingerprint: string
  /** What is wrong with the key, and what is to be done about it and when. */
  readonly findings: readonly KeyFinding[]
}

const keyView = (key: KeyInfo, house: KeyHouse): KeyView => ({
  key,
  stateSince: key.stateSince ?? firstState(key),
  fingerprint: certificateFingerprint(key.certificate),
  findings: keyFindings(key, house),
})

/** When a key that was stored without the date of its state got it. For a retired key nothing tells. */
const firstState = ({ state, activatedAt, createdAt }: KeyInfo): Instant | null =>
  state === 'retired' ? null : (activatedAt ?? createdAt)

/** Every key, oldest first, with what is to be done about it. */
export const listKeys = async (deps: KeyDeps): Promise<readonly KeyView[]> =>
  viewsOf({ ...deps, keys: await deps.keys.list() })

/** Each of these keys as it stands among the others. */
export const viewsOf = (house: KeyHouse): readonly KeyView[] => house.keys.map((key) => keyView(key, house))

export interface NewKey {
  readonly use: KeyUse
  /** One of `KeyTools.types`. */
  readonly type: string
  /** Whether its private key is made in the HSM of the deployment and stays there. */
  readonly inHsm: boolean
}

/**
 * Makes a key in state `next`: announced in the metadata, not used yet. Throws `Refused('key-type')`, and
 * `Refused('key-hsm-use')` for an encryption key in an HSM.
 */
export async function createKey(wanted: NewKey, actor: string, deps: KeyDeps): Promise<KeyView> {
  const { use, type, inHsm } = wanted
  const known = deps.keys.types
  if (!known.includes(type)) throw new Refused(refusal('key-type', { type, known }))
  if (inHsm && use !== 'signing') throw new Refused(refusal('key-hsm-use', { use }))
  return viewed(await deps.keys.generate(wanted, actor), deps)
}

export interface Activation {
  readonly key: KeyView
  /** The keys whose place it took, and earlier ones that nobody has retired yet. */
  readonly previous: readonly KeyView[]
  /** What may go wrong because of it. */
  readonly findings: readonly KeyFinding[]
}

/** What may go wrong if the key is activated now. */
export async function warnedOf(id: string, deps: KeyDeps): Promise<readonly KeyFinding[]> {
  const keys = await deps.keys.list()
  const key = keys.find((each) => each.id === id)
  return key ? earlyActivation(key, { ...deps, keys }) : []
}

/** Uses the key from now on. A key that some services cannot know yet is activated too, with a finding that says so. */
export async function activateKey(id: string, actor: string, deps: KeyDeps): Promise<Activation> {
  const findings = await warnedOf(id, deps)
  const key = await deps.keys.activate(id, actor)
  const views = await listKeys(deps)
  return {
    key: await viewed(key, deps),
    previous: views.filter((view) => view.key.use === key.use && view.key.state === 'previous'),
    findings,
  }
}

/**
 * Takes the key out of use. Throws `Refused('key-needed')` if a service is set to an algorithm that no other active key
 * can sign, and `Refused('key-successor-new')` while services may not know its successor; `force` skips the second. An
 * unknown key and the only active one are refused even with `force`. Where changes need a second person this one does too,
 * forced or not: whoever could take keys away alone could stop every portal (RULES: Operators 4).
 */
export async function retireKey(
  id: string,
  { force }: { readonly force: boolean },
  actor: string,
  deps: KeyDeps,
): Promise<KeyView> {
  const keys = await deps.keys.list()
  const key = keys.find((each) => each.id === id)
  // check: a-key-that-a-service-needs-stays
  if (key && signs(key)) await refuseNeeded(key, keys, deps)
  const wait = key && !force ? successorToWaitFor(key, { ...deps, keys }) : null
  // check: a-key-retires-after-its-successor-is-known
  if (wait) throw new Refused(refusal('key-successor-new', { key: id, ...wait }))
  return viewed(await deps.keys.retire(id, actor), deps)
}

async function refuseNeeded(key: KeyInfo, all: readonly KeyInfo[], { keys, services }: KeyDeps): Promise<void> {
  const others = all.filter((each) => each.id !== key.id && signs(each))
  // If there is no other signing key, the keys themselves refuse, for nobody could sign at all.
  if (others.length === 0 || others.some(({ type }) => keyFamily(type) === keyFamily(key.type))) return
  const lost = keys.signatureAlgorithms(key.type)
  const set = (await services.all()).filter(({ settings }) => lost.includes(settings.signatureAlgorithm ?? ''))
  const [first, ...more] = set
  if (!first) return
  throw new Refused(refusal('key-needed', { key: key.id, service: first.entityId, more: more.length }))
}

const viewed = async (key: KeyInfo, deps: KeyDeps): Promise<KeyView> =>
  keyView(key, { ...deps, keys: await deps.keys.list() })

/** The type of the key that the broker makes at its first start. */
const FIRST_TYPE = 'RSA-3072'

/**
 * The URIs of the signature algorithms that an active key can sign with; before the first start, those of the key that
 * it will make.
 */
export async function algorithmsOfKeys(keys: KeyTools): Promise<readonly string[]> {
  const types = (await keys.list()).filter(signs).map(({ type }) => type)
  return (types.length === 0 ? [FIRST_TYPE] : types).flatMap((type) => keys.signatureAlgorithms(type))
}
