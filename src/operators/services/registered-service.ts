import type { AuditEvent } from '../../domain/audit-event.js'
import { entityId, type EntityId } from '../../domain/ids.js'
import type { Service } from '../../domain/service.js'
import { nearest } from '../../domain/nearest.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { changedParts } from './service-changes.js'
import type { ServiceDeps } from './service-deps.js'

/** The registered service with this entityID. Throws `Refused('service-unknown')`, which names the nearest one. */
export async function registered(id: string, { services }: Pick<ServiceDeps, 'services'>): Promise<Service> {
  const found = await services.find(entityId(id))
  if (found) return found
  const known = (await services.all()).map((service): string => service.entityId)
  const meant = known.length <= 1000 ? nearest(id, known) : null
  throw new Refused(refusal('service-unknown', { entityId: id, nearest: meant }))
}

/** The audit entry of a change to a registered service. */
export function audited(
  action: 'service.updated' | 'service.set' | 'service.enabled' | 'service.disabled',
  before: Service,
  after: Service,
  actor: string,
  { clock }: Pick<ServiceDeps, 'clock'>,
): AuditEvent {
  return { at: clock.now(), actor, action, subject: after.entityId, ...changedParts(before, after) }
}

/** The audit entry of a service that comes or goes, with the whole service as `after` or as `before`. */
export function auditedWhole(
  action: 'service.imported' | 'service.removed',
  before: Service | null,
  after: Service | null,
  subject: EntityId,
  actor: string,
  { clock }: Pick<ServiceDeps, 'clock'>,
): AuditEvent {
  const told = { at: clock.now(), actor, subject }
  return action === 'service.imported'
    ? { ...told, action, before: null, after: snapshot(after) }
    : { ...told, action, before: snapshot(before), after: null }
}

const snapshot = (service: Service | null): unknown =>
  service && {
    active: service.active,
    tenant: service.tenant,
    settings: service.settings,
    metadata: service.metadata,
    source: service.source,
  }

/** The audit entry of an earlier version that comes back; `before` null: the service was gone. */
export function auditedRestoration(
  before: Service | null,
  after: Service,
  version: number,
  actor: string,
  { clock }: Pick<ServiceDeps, 'clock'>,
): AuditEvent {
  const parts = before ? changedParts(before, after) : { before: null, after: snapshot(after) }
  const told = { at: clock.now(), actor, action: 'service.restored', subject: after.entityId } as const
  return { ...told, before: parts.before, after: { version, changed: parts.after } }
}
