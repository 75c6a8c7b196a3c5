import { single, type Fields } from '../../http/parse.js'
import type { Operator } from '../../domain/operator.js'
import { sourceIdOf, type Source } from '../../domain/source.js'
import type { Service } from '../../domain/service.js'
import { seenBy } from './bounded-services.js'
import type { Refusal } from '../findings.js'
import type { ServiceDeps } from '../services/service-deps.js'
import { refreshNow } from '../sources/refresh-now.js'
import type { Refreshed } from '../sources/refresh-source.js'
import type { SourceDeps } from '../sources/source-deps.js'
import { sourceFindings } from '../sources/source-findings.js'
import type { ConsoleDeps } from './console-context.js'
import type { Attention } from './pages/overview.js'
import type { HeldDocument } from './pages/components/service-source.js'
import { serviceName } from '../../domain/service.js'

/** The field that says which document is taken though services leave with it. */
export const HELD = 'held'

/** What came of the button: what is said, or why nothing was taken. */
export type RefreshTaken =
  { readonly done: 'refreshed' | 'fresh' } | { readonly refusal: Refusal | null; readonly held: HeldDocument | null }

/** Fetches the metadata of a service now. `seen`: the registry as who asks sees it. Throws `Refused` where it has no source. */
export async function takeRefresh(
  id: string,
  { actor, operator, fields }: { readonly actor: string; readonly operator: Operator; readonly fields: Fields },
  deps: SourceDeps,
  seen: ServiceDeps,
): Promise<RefreshTaken> {
  const confirmed = single(fields, HELD) ?? null
  const went = await refreshNow(id, { actor, tenant: operator.tenant, confirmed }, deps)
  if (went.kind === 'refused') return refusedOf(went, seen)
  return { done: went.kind === 'applied' && went.changed > 0 ? 'refreshed' : 'fresh' }
}

async function refusedOf(
  { refusal, document }: Extract<Refreshed, { readonly kind: 'refused' }>,
  seen: ServiceDeps,
): Promise<RefreshTaken> {
  if (refusal.code !== 'source-shrunk' || document === null) return { refusal, held: null }
  const { gone, of, services } = refusal.data
  // check: who-leaves-is-named-to-who-may-see-it
  const found = await Promise.all(services.map((id) => seen.services.find(id)))
  const leaving = found.flatMap((service) => (service ? [service.entityId] : []))
  return { refusal: null, held: { gone, of, document, leaving } }
}

/** The source that feeds a service, if it is there. */
export function sourceFor(service: Service, { sources }: Pick<SourceDeps, 'sources'>): Promise<Source | null> {
  const id = sourceIdOf(service)
  return id === null ? Promise.resolve(null) : sources.find(id)
}

/** The sources that need a person, each at one of the services that it feeds and this operator sees. */
export async function failingSources(operator: Operator, deps: ConsoleDeps): Promise<readonly Attention[]> {
  const found = (await deps.sources.sources.all()).flatMap((source) =>
    sourceFindings(source).map((finding) => ({ source, finding })),
  )
  if (found.length === 0) return []
  const at = new Map<string, Service>()
  for (const service of seenBy(operator, deps.allServices())) {
    const id = sourceIdOf(service)
    if (id !== null && !at.has(id)) at.set(id, service)
  }
  return found.flatMap(({ source, finding }) => {
    const service = at.get(source.id)
    // check: a-source-is-told-to-who-sees-what-it-feeds
    return service ? [{ entityId: service.entityId, name: serviceName(service, 'de'), finding }] : []
  })
}
