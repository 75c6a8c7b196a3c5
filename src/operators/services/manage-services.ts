import type { EntityId } from '../../domain/ids.js'
import type { MetadataSource, Service } from '../../domain/service.js'
import type { ServiceFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { applySettings } from './apply-settings.js'
import { audited, auditedWhole, registered } from './registered-service.js'
import { changesOf, sameService, type Change } from './service-changes.js'
import type { ServiceDeps } from './service-deps.js'
import { draftOf } from './service-draft.js'
import { requesterFindings } from './requester-findings.js'
import { brokenRule } from './service-rules.js'
import {
  judgedNow,
  listedService,
  serviceView,
  standingFindings,
  type JudgingDeps,
  type ListedService,
  type ServiceView,
} from './service-view.js'
import type { SettingsChange } from './setting-rules.js'

/** What was done to one service. */
export interface ChangedService {
  /** The service as it is now. */
  readonly service: Service
  /** Empty if the service was like this already; then nothing was written. */
  readonly changes: readonly Change[]
  /** What the operator should know of the service as it is now. */
  readonly findings: readonly ServiceFinding[]
}

type StoreDeps = Pick<ServiceDeps, 'services'>

/** Every service, by entityID. */
export async function listServices({
  services,
  clock,
  metadataGrace,
}: StoreDeps & Pick<ServiceDeps, 'clock' | 'metadataGrace'>): Promise<readonly ListedService[]> {
  const now = clock.now()
  const rows = (await services.all()).map((service) => listedService(service, now, metadataGrace))
  return rows.sort((a, b) => (a.service.entityId < b.service.entityId ? -1 : 1))
}

/** One service in full. Throws `Refused('service-unknown')`. */
export const showService = async (
  id: string,
  deps: StoreDeps & JudgingDeps & Pick<ServiceDeps, 'words'>,
): Promise<ServiceView> => {
  const [service, judging] = [await registered(id, deps), judgedNow(deps)]
  const view = serviceView(service, judging, deps.words)
  return { ...view, findings: [...view.findings, ...(await requesterFindings(service, deps, judging))] }
}

/**
 * Changes settings. `actor`: who acts, for the audit log. Throws `Refused`, with nothing changed, if any setting is not
 * possible.
 */
export function changeService(
  id: string,
  settings: SettingsChange,
  actor: string,
  deps: ServiceDeps,
): Promise<ChangedService> {
  return change({ id, action: 'service.set', actor }, deps, async (service) => {
    const before = draftOf(service)
    const draft = await applySettings(before, settings, deps, before)
    const broken = brokenRule(draft, await deps.services.all(), true)
    if (broken) throw new Refused(broken)
    return { ...service, tenant: draft.tenant, settings: draft.settings }
  })
}

/**
 * Enables or disables a service. A disabled service gets no answers; its settings and pseudonyms stay. One that a person
 * disables, also after it has left its source, does not come back with the source.
 */
export const switchService = (id: string, active: boolean, actor: string, deps: ServiceDeps): Promise<ChangedService> =>
  change({ id, action: active ? 'service.enabled' : 'service.disabled', actor }, deps, async (service) =>
    // check: what-a-person-disables-after-it-left-stays-disabled
    active ? { ...service, active } : { ...service, active, source: notLeft(service.source) },
  )

/** As if it had not left its source: nothing that the source does enables it again. */
const notLeft = ({ from, signer, importedAt, refreshed }: MetadataSource): MetadataSource => ({
  ...{ from, signer, importedAt },
  ...(refreshed === undefined ? {} : { refreshed }),
})

/**
 * Takes a service out of the registry, and returns its entityID. Where somebody has a pseudonym in its sector,
 * it comes back into that alone (`comes-back.ts`).
 */
export function removeService(id: string, actor: string, deps: ServiceDeps): Promise<EntityId> {
  return deps.services.change(async () => {
    const service = await registered(id, deps)
    const { entityId } = service
    const audit = auditedWhole('service.removed', service, null, entityId, actor, deps)
    return { save: [], remove: [entityId], audit: [audit], result: entityId }
  })
}

interface Act {
  readonly id: string
  readonly action: Parameters<typeof audited>[0]
  readonly actor: string
}

function change(
  { id, action, actor }: Act,
  deps: ServiceDeps,
  to: (service: Service) => Promise<Service>,
): Promise<ChangedService> {
  return deps.services.change<ChangedService>(async () => {
    const before = await registered(id, deps)
    const after = await to(before)
    const judging = judgedNow(deps)
    const findings = [...standingFindings(after, judging), ...(await requesterFindings(after, deps, judging))]
    if (sameService(before, after) && before.source.left === after.source.left) {
      return { save: [], remove: [], audit: [], result: { service: before, changes: [], findings } }
    }
    const result = { service: after, changes: changesOf(before, after, deps.words), findings }
    return { save: [after], remove: [], audit: [audited(action, before, after, actor, deps)], result }
  })
}
