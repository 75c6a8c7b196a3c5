import { tenantId, type TenantId } from '../../domain/ids.js'
import { isTenantName, type Tenant } from '../../domain/operator.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { OperatorDeps } from './manage-operators.js'

/** Makes a tenant. Throws `Refused`: `tenant-name` for what can be no name, `tenant-taken` also for another case. */
export async function createTenant(typed: string, actor: string, { operators, clock }: OperatorDeps): Promise<Tenant> {
  const id = tenantNamed(typed)
  // Nobody tells two names apart that differ in their case alone.
  const alike = (await operators.tenants()).find((each) => sameName(each.id, id))
  if (alike) throw new Refused(refusal('tenant-taken', { tenant: alike.id }))
  const tenant = { id, createdAt: clock.now() }
  const at = { at: tenant.createdAt, actor, action: 'tenant.created', subject: id, before: null, after: null } as const
  if (!(await operators.createTenant(tenant, at))) throw new Refused(refusal('tenant-taken', { tenant: id }))
  return tenant
}

const sameName = (one: TenantId, other: TenantId): boolean => one.toLowerCase() === other.toLowerCase()

/** Every tenant, by name. */
export const listTenants = ({ operators }: Pick<OperatorDeps, 'operators'>): Promise<readonly Tenant[]> =>
  operators.tenants()

/** A name as typed, in NFC without blanks around it. Throws `Refused('tenant-name')`. */
export function tenantNamed(typed: string): TenantId {
  const name = typed.normalize('NFC').trim()
  if (!isTenantName(name)) throw new Refused(refusal('tenant-name', {}))
  return tenantId(name)
}
