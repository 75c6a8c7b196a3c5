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
    backchannel: (context, input) => handOutToken(context, input, deps),
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
  return settle(context, state, waiting, await fetchResult(waiting, context.login, deps), deps, automatic)
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
  if (!attempt) {
    // What the client claims is anybody's word here, and is not counted.
    const shown = page(context, state.problem ?? claimed ?? 'unknown-return', deps)
    return { ...shown, failure: state.problem ?? 'unknown-return' }
  }
  if (claimed === null) return settle(context, state, attempt, await fetchResult(attempt, context.login, deps), deps)
  // The session is over for the server too (TR-03130-1 §3.2.2.1), which may know better what was wrong (serverError).
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
  // A proof brings new cookies: with nobody there to take them, it waits for the visit that comes next.
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
  // A later visit goes on with the login as it is now.
  if (fetched.kind === 'not-yet' && fetched.overtaken) return { kind: 'page', page }
  return { kind: 'page', page, state: withProgress(state, { ...attempt, waitingSince: since }) }
}

/** How long a page waits for a result, visits together; then the citizen begins again. */
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
