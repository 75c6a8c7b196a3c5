import type { Account } from '../domain/account.js'
import { askerOf } from '../domain/requirements.js'
import { BrokerError, type ErrorCode } from '../domain/error-catalogue.js'
import { hasTwoFactors } from '../domain/evidence.js'
import type { Instant } from '../domain/instant.js'
import { isSaml, type Answer, type AnsweringLogin, type ConfirmedLogin, type SamlLogin } from '../domain/login.js'
import type { DeliveredAnswer } from '../domain/ports/service-messages.js'
import { decisiveEvidence } from '../domain/reached-level.js'
import type { BrowserSession } from '../domain/session.js'
import { answering } from '../domain/transitions.js'
import { sessionNames } from '../sessions/session-names.js'
import { abort } from './abort.js'
import { endWithAnswer } from './end.js'
import type { LoginFacts } from './facts.js'
import type { LoginPorts } from './kit/login-ports.js'
import { type StepResult, storeLogin } from './store-login.js'
import { takePart } from './take-part.js'

/**
 * Makes the answer of a confirmed login from what holds now, takes the login (once, by compare-and-set), and lets the
 * answer out. A returnable fault of the answer ends the login with its status; a service or address that is gone throws
 * its local error.
 */
export async function answerLogin(login: ConfirmedLogin, facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { account, reached, evidence, now } = facts
  if (!account || !reached) throw new BrokerError('login-moved-on')
  const decisive = decisiveEvidence(account, evidence)
  const { method, at: authnInstant } = decisive
  const authorities = decisive.upstream?.authorities ?? []
  const named = authorities.length > 0 ? { authorities } : {}
  const decided = { method, authnInstant, reached, twoFactors: hasTwoFactors(decisive), ...named }
  return letAnswerOut(login, answering(login, decided, now), facts, ports)
}

/** Goes on with an answer that was cut off: under the same id, with the same release and proof. */
export const answerOn = (login: AnsweringLogin, facts: LoginFacts, ports: LoginPorts): Promise<StepResult> =>
  letAnswerOut(login, login, facts, ports)

async function letAnswerOut(
  before: ConfirmedLogin | AnsweringLogin,
  taken: AnsweringLogin,
  { account, session: shown }: LoginFacts,
  ports: LoginPorts,
): Promise<StepResult> {
  if (!account) throw new BrokerError('login-moved-on')
  // A login that opened no session takes no part in a session that another tab opened.
  // check: a-login-without-a-session-takes-part-in-none
  const session = taken.session === null ? null : shown
  const made = isSaml(taken) ? await makeAnswer(taken, account, session, ports) : ownPage(taken)
  if (made.answer === null) return abort(before, made.status, ports)
  // check: a-login-is-taken-once
  if (before !== taken) await storeLogin(taken, ports)
  const asker = askerOf(taken.requirements)
  if (taken.remember) await ports.consents.remember(account.id, asker, taken.remember, taken.answeringAt)
  if (taken.ticked) await ports.releaseChoices.keep(account.id, asker, taken.ticked, taken.answeringAt)
  // A logout that asks one service too many does no harm, so this comes before the entry, after which nothing may fail.
  const isIn =
    !session ||
    !made.delivered ||
    (await takePart(taken, { ...made.delivered, until: lastsUntil(taken, ports) }, session, ports))
  // A logout came in between: the portal would be logged in after it.
  // check: no-answer-leaves-a-session-that-has-ended
  if (!isIn) throw new BrokerError('login-moved-on', 'the session has ended')
  return endWithAnswer(taken, made.answer, made.delivered?.sector ?? null, ports)
}

/** An answer, with what it says to a service if it is for one, or the status that the service gets in its place. */
type Made =
  | { readonly answer: Answer; readonly delivered: DeliveredAnswer | null }
  | { readonly answer: null; readonly status: ErrorCode }

/** The answer to a login that no service asked for: the citizen's own page. */
function ownPage({ reply }: AnsweringLogin): Made {
  if (reply.kind !== 'account') throw new BrokerError('login-moved-on')
  return { answer: { kind: 'stay', path: reply.returnTo }, delivered: null }
}

async function makeAnswer(
  login: SamlLogin<AnsweringLogin>,
  account: Account,
  session: BrowserSession | null,
  ports: LoginPorts,
): Promise<Made> {
  const { release, method, twoFactors = false, authorities = [], authnInstant, requirements } = login
  try {
    const delivered = await ports.messages.success(login, {
      account,
      release,
      authnInstant,
      method,
      twoFactors,
      authorities,
      session: session && sessionNames(session, requirements, ports.digest),
      sessionNotOnOrAfter: session && lastsUntil(login, ports),
      mayBeMade: (sector) => expectNamed(login, account, sector, ports),
    })
    return { answer: delivered.answer, delivered }
  } catch (error) {
    if (error instanceof BrokerError && error.entry.saml) return { answer: null, status: error.code }
    throw error
  }
}

/**
 * A pseudonym of an earlier IdP looks like any user name, so a Subject without a Format can be one. Throws
 * `unknown-principal` if it is somebody else's where this answer goes (saml-core §3.4.1). It is the portal's own name for
 * them: the refusal tells it nothing of what an account is called here.
 */
async function expectNamed(
  { requirements: { namedAs } }: SamlLogin<AnsweringLogin>,
  { id }: Account,
  sector: string,
  { accounts }: LoginPorts,
): Promise<void> {
  if (namedAs === undefined) return
  const named = await accounts.findByEarlierPseudonym(sector, namedAs)
  // check: an-earlier-pseudonym-binds-the-answer
  if (named !== null && named.id !== id) throw new BrokerError('unknown-principal', 'named by an earlier pseudonym')
}

/** The greatest age of a proof at the asserted level holds for account and service together (TR-03160-1 §4.3). */
const lastsUntil = ({ authnInstant, release }: AnsweringLogin, { sessionLimits }: LoginPorts): Instant =>
  authnInstant + sessionLimits[release.level].age
