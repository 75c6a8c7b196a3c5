import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { runOn } from '../database.js'
import { placesOf } from '../many-rows.js'
import { inChunks } from './rows.js'

/**
 * Whose an entry is, for good: the tenant that owns the service at the moment when it is written. The entry says so
 * itself, or names the service, and the registry says; null: it is of no service, and of no tenant.
 */
export type EntryOwner = { readonly tenant: string | null } | { readonly service: string } | null

export function ownerOf({
  action,
  subject,
  before,
  after,
}: Pick<AuditEvent, 'action' | 'subject' | 'before' | 'after'>): EntryOwner {
  const [was, is] = [sideOf(before), sideOf(after)]
  // What somebody has looked up names a service too, and is of whoever looked.
  // check: a-look-up-is-of-no-service
  if (action.startsWith('audit.')) return null
  if (!action.startsWith('service.')) return typeof is['service'] === 'string' ? { service: is['service'] } : null
  // What moves to another tenant was the first one's until then, and what goes was its owner's.
  // check: an-entry-stays-with-who-owned-the-service
  if ('tenant' in was) return { tenant: tenantIn(was) }
  const made = action === 'service.restored' ? sideOf(is['changed']) : is
  return before === null && 'tenant' in made ? { tenant: tenantIn(made) } : { service: subject }
}

type Sides = Readonly<Record<string, unknown>>

const sideOf = (side: unknown): Sides =>
  typeof side === 'object' && side !== null ? Object.fromEntries(Object.entries(side)) : {}

const tenantIn = ({ tenant }: Sides): string | null => (typeof tenant === 'string' ? tenant : null)

/** The tenants of many entries, as their transaction sees the registry. */
export async function tenantsOf(
  rows: EntityManager,
  events: readonly AuditEvent[],
): Promise<readonly (string | null)[]> {
  const owners = events.map(ownerOf)
  const services = [...new Set(owners.flatMap((owner) => (owner && 'service' in owner ? [owner.service] : [])))]
  const known = new Map<unknown, unknown>()
  for (const chunk of inChunks(services)) {
    const text = `SELECT entity_id, tenant FROM service_provider WHERE entity_id IN ${placesOf(chunk.length)}`
    for (const row of await runOn(rows, { text, values: chunk })) known.set(row['entity_id'], row['tenant'])
  }
  return owners.map((owner) => {
    const tenant = owner === null ? null : 'tenant' in owner ? owner.tenant : known.get(owner.service)
    return typeof tenant === 'string' ? tenant : null
  })
}
