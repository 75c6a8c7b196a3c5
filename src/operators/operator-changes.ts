import type { AuditEvent } from '../domain/audit-event.js'
import { days, type Instant } from '../domain/instant.js'
import type { Operator } from '../domain/operator.js'

/** How long a password holds that somebody else has set: as long as the links that citizens get by mail. */
const ONE_TIME = days(1)

/** The change of an operator to a password for one sign-in, with the entry that tells it: every session ends. */
export function passwordGiven(
  operator: Operator,
  passwordHash: string,
  { at, actor }: { readonly at: Instant; readonly actor: string },
): { readonly next: Operator; readonly audit: AuditEvent; readonly endSessions: boolean } {
  const { id: subject, username } = operator
  const audit = { at, actor, action: 'operator.password-reset', subject, before: null, after: { username } } as const
  // check: a-password-of-somebody-else’s-making-is-for-one-sign-in
  const next = { ...operator, passwordHash, oneTimeUntil: at + ONE_TIME }
  // check: a-reset-password-ends-the-sessions
  return { next, audit, endSessions: true }
}
