import type { AuditEvent } from '../../src/domain/audit-event.js'
import { operatorId, operatorSessionId, tenantId } from '../../src/domain/ids.js'
import type { Operator, OperatorSession } from '../../src/domain/operator.js'

/** An operator of Aachen who has not signed in yet. */
export const sampleOperator = (id: string, changes: Partial<Operator> = {}): Operator => ({
  id: operatorId(id),
  username: `Vera.${id}`,
  role: 'operator',
  tenant: tenantId('Aachen'),
  hotline: false,
  disabled: false,
  passwordHash: 'phc',
  oneTimeUntil: null,
  totp: null,
  passkeys: [],
  createdAt: 1_000,
  version: 1,
  ...changes,
})

export const sampleOperatorSession = (id: string, operator: string, at = 2_000): OperatorSession => ({
  id: operatorSessionId(id),
  operator: operatorId(operator),
  startedAt: at,
  lastActionAt: at,
})

export const operatorEntry = (
  action: 'operator.disabled' | 'operator.signed-in' | 'operator.signed-out',
  subject: string,
): AuditEvent => {
  const entry = { at: 2_000, actor: 'cli:mira', subject, before: null } as const
  return action === 'operator.signed-in'
    ? { ...entry, action, after: { username: 'vera', factor: 'totp' } }
    : { ...entry, action, after: { username: 'vera' } }
}
