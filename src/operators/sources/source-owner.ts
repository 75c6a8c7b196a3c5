import type { TenantId } from '../../domain/ids.js'
import type { Source } from '../../domain/source.js'

/** True if whoever belongs to `tenant` (null: to none, and sees all) may decide for the source. */
export const seesTenantOf = (tenant: TenantId | null, source: Pick<Source, 'tenant'>): boolean =>
  tenant === null || source.tenant === tenant
