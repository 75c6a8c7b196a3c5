import type { ServiceProvider } from '../../domain/service-provider.js'
import { OperatorError } from '../../domain/operator-error.js'
import { assign, readAssignments } from './assign.js'
import { describeChanges, sameService } from './describe-changes.js'
import { audited, auditedWhole, registered } from './provider-change.js'
import type { ProviderDeps } from './provider-deps.js'
import { providerRow, providerView, serviceWarnings, type ProviderRow, type ProviderView } from './provider-view.js'
import { draftOf } from './service-draft.js'
import { brokenRule } from './service-rules.js'

/** What a command did to one service. `changes` is empty if it was so already; nothing was written then. */
export interface ProviderChange {
  readonly entityId: string
  readonly changes: readonly string[]
  /** What the operator should know of the service as it is now, in plain words. */
  readonly warnings: readonly string[]
}

type StoreDeps = Pick<ProviderDeps, 'services'>

/** Every service, by entityID. */
export async function listProviders({
  services,
  clock,
}: StoreDeps & Pick<ProviderDeps, 'clock'>): Promise<readonly ProviderRow[]> {
  const now = clock.now()
  const rows = (await services.all()).map((service) => providerRow(service, now))
  return rows.sort((a, b) => (a.entityId < b.entityId ? -1 : 1))
}

/** One service in full. Throws `OperatorError('service-unknown')`. */
export const showProvider = async (
  id: string,
  deps: StoreDeps & Pick<ProviderDeps, 'clock' | 'words'>,
): Promise<ProviderView> => providerView(await registered(id, deps), deps.clock.now(), deps.words)

/** Sets `key=value` texts. Throws `OperatorError` and changes nothing if any of them is refused. */
export function setProvider(id: string, texts: readonly string[], deps: ProviderDeps): Promise<ProviderChange> {
  return change(id, 'service.set', deps, async (service) => {
    const before = draftOf(service)
    const draft = await assign(before, readAssignments(texts), deps, before)
    const broken = brokenRule(draft, await deps.services.all(), true)
    if (broken) throw new OperatorError(broken.rule, broken.message)
    return { ...service, tenant: draft.tenant, settings: draft.settings }
  })
}

/** A disabled service gets no answers; its settings and pseudonyms stay. */
export const switchProvider = (id: string, active: boolean, deps: ProviderDeps): Promise<ProviderChange> =>
  change(id, active ? 'service.enabled' : 'service.disabled', deps, (service) =>
    Promise.resolve({ ...service, active }),
  )

/** Takes a service out of the registry. Imported again, it has the same pseudonyms if its sector is the same. */
export function removeProvider(id: string, deps: ProviderDeps): Promise<ProviderChange> {
  return deps.services.change(async () => {
    const service = await registered(id, deps)
    const audit = auditedWhole('service.removed', service, null, service.entityId, deps)
    const result = { entityId: service.entityId, changes: ['is removed'], warnings: [] }
    return { save: [], remove: [service.entityId], audit: [audit], result }
  })
}

function change(
  id: string,
  action: Parameters<typeof audited>[0],
  deps: ProviderDeps,
  to: (service: ServiceProvider) => Promise<ServiceProvider>,
): Promise<ProviderChange> {
  return deps.services.change(async () => {
    const before = await registered(id, deps)
    const after = await to(before)
    const warnings = serviceWarnings(after, deps.clock.now())
    const { entityId } = before
    if (sameService(before, after))
      return { save: [], remove: [], audit: [], result: { entityId, changes: [], warnings } }
    const result = { entityId, changes: describeChanges(before, after, deps.words), warnings }
    return { save: [after], remove: [], audit: [audited(action, before, after, deps)], result }
  })
}
