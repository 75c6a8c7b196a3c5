import type { Draft, DraftContent, DraftHead, DraftedService, DraftedUpstream } from '../../domain/draft.js'
import { draftId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { DraftStore } from '../../domain/ports/draft-store.js'
import type { KeyStore } from '../../domain/ports/key-store.js'
import type { UpstreamStore } from '../../domain/ports/upstream-store.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { Service } from '../../domain/service.js'
import { usernameKey } from '../../domain/username.js'
import { refusal } from '../findings.js'
import type { KeyDeps } from '../keys/manage-keys.js'
import type { PseudonymDeps } from '../pseudonyms/pseudonym-deps.js'
import { Refused } from '../refused.js'
import { shownDigest } from '../shown-digest.js'
import { changesOf as changesOfService, type Change } from '../services/service-changes.js'
import { auditedParts, changesOf, type UpstreamChange } from '../upstreams/upstream-changes.js'
import type { ServiceDeps } from '../services/service-deps.js'
import { authorStands } from './draft-author.js'

/** What drafts are looked at and decided with. */
export interface DraftDeps {
  readonly drafts: DraftStore
  /** The registry, which is written at once. */
  readonly services: ServiceDeps
  /** Rises with every change of a key. */
  readonly keyRevision: () => Promise<number>
  /** What keys are changed with, on their store as `change` makes it another one. */
  readonly keys: (change: (store: KeyStore) => KeyStore) => KeyDeps
  readonly pseudonyms: PseudonymDeps
  /** Operators, who are written at once. */
  readonly operators: Pick<OperatorStore, 'findByUsername' | 'change' | 'create'>
  /** Upstreams, which are written at once. */
  readonly upstreams: UpstreamStore
  readonly clock: Clock
}

/**
 * `ready`: to be decided. `moved`: somebody has changed what it was thought out on. `author-gone`: whoever proposed it may not
 * any more. `ended`: nobody decided in time. `decided`: somebody has.
 */
export type DraftStanding = 'ready' | 'moved' | 'author-gone' | 'ended' | 'decided'

/** One service of a draft. */
export interface DraftedView extends DraftedService {
  /** Null where the service has changed since, or goes. */
  readonly changes: readonly Change[] | null
  /** So many accounts would get new pseudonyms, as it is now; null: nobody counted. Undefined: none would. */
  readonly accounts?: number | null
}

/** A draft, with what it would change now. */
export interface DraftView {
  readonly draft: Draft
  readonly services: readonly DraftedView[]
  /** What would be different of an upstream, where the draft is about one; of a new one all that is kept of it. */
  readonly upstream: readonly UpstreamChange[] | null
  readonly standing: DraftStanding
  /** Of all that is shown: a form that carries it decides on that alone. */
  readonly digest: string
}

/** Those that wait, oldest first. */
export async function openDrafts({
  drafts,
  clock,
}: Pick<DraftDeps, 'drafts' | 'clock'>): Promise<readonly DraftHead[]> {
  const now = clock.now()
  return (await drafts.open()).filter(({ expiresAt }) => expiresAt > now)
}

/** A draft and how it stands. Throws `Refused('draft-unknown')`. */
export async function showDraft(id: string, deps: DraftDeps): Promise<DraftView> {
  const draft = await deps.drafts.find(draftId(id))
  if (!draft) throw new Refused(refusal('draft-unknown', { draft: id }))
  const { content } = draft
  const registry = content.kind === 'services' ? await registryOf(deps) : new Map<string, Service>()
  const services = content.kind === 'services' ? content.services : []
  const revision = await revisionOf(content, deps)
  const isLess = content.kind === 'pseudonyms' && (await deps.pseudonyms.imports.countProposed(draft.id)) < content.rows
  const isOther = 'base' in content && content.base !== revision
  const hasMoved = isLess || isOther || services.some((each) => moved(each, registry))
  const shown = await Promise.all(
    services.map(async (each): Promise<DraftedView> => ({
      ...{ ...each, changes: changesIn(each, registry, deps) },
      ...(each.newPseudonyms && { accounts: await deps.services.accountsInSector(sectorNow(each, registry)) }),
    })),
  )
  const revisions = services.map(({ service }) => registry.get(service.entityId)?.revision ?? 0)
  const standing = standingOf(draft, { hasMoved, hasAuthor: await authorStands(draft, deps.operators) }, deps.clock)
  const upstream = content.kind === 'upstream' ? await upstreamChanges(content, deps) : null
  return { draft, services: shown, upstream, standing, digest: shownDigest([draft, revisions, revision, standing]) }
}

async function upstreamChanges(
  { act, upstream }: DraftedUpstream,
  deps: DraftDeps,
): Promise<readonly UpstreamChange[]> {
  const before = (await deps.upstreams.find(upstream.name))?.upstream ?? null
  if (act === 'remove-upstream') return []
  if (before) return changesOf(before, upstream)
  return Object.entries(auditedParts(upstream)).map(([part, after]) => ({ part, before: null, after }))
}

/** Of what the draft is about, as it is now; 0 for services, each of which has its own. */
async function revisionOf(content: DraftContent, deps: DraftDeps): Promise<number> {
  if (content.kind === 'key') return deps.keyRevision()
  if (content.kind === 'upstream') return (await deps.upstreams.find(content.upstream.name))?.upstream.version ?? 0
  if (content.kind !== 'operator') return 0
  return (await deps.operators.findByUsername(usernameKey(content.username)))?.version ?? 0
}

const registryOf = async ({ services: { services } }: DraftDeps): Promise<ReadonlyMap<string, Service>> =>
  new Map((await services.all()).map((service) => [service.entityId, service]))

const sectorNow = ({ service }: DraftedService, registry: ReadonlyMap<string, Service>): string =>
  (registry.get(service.entityId) ?? service).settings.sector

/** Whether the service is another one by now than the one that the change was thought out on. */
export const moved = ({ service }: DraftedService, registry: ReadonlyMap<string, Service>): boolean =>
  (registry.get(service.entityId)?.revision ?? 0) !== service.revision

/** The refusal of a draft whose subject is another one by now. */
export const overtaken = ({ id, subject }: Pick<Draft, 'id' | 'subject'>): Refused =>
  new Refused(refusal('draft-moved', { draft: id, subject }))

function changesIn(
  drafted: DraftedService,
  registry: ReadonlyMap<string, Service>,
  { services: { words } }: DraftDeps,
): readonly Change[] | null {
  const { act, service } = drafted
  // What it has become is perhaps another tenant's by now.
  if (act === 'removed' || moved(drafted, registry)) return null
  return changesOfService(registry.get(service.entityId) ?? null, service, words)
}

function standingOf(
  { state, expiresAt }: DraftHead,
  { hasMoved, hasAuthor }: { readonly hasMoved: boolean; readonly hasAuthor: boolean },
  clock: Clock,
): DraftStanding {
  if (state !== 'open') return 'decided'
  if (clock.now() >= expiresAt) return 'ended'
  if (!hasAuthor) return 'author-gone'
  return hasMoved ? 'moved' : 'ready'
}
