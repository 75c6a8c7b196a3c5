import type { Service } from '../../domain/service.js'
import { OperatorError } from '../../domain/operator-error.js'
import { assign, readAssignments } from './assign.js'
import { describeChanges, sameService } from './describe-changes.js'
import { audited, auditedWhole, registered } from './service-change.js'
import type { ServiceDeps } from './service-deps.js'
import { listedService, shownService, serviceWarnings, type ListedService, type ShownService } from './service-view.js'
import { draftOf } from './service-draft.js'
import { brokenRule } from './service-rules.js'

/** What a command did to one service. `changes` is empty if it was so already; nothing was written then. */
export interface ChangedService {
  readonly entityId: string
  readonly changes: readonly string[]
  /** What the operator should know of the service as it is now, in plain words. */
  readonly warnings: readonly string[]
}

type StoreDeps = Pick<ServiceDeps, 'services'>

/** Every service, by entityID. */
export async function listServices({
  services,
  clock,
}: StoreDeps & Pick<ServiceDeps, 'clock'>): Promise<readonly ListedService[]> {
  const now = clock.now()
  const rows = (await services.all()).map((service) => listedService(service, now))
  return rows.sort((a, b) => (a.entityId < b.entityId ? -1 : 1))
}

/** One service in full. Throws `OperatorError('service-unknown')`. */
export const showService = async (
  id: string,
  deps: StoreDeps & Pick<ServiceDeps, 'clock' | 'words'>,
): Promise<ShownService> => shownService(await registered(id, deps), deps.clock.now(), deps.words)

/** Sets `key=value` texts. Throws `OperatorError` and changes nothing if any of them is refused. */
export function setService(id: string, texts: readonly string[], deps: ServiceDeps): Promise<ChangedService> {
  return change(id, 'service.set', deps, async (service) => {
    const before = draftOf(service)
    const draft = await assign(before, readAssignments(texts), deps, before)
    const broken = brokenRule(draft, await deps.services.all(), true)
    if (broken) throw new OperatorError(broken.rule, broken.message)
    return { ...service, tenant: draft.tenant, settings: draft.settings }
  })
}

/** A disabled service gets no answers; its settings and pseudonyms stay. */
export const switchService = (id: string, active: boolean, deps: ServiceDeps): Promise<ChangedService> =>
  change(id, active ? 'service.enabled' : 'service.disabled', deps, (service) =>
    Promise.resolve({ ...service, active }),
  )

/** Takes a service out of the registry. Imported again, it has the same pseudonyms if its sector is the same. */
export function removeService(id: string, deps: ServiceDeps): Promise<ChangedService> {
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
  deps: ServiceDeps,
  to: (service: Service) => Promise<Service>,
): Promise<ChangedService> {
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
