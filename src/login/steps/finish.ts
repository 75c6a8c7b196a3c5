import type { Account } from '../../domain/account.js'
import { BrokerError, type ErrorCode } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import { isSaml, type Answer, type AnsweredLogin, type ConfirmedLogin, type SamlLogin } from '../../domain/login.js'
import type { DeliveredAnswer } from '../../domain/ports/service-messages.js'
import type { BrowserSession } from '../../domain/session.js'
import { answered, answerKept } from '../../domain/transitions.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { nameKeyOf, sessionNames, takesPart } from '../../sessions/session-names.js'
import { asItIsNow, changeSession } from '../../sessions/session-policy.js'
import { abort } from '../abort.js'
import { decisiveEvidence } from '../../domain/reached-level.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'
import { tellEnd } from '../tell-end.js'

/** The last step; it is always needed. */
export const finishStep: AutomaticStep = { name: 'finish', needed: () => true, run: finish }

/**
 * Makes the answer from what holds now, takes the login (once, by compare-and-set), writes the audit entry, and only
 * then lets the answer out: an answer that cannot be audited does not leave, and one that does not leave is not
 * audited. A returnable fault of the answer ends the login with its status; a service or address that is gone throws
 * its local error.
 */
export async function finish(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account, reached, now } = facts
  if (login.state !== 'confirmed' || !isSaml(login) || !account || !reached) throw new BrokerError('login-moved-on')
  // A login that opened no session takes no part in a session that another tab opened.
  // check: a-login-without-a-session-takes-part-in-none
  const session = login.session === null ? null : facts.session
  const proof = decisiveEvidence(account, facts.evidence)
  const made = await makeAnswer(login, account, proof, session, ports)
  if ('status' in made) return abort(login, made.status, ports)
  // check: a-login-is-taken-once
  const taken = await storeLogin(answered(login, proof.method, now), ports)
  // check: what-cannot-be-logged-does-not-happen
  await tellEnd(
    {
      action: 'login.answered',
      login: taken,
      account: account.id,
      sector: made.sector,
      // check: the-level-reached-is-logged
      after: { service: login.requirements.service, ...auditOf(login, proof, reached) },
    },
    ports,
  )
  if (session) await takePart(login, made, session, ports)
  return { login: await keep(taken, made.answer, ports), answer: made.answer }
}

/** The level asserted and the level reached (RULES: What a service may ask 2). */
const auditOf = (login: ConfirmedLogin, proof: Evidence, reached: TrustLevel) => ({
  method: proof.method,
  level: login.release.level,
  reached,
  attributes: login.release.attributes.map(({ name }) => name),
})

async function makeAnswer(
  login: SamlLogin<ConfirmedLogin>,
  account: Account,
  proof: Evidence,
  session: BrowserSession | null,
  ports: LoginPorts,
): Promise<DeliveredAnswer | { readonly status: ErrorCode }> {
  try {
    return await ports.messages.success(login, {
      account,
      release: login.release,
      authnInstant: proof.at,
      method: proof.method,
      // The greatest age of a proof at the asserted level holds for account and service together (TR-03160-1 §4.3).
      session: session && sessionNames(session, login.requirements.service, ports.digest),
      sessionNotOnOrAfter: session && proof.at + ports.sessionLimits[login.release.level].age,
    })
  } catch (error) {
    if (error instanceof BrokerError && error.entry.saml) return { status: error.code }
    throw error
  }
}

/**
 * Notes in the session what single logout has to tell this service. The session may have been renewed under another id;
 * one that ended meanwhile stays ended.
 */
async function takePart(
  login: ConfirmedLogin,
  delivered: DeliveredAnswer,
  session: BrowserSession,
  ports: LoginPorts,
): Promise<void> {
  const { service } = login.requirements
  const { nameId, nameIdFormat, sessionIndex } = delivered
  const nameKey = nameKeyOf(ports.digest, service, nameId)
  const part = { service, login: login.id, nameId, nameIdFormat, sessionIndex, nameKey, since: ports.clock.now() }
  const joined = (current: BrowserSession): BrowserSession | null => {
    const others = current.participations.filter((each) => each.service !== service)
    return takesPart(current, part) ? null : { ...current, participations: [...others, part] }
  }
  if (takesPart(session, part) || (await changeSession(session, joined, ports))) return
  const current = await asItIsNow(session.id, ports)
  if (current && current.id !== session.id) await takePart(login, delivered, current, ports)
}

/** If the answer cannot be kept for a double click, it is still delivered once. */
async function keep(taken: AnsweredLogin, answer: Answer, ports: LoginPorts): Promise<AnsweredLogin> {
  const kept = answerKept(taken, answer)
  return (await ports.logins.replace(kept)) ? kept : taken
}
