import { AUDIT_ACTIONS } from '../../domain/audit-event.js'
import type { AuditFilterField } from '../../operators/audit/filter-fields.js'
import type { PerCode, RefusalData } from '../../operators/findings.js'

const FORMS: Readonly<Record<AuditFilterField, string>> = {
  since: 'a day as 2026-11-30 or a moment as 2026-11-30T08:00:00Z',
  until: 'a day as 2026-11-30 or a moment as 2026-11-30T08:00:00Z',
  actor: 'broker, citizen or cli:<user of the system>',
  service: 'an entityID',
  action: Object.keys(AUDIT_ACTIONS).join(', '),
  subject: 'an id or an entityID as it stands in an entry',
  errorId: 'an error id as E-3VEE-43FD',
}

const OPTIONS: Readonly<Partial<Record<AuditFilterField, string>>> = { errorId: 'error-id' }

/** Why nothing is looked up. */
export const AUDIT_REFUSALS = {
  'audit-filter': ({ field, value }) => `--${OPTIONS[field] ?? field} cannot be "${value}"; it may be ${FORMS[field]}`,
} satisfies Partial<PerCode<RefusalData, string>>
