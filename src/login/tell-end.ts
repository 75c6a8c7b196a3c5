import type { AuditEvent } from '../domain/audit-event.js'
import type { AccountId } from '../domain/ids.js'
import type { AbortedLogin, AnsweredLogin } from '../domain/login.js'
import type { LoginPorts } from './kit/login-ports.js'

/** How a login ended, with what the audit entry says beside the login itself. */
export type LoginEnd =
  | {
      readonly action: 'login.answered'
      readonly login: AnsweredLogin
      readonly account: AccountId
      /** The sector of the pseudonym in the answer. */
      readonly sector: string
      readonly after: Omit<AuditEvent<'login.answered'>['after'], 'login'>
    }
  | {
      readonly action: 'account.signed-in'
      readonly login: AnsweredLogin
      readonly account: AccountId
      readonly after: Omit<AuditEvent<'account.signed-in'>['after'], 'login'>
    }
  | { readonly action: 'login.aborted'; readonly login: AbortedLogin }

/**
 * Tells the end of a login, however it ended: audit entry, log line and metric, here and nowhere else. Throws
 * `unavailable` if the entry cannot be written; then nothing is logged or counted either.
 */
export async function tellEnd(end: LoginEnd, { audit, sectors, log, meter }: LoginPorts): Promise<void> {
  // check: an-answer-is-told-with-its-sector
  await (end.action === 'login.answered' ? sectors.append(entryOf(end), end.sector) : audit.append(entryOf(end)))
  const { login } = end
  const known = { login: login.id, service: login.requirements.service }
  if (login.state === 'answered') {
    meter.loginEnded('answered', login.method, login.level)
    log.info('login.answered', { ...known, method: login.method, level: login.level })
  } else {
    meter.loginEnded(login.reason, null, null)
    log.info('login.aborted', { ...known, reason: login.reason })
  }
}

function entryOf(end: LoginEnd): AuditEvent {
  const told = { actor: 'citizen', before: null }
  if (end.action === 'login.aborted') {
    const { id, requirements, reason, abortedAt } = end.login
    return { ...told, action: end.action, at: abortedAt, subject: id, after: { service: requirements.service, reason } }
  }
  const { login, account: subject } = end
  const whole = { ...told, at: login.answeredAt, subject }
  return end.action === 'login.answered'
    ? { ...whole, action: end.action, after: { login: login.id, ...end.after } }
    : { ...whole, action: end.action, after: { login: login.id, ...end.after } }
}
