import { minutes } from '../../domain/instant.js'
import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import type { Authenticator, MethodContext, MethodPlace, Outcome } from '../../login/kit/authenticator.js'
import { askedFields, askedFor, FIELD_OF, type CardField } from './card-fields.js'
import type { EidDeps } from './eid-deps.js'
import { attemptOf, stateOf, withFailure, withProgress, type EidAttempt, type EidState } from './eid-state.js'
import { fetchResult, type Fetched } from './fetch-result.js'
import { addressToken, handOutToken } from './hand-out-token.js'
import { EID } from './settings.js'
import type { EidProblem } from './pages/eid-problem.js'
import { eidWaitingPage } from './pages/eid-waiting.js'
import { eidPage } from './pages/eid.js'
import { problemOfClient } from './problems.js'

/**
 * The online ID card (TR-03124-1, TR-03130-1). The eID client fetches a TC Token from an address that only the page of
 * this login shows; at that moment a session is opened at the eID server. What the client says on its return proves
 * nothing: only getResult counts, in the browser that began.
 */
export function createEidAuthenticator(deps: EidDeps): Authenticator {
  return {
    id: EID,
    level: deps.level,
    provesIdentity: true,
    opensByLink: true,
    // The RefreshAddress's own field and those that the client adds to it (TR-03124-1 §2.7.4); `auto` stops the page
    // that waits.
    returnFields: ['token', 'ResultMajor', 'ResultMinor', 'auto'],
    usable: deps.usable,
    start: (context) => start(context, deps),
    resume: (context, { fields, returned }) => {
      const isStopped = returned && fields['auto'] === '0'
      return returned && !isStopped ? comeBack(context, fields, deps) : start(context, deps, !isStopped)
    },
    backchannel: (context, input) => handOutToken(context, input, deps),
  }
}

/**
 * Shows the page from which the eID client fetches its token, or goes on with an attempt that waits for its result.
 * `automatic` false: the citizen has stopped the page from going on by itself (WCAG 2.2.1), and looks by hand.
 */
async function start(context: MethodContext, deps: EidDeps, automatic = true): Promise<Outcome> {
  const state = stateOf(context.state)
  const waiting = state.open.find(({ waitingSince }) => waitingSince !== null)
  if (!waiting) return { ...page(context, null, deps), state }
  return settle(context, state, waiting, await fetchResult(waiting, context.login, deps), deps, automatic)
}

/** The browser is back, with what the client says of the attempt (TR-03124-1 §2.7.4). */
async function comeBack(
  context: MethodContext,
  fields: Readonly<Record<string, string>>,
  deps: EidDeps,
): Promise<Outcome> {
  const state = stateOf(context.state)
  const attempt = attemptOf(state, fields['token'] ?? '')
  const claimed = fields['ResultMajor'] === 'ok' ? null : problemOfClient(fields['ResultMinor'] ?? '')
  // A return without the secret of an attempt in this login ends no attempt.
  if (!attempt) {
    // Anybody could write the client's claim here, so it is shown but not counted.
    const shown = page(context, state.problem ?? claimed ?? 'unknown-return', deps)
    return { ...shown, failure: state.problem ?? 'unknown-return' }
  }
  if (claimed === null) return settle(context, state, attempt, await fetchResult(attempt, context.login, deps), deps)
  // getResult also ends the session at the server (TR-03130-1 §3.2.2.1). After a serverError the server may know better
  // what was wrong.
  const told = await fetchResult(attempt, context.login, deps, 1)
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
  // A proof brings new cookies. If nobody is there to take them, the proof waits for the next visit.
  // check: nobody-gone-takes-a-proof
  if (fetched.kind === 'proved' && !context.gone?.aborted) return fetched
  const since = attempt.waitingSince ?? context.now
  if (fetched.kind === 'not-yet' && context.now - since >= WAITS_FOR) {
    return failed(context, state, attempt, 'too-late', deps)
  }
  const page = ({ form, otherMethods }: MethodPlace) =>
    eidWaitingPage({
      again: isReadAgain(context),
      goOn: form.action,
      stopped: `${form.action}/return?auto=0`,
      automatic,
      otherMethods,
    })
  // A later visit has the proof, so this one leaves the login's state as it is.
  if (fetched.kind === 'not-yet' && fetched.overtaken) return { kind: 'page', page }
  return { kind: 'page', page, state: withProgress(state, { ...attempt, waitingSince: since }) }
}

/** How long a page waits for a result, over all its visits; then the citizen begins again. */
const WAITS_FOR = minutes(1)

function failed(
  context: MethodContext,
  state: EidState,
  attempt: EidAttempt,
  problem: EidProblem,
  deps: EidDeps,
): Outcome {
  return { ...page(context, problem, deps), state: withFailure(state, attempt, problem), failure: problem }
}

/** True if an account is wanted, for which the card is read again: the first read asked for less. */
const isReadAgain = ({ wanted }: MethodContext): boolean => wanted.purpose === 'minimum-set'

function page(context: MethodContext, problem: EidProblem | null, deps: EidDeps): Outcome & { kind: 'page' } {
  const asked = askedFor(context.wanted)
  const token = addressToken(context, asked, deps)
  // The eID client brings no cookie, so the address says in which language to answer it.
  const address = `${deps.publicUrl}/methods/${EID}/${context.login}/${token}?lang=${context.language}`
  const query = `tcTokenURL=${encodeURIComponent(address)}`
  const linkTo = (client: string): string => `${client}${client.includes('?') ? '&' : '?'}${query}`
  const hasPhoneClient = deps.phoneClientUrl !== null && deps.phoneClientUrl !== deps.clientUrl
  const shown = {
    again: isReadAgain(context),
    reads: askedFields(asked).flatMap((field) =>
      calledOn(field).map((name) => ({ name, isOptional: asked[field] === 'ALLOWED' })),
    ),
    minimumAge: deps.minimumAge,
    startUrl: linkTo(deps.clientUrl),
    phoneUrl: hasPhoneClient ? linkTo(deps.phoneClientUrl) : null,
    installUrl: deps.links.install,
    pinUrl: deps.links.pin,
    problem,
  }
  return { kind: 'page', page: ({ otherMethods, cancel }) => eidPage({ otherMethods, cancel, ...shown }) }
}

/**
 * The names under which the page lists a field. The parts of the address are one; pseudonym and age are explained by
 * the page itself, so they have none.
 */
function calledOn(field: CardField): readonly (AttributeName | 'address')[] {
  if (field === 'PlaceOfResidence') return ['address']
  return ATTRIBUTE_NAMES.filter((name) => FIELD_OF[name] === field)
}
