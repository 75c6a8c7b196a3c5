import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import type { Authenticator, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { askedFields, askedFor, FIELD_OF, type CardField } from './card-fields.js'
import type { EidDeps } from './eid-deps.js'
import { attemptOf, stateOf, withFailure, withProgress, type EidAttempt, type EidState } from './eid-state.js'
import { askOnce, fetchResult, type Fetched } from './fetch-result.js'
import { addressToken, handOutToken } from './hand-out-token.js'
import { EID, judgeCard } from './judge-card.js'
import type { EidProblem } from './pages/eid-problem.js'
import { eidWaitingPage } from './pages/eid-waiting.js'
import { eidPage } from './pages/eid.js'
import { problemOfClient } from './problems.js'

/**
 * The online ID card (TR-03124-1, TR-03130-1). The eID client fetches a TC Token by an address that only the page of
 * this login shows; at that moment a session is opened at the eID server. What the client says on its return proves
 * nothing: only getResult counts, in the browser that began.
 */
export function createEidAuthenticator(deps: EidDeps): Authenticator {
  return {
    id: EID,
    level: deps.level,
    provesIdentity: true,
    opensByLink: true,
    // TR-03124-1 §2.7.4: the RefreshAddress with what the client adds to it; and the stop of the page that waits.
    returnFields: ['token', 'ResultMajor', 'ResultMinor', 'auto'],
    usable: deps.usable,
    start: (context) => start(context, deps),
    resume: (context, { fields, returned }) => {
      const isStopped = returned && fields['auto'] === '0'
      return returned && !isStopped ? comeBack(context, fields, deps) : start(context, deps, !isStopped)
    },
    backchannel: (context, token) => handOutToken(context, token, deps),
  }
}

/**
 * Opening the page lets the eID client ask for its token, and loses nothing that is under way. `automatic` false: the
 * citizen has stopped the page from going on by itself (WCAG 2.2.1), and looks by hand.
 */
async function start(context: MethodContext, deps: EidDeps, automatic = true): Promise<Outcome> {
  const state = stateOf(context.state)
  const waiting = state.open.find(({ waitingSince }) => waitingSince !== null)
  if (!waiting) return { ...page(context, null, deps), state }
  return settle(context, state, waiting, await fetchResult(waiting, context.now, deps), deps, automatic)
}

/** The browser is back, with what the client says of it (TR-03124-1 §2.7.4). */
async function comeBack(
  context: MethodContext,
  fields: Readonly<Record<string, string>>,
  deps: EidDeps,
): Promise<Outcome> {
  const state = stateOf(context.state)
  const attempt = attemptOf(state, fields['token'] ?? '')
  const claimed = fields['ResultMajor'] === 'ok' ? null : problemOfClient(fields['ResultMinor'] ?? '')
  // Whoever has no way back into this login ends nothing in it.
  if (!attempt) return page(context, state.problem ?? claimed ?? 'unknown-return', deps)
  if (claimed === null) return settle(context, state, attempt, await fetchResult(attempt, context.now, deps), deps)
  // The session is over for the server too (TR-03130-1 §3.2.2.1), which may know better what was wrong (serverError).
  const told = await askOnce(attempt, deps)
  // check: an-error-of-the-client-ends-the-attempt
  return failed(context, state, attempt, claimed === 'server' && told.kind === 'failed' ? told.problem : claimed, deps)
}

function settle(
  context: MethodContext,
  state: EidState,
  attempt: EidAttempt,
  fetched: Fetched,
  deps: EidDeps,
  automatic = true,
): Outcome {
  if (fetched.kind === 'failed') return failed(context, state, attempt, fetched.problem, deps)
  if (fetched.kind === 'not-yet') {
    const waiting = { ...attempt, counter: fetched.counter, waitingSince: attempt.waitingSince ?? context.now }
    return {
      kind: 'page',
      page: ({ form, otherMethods }) =>
        eidWaitingPage({
          again: isReadAgain(context),
          goOn: form.action,
          stopped: `${form.action}/return?auto=0`,
          automatic,
          otherMethods,
        }),
      state: withProgress(state, waiting),
    }
  }
  const judged = judgeCard(fetched.card, attempt.asked, { level: deps.level, at: context.now }, deps)
  if (judged.kind === 'proved') return judged
  if (judged.detail !== null) deps.log.warn('eid.card-refused', { login: context.login, detail: judged.detail })
  return failed(context, state, attempt, judged.problem, deps)
}

function failed(
  context: MethodContext,
  state: EidState,
  attempt: EidAttempt,
  problem: EidProblem,
  deps: EidDeps,
): Outcome {
  deps.log.info('eid.failed', { login: context.login, reason: problem })
  return { ...page(context, problem, deps), state: withFailure(state, attempt, problem) }
}

/** An account is wanted: the first read asked for less. */
const isReadAgain = ({ wanted }: MethodContext): boolean => wanted.purpose === 'minimum-set'

function page(context: MethodContext, problem: EidProblem | null, deps: EidDeps): Outcome & { kind: 'page' } {
  const asked = askedFor(context.wanted)
  const token = addressToken(context, asked, deps)
  // The eID client brings no cookie: the language of what it is told goes with the address.
  const address = `${deps.publicUrl}/methods/${EID}/${context.login}/${token}?lang=${context.language}`
  const query = `tcTokenURL=${encodeURIComponent(address)}`
  const linkTo = (client: string): string => `${client}${client.includes('?') ? '&' : '?'}${query}`
  const hasPhoneClient = deps.phoneClientUrl !== null && deps.phoneClientUrl !== deps.clientUrl
  const shown = {
    again: isReadAgain(context),
    reads: askedFields(asked).flatMap(calledOn),
    minimumAge: deps.minimumAge,
    startUrl: linkTo(deps.clientUrl),
    phoneUrl: hasPhoneClient ? linkTo(deps.phoneClientUrl) : null,
    installUrl: deps.links.install,
    pinUrl: deps.links.pin,
    problem,
  }
  return { kind: 'page', page: ({ otherMethods }) => eidPage({ otherMethods, ...shown }) }
}

/** The page names what a citizen knows: the address as one; pseudonym and age it explains itself. */
function calledOn(field: CardField): readonly (AttributeName | 'address')[] {
  if (field === 'PlaceOfResidence') return ['address']
  return ATTRIBUTE_NAMES.filter((name) => FIELD_OF[name] === field)
}
