import type { KeptFault } from '../../domain/kept-fault.js'
import type { EntityId } from '../../domain/ids.js'
import type { Service } from '../../domain/service.js'
import type { ServiceState } from '../../domain/service-version.js'
import { refusal, type Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { applySettings } from './apply-settings.js'
import { returning, wrongReturn } from './comes-back.js'
import { bySector } from './by-sector.js'
import { leftSector } from './left-sector.js'
import { sameJson } from './same-json.js'
import type { ServiceDeps } from './service-deps.js'
import { draftOf, initialDraft } from './service-draft.js'
import { brokenRule, wrongEntityId } from './service-rules.js'
import { namesIn, type SettingsChange } from './setting-rules.js'

/** What a service is to be, though it was judged at another time: an earlier version of it, for instance. */
export type WantedService = Pick<Service, 'entityId'> & Omit<ServiceState, 'active' | 'source'>

/**
 * Judges it by the rules of an import as they are now, with what is registered now. What stands like this already is not
 * judged again: an exception that ended by itself does not hinder the rest. `sharing`: the services among which those of its
 * sector are. Throws `Refused`.
 */
export async function checkAgain(
  wanted: WantedService,
  before: Service | null,
  sharing: Iterable<Service>,
  deps: ServiceDeps,
): Promise<void> {
  const { entityId, metadata, settings, tenant } = wanted
  const wrong = before === null ? wrongEntityId(entityId) : null
  if (wrong) throw new Refused(wrong)
  const isNewMetadata = before === null || !sameJson(before.metadata, metadata)
  const fault = isNewMetadata ? deps.judgeMetadata(metadata) : null
  if (fault) throw new Refused(faultRefusal(fault, entityId))
  const earlier = before === null ? ((await returning([entityId], deps)).get(entityId) ?? null) : null
  const moved = earlier && (await wrongReturn({ entityId, metadata, settings, tenant }, earlier, deps))
  // check: a-draft-brings-a-removed-service-back-to-its-tenant
  if (moved) throw new Refused(moved)
  const isNew = before === null && earlier === null
  const left = isNew
    ? await leftSector({ entityId, metadata, settings, tenant }, bySector([...sharing]), deps.accountsInSector)
    : null
  // check: a-draft-of-a-new-service-enters-no-left-sector
  if (left) throw new Refused(left)
  const start = before ? draftOf(before) : initialDraft(entityId, metadata)
  const change = differing({ ...start.settings, tenant: start.tenant }, { ...settings, tenant })
  await applySettings({ ...start, metadata }, change, deps, before && start)
  const isChosen = before !== null || earlier !== null || 'sector' in change
  const broken = brokenRule({ entityId, metadata, settings, tenant }, sharing, isChosen)
  // check: what-comes-back-keeps-the-rules-of-an-import
  if (broken) throw new Refused(broken)
}

const differing = (now: SettingsChange, wanted: SettingsChange): SettingsChange =>
  Object.fromEntries(
    namesIn(wanted).flatMap((name) => (sameJson(now[name], wanted[name]) ? [] : [[name, wanted[name]]])),
  )

function faultRefusal(fault: KeptFault, entityId: EntityId): Refusal {
  switch (fault.kind) {
    case 'ended':
      return refusal('kept-metadata-ended', { entityId, validUntil: fault.validUntil })
    case 'key':
      return refusal('kept-key', { entityId, key: fault.key })
    case 'endpoint':
      return refusal('kept-endpoint', { entityId, location: fault.location })
  }
}
