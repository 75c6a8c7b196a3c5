import { entityId, type EntityId } from '../../domain/ids.js'
import type { MetadataSource, Service } from '../../domain/service.js'
import type { ServiceVersion } from '../../domain/service-version.js'
import { refusal, type ServiceFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { checkAgain } from './check-again.js'
import { auditedRestoration, registered } from './registered-service.js'
import { changesOf, sameService, type Change } from './service-changes.js'
import type { ServiceDeps } from './service-deps.js'
import { judgedNow, standingFindings } from './service-view.js'

/** One version, and what it changed. */
export interface HistoryEntry {
  readonly version: ServiceVersion
  /** Against the version before; null where that one is not kept. */
  readonly changes: readonly Change[] | null
}

/** What became of a service, the newest first. */
export interface ServiceHistory {
  readonly entityId: EntityId
  /** As it is now; null where it is gone. */
  readonly service: Service | null
  readonly entries: readonly HistoryEntry[]
}

type HistoryDeps = Pick<ServiceDeps, 'services' | 'words'>

/** The versions that are kept of a service, also of one that is gone. Throws `Refused('service-unknown')`. */
export async function serviceHistory(id: string, deps: HistoryDeps): Promise<ServiceHistory> {
  const versions = await deps.services.versions(entityId(id))
  const service = versions.length > 0 ? await deps.services.find(entityId(id)) : await registered(id, deps)
  const entries = versions.map((version, index): HistoryEntry => {
    const before = versions[index + 1]
    const isFirst = version.number === 1
    if (!before && !isFirst) return { version, changes: null }
    return { version, changes: changesOf(before?.state ?? null, version.state, deps.words) }
  })
  return { entityId: entityId(id), service, entries }
}

/** The last version of a service and the one before it; fewer where no more are kept. */
export const recentVersions = (id: string, { services }: Pick<ServiceDeps, 'services'>) =>
  services.versions(entityId(id), 2)

/** What a restoration did, or would do. */
export interface Restoration {
  readonly version: ServiceVersion
  /** The service as it is now, or would be. */
  readonly service: Service
  /** Empty if the service is like this already. */
  readonly changes: readonly Change[]
  readonly findings: readonly ServiceFinding[]
}

export interface RestoreInput {
  readonly number: number
  /** True: says what would change, and changes nothing. */
  readonly dryRun: boolean
}

/**
 * Gives a service the settings, the metadata and the owner of an earlier version, judged by the rules of today. Whether it
 * is disabled stays: that is lifted by itself alone. One that is gone is registered again. Throws `Refused`, with nothing
 * changed.
 */
export function restoreVersion(
  id: string,
  { number, dryRun }: RestoreInput,
  actor: string,
  deps: ServiceDeps,
): Promise<Restoration> {
  return deps.services.change<Restoration>(async () => {
    const version = await versionOf(id, number, deps)
    const before = await deps.services.find(version.entityId)
    const { tenant, settings, metadata, source, active } = version.state
    const kept = { entityId: version.entityId, tenant, settings, metadata, source: leftAs(source, before) }
    const after = { ...kept, active: before?.active ?? active, revision: before?.revision ?? 0 }
    await checkAgain(after, before, await deps.services.all(), deps)
    const result = {
      version,
      service: after,
      changes: changesOf(before, after, deps.words),
      findings: standingFindings(after, judgedNow(deps)),
    }
    // check: a-preview-of-a-restoration-changes-nothing
    if (dryRun || (before && sameService(before, after))) return { save: [], remove: [], audit: [], result }
    return { save: [after], remove: [], audit: [auditedRestoration(before, after, number, actor, deps)], result }
  })
}

/**
 * The origin of the version, and whether the service has left it as it is now: one that has is disabled, and comes back with
 * it.
 */
function leftAs({ left, ...source }: MetadataSource, before: Service | null): MetadataSource {
  // check: a-restoration-keeps-that-a-service-has-left
  const hasLeft = before === null ? left : before.source.left
  return { ...source, ...(hasLeft === undefined ? {} : { left: hasLeft }) }
}

async function versionOf(id: string, number: number, deps: HistoryDeps): Promise<ServiceVersion> {
  const versions = await deps.services.versions(entityId(id))
  if (versions.length === 0) await registered(id, deps)
  const found = versions.find((each) => each.number === number)
  if (found) return found
  const [last, first] = [versions[0]?.number ?? 0, versions.at(-1)?.number ?? 0]
  throw new Refused(refusal('version-unknown', { entityId: entityId(id), number, first, last }))
}
