import type { AuditEvent } from '../domain/audit-event.js'
import { days, type Instant } from '../domain/instant.js'
import type { Operator } from '../domain/operator.js'

/** How long a password holds that somebody else has set: as long as the links that citizens get by mail. */
export const ONE_TIME = days(1)

/** Who changes an operator, and when. */
interface By {
  readonly at: Instant
  readonly actor: string
}

interface Changed {
  readonly next: Operator
  readonly audit: AuditEvent
  readonly endSessions: boolean
}

/** The entry of the audit on something that was done to an operator. */
export const entryOf = <
  Action extends 'operator.disabled' | 'operator.second-factor-reset' | 'operator.password-reset',
>(
  { id: subject, username }: Operator,
  action: Action,
  by: By,
) => ({ ...by, action, subject, before: null, after: { username } }) as const

/** The entry on a new operator. */
export const operatorCreated = ({ id, username, role, tenant, hotline }: Operator, by: By): AuditEvent => ({
  ...by,
  action: 'operator.created',
  subject: id,
  before: null,
  after: { username, role, tenant, hotline },
})

/** The change of an operator to a password for one sign-in, with the entry that tells it: every session ends. */
export function passwordGiven(operator: Operator, passwordHash: string, by: By): Changed {
  const audit = entryOf(operator, 'operator.password-reset', by)
  // check: a-password-of-somebody-else’s-making-is-for-one-sign-in
  const next = { ...operator, passwordHash, oneTimeUntil: by.at + ONE_TIME }
  // check: a-reset-password-ends-the-sessions
  return { next, audit, endSessions: true }
}

/** The change of an operator who sets up a second factor anew: code app and passkeys go, every session ends. */
export function factorsReset(operator: Operator, by: By): Changed {
  const audit = entryOf(operator, 'operator.second-factor-reset', by)
  // check: a-reset-factor-ends-the-sessions
  return { next: { ...operator, totp: null, passkeys: [] }, audit, endSessions: true }
}
