import type { TenantId } from '../domain/ids.js'
import type { Operator, OperatorRole } from '../domain/operator.js'

/**
 * What somebody may do at the console: read what is theirs to see; change services and their metadata; the
 * broker's keys; look after citizens' accounts, which belong to no tenant; switch methods off and on, for everybody; agree
 * to pseudonyms of an earlier IdP; help other operators back in; see and change other accounts as ways to log in, which
 * belong to no tenant.
 */
export const RIGHTS = [
  'read',
  'services',
  'keys',
  'accounts',
  'methods',
  'pseudonyms',
  'operators',
  'see-upstreams',
  'upstreams',
] as const
export type Right = (typeof RIGHTS)[number]

const BY_ROLE: Readonly<Record<OperatorRole, ReadonlySet<Right>>> = {
  admin: new Set(RIGHTS),
  operator: new Set<Right>(['read', 'services']),
  auditor: new Set<Right>(['read', 'see-upstreams']),
}

/** Whether an operator may do it at all; whose it may be says `seesTenant` (RULES: Operators 4). */
export const mayDo = (
  { role, hotline, disabled }: Pick<Operator, 'role' | 'hotline' | 'disabled'>,
  right: Right,
): boolean =>
  // check: an-operator-does-what-its-role-may
  !disabled && (BY_ROLE[role].has(right) || (right === 'accounts' && role === 'operator' && hotline))

/** Whether what this tenant owns (null: nobody in particular) is theirs to see. */
export const seesTenant = ({ tenant }: Pick<Operator, 'tenant'>, owner: TenantId | null): boolean =>
  // check: an-operator-sees-its-own-tenant-alone
  tenant === null || owner === tenant
