import type { AuditEvent } from '../domain/audit-event.js'
import { endWord } from '../domain/error-catalogue.js'
import {
  isSaml,
  type AbortedLogin,
  type AbortingLogin,
  type AnsweredLogin,
  type AnsweringLogin,
  type EndingLogin,
} from '../domain/login.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * Writes the audit entry of a login's end, or finds it written by an attempt before, under the id of its answer. An
 * answer that gives a pseudonym is written with its `sector`. False if another login of the same request has ended
 * already. Throws `unavailable` if it cannot be written, `StaleFacts` where the ports say what the end rests on.
 */
export async function writeEnd(login: EndingLogin, sector: string | null, ports: LoginPorts): Promise<boolean> {
  if (login.state === 'answering')
    return append(answerEntry(login, sector), endEntryId(login.answerId, 0), sector, ports)
  const entry = abortEntry(login)
  if (await append(entry, endEntryId(login.answerId, 0), sector, ports)) return true
  // The answer that was begun has its entry: this one follows it.
  return login.insteadOfAnswer && append(entry, endEntryId(login.answerId, 1), sector, ports)
}

async function append(entry: AuditEvent, id: string, sector: string | null, ports: LoginPorts): Promise<boolean> {
  const { audit, sectors } = ports
  // check: an-answer-is-told-with-its-sector
  const done = await (sector === null ? audit.append(entry, id) : sectors.append(entry, id, sector))
  // check: nothing-ends-on-what-has-changed
  if (done === 'stale') throw new StaleFacts()
  return done === 'there'
}

/** What the end of a login rests on is not so any more; nothing was written. Never leaves a login that ends at once. */
export class StaleFacts extends Error {}

/** The id of the audit entry of an end; 1 for the one that follows where an answer did not leave. */
export const endEntryId = (answerId: string, number: 0 | 1): string => `${answerId}.${String(number).padStart(6, '0')}`

/** Tells log and metrics how a login ended, once its end is stored; the audit has it already. */
export function announceEnd(login: AnsweredLogin | AbortedLogin, { log, meter }: LoginPorts): void {
  const { service, child } = login.requirements
  const known = { login: login.id, service, child }
  if (login.state === 'answered') {
    meter.loginEnded('answered', login.method, login.level)
    log.info('login.answered', { ...known, method: login.method, level: login.level })
  } else {
    const end = endWord(login.reason)
    meter.loginEnded(end, null, null)
    log.info('login.aborted', { ...known, end, reason: login.reason })
  }
}

const TOLD = { actor: 'citizen', before: null }

/** The level asserted and the level reached (RULES: What a service may ask 2). */
function answerEntry(login: AnsweringLogin, sector: string | null): AuditEvent {
  const { id, account: subject, answeringAt: at, method, release, reached, requirements } = login
  const proof = { login: id, method, level: release.level }
  if (!isSaml(login)) return { ...TOLD, at, subject, action: 'account.signed-in', after: proof }
  const attributes = release.attributes.map(({ name }) => name)
  const { service, child } = requirements
  // check: the-level-reached-is-logged
  // Who was answered in a sector keeps the pseudonym that it got there (RULES: Identity 3).
  // check: an-answer-names-its-sector-in-the-log
  const after = { ...proof, service, child, sector, reached, attributes, subjectId: release.subjectId }
  return { ...TOLD, at, subject, action: 'login.answered', after }
}

function abortEntry({ id, abortedAt: at, reason, requirements, insteadOfAnswer }: AbortingLogin): AuditEvent {
  const action = insteadOfAnswer ? 'login.not-answered' : 'login.aborted'
  const { service, child } = requirements
  return { ...TOLD, at, subject: id, action, after: { service, child, reason } }
}
