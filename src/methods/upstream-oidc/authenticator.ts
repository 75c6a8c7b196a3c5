import { BrokerError } from '../../domain/error-catalogue.js'
import type { OidcUpstream } from '../../domain/upstream.js'
import type { Authenticator, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { sameText } from '../../crypto/same-text.js'
import { authorizationUrl } from './ask.js'
import { isTrouble, NotProved, problemOf } from './failures.js'
import { evidenceOf } from './judge-proof.js'
import type { OidcDeps } from './oidc-deps.js'
import { askedIn, newState, withAsked, type AskedOfIssuer } from './oidc-state.js'
import type { Issuer } from './issuer.js'
import { redeem } from './redeem.js'

/** What an issuer leads back with (RFC 6749 §4.1.2, RFC 9207 §2); nothing else of it is looked at. */
export const RETURNED = ['code', 'state', 'iss', 'error'] as const

/**
 * Another account by OpenID Connect. The browser is led to the issuer with a question of its own, and comes back with
 * a code, which the broker redeems. It counts in the login alone whose question it answers, in the browser that has that
 * login's cookie.
 */
export function createOidcAuthenticator(upstream: OidcUpstream, issuer: Issuer, deps: OidcDeps): Authenticator {
  const leave = async (context: MethodContext): Promise<Outcome> => {
    const state = newState(context.login, deps.random.secret())
    const url = await authorizationUrl(context, state, upstream, await issuer.configuration(), deps)
    return { kind: 'leave', to: { kind: 'redirect', url }, state: withAsked(context.state, state, context.now) }
  }
  const comeBack = async (context: MethodContext, fields: Readonly<Record<string, string>>): Promise<Outcome> => {
    const question = questionOf(fields['state'] ?? '', context)
    const proved = await redeem(fields, question, context, upstream, issuer, deps)
    return { kind: 'proved', evidence: evidenceOf(proved, question, context, upstream, deps) }
  }
  return {
    id: upstream.name,
    level: upstream.settings.maxLevel,
    provesIdentity: true,
    isUpstream: true,
    opensByLink: true,
    returnFields: RETURNED,
    usable: () => (deps.isUp(upstream.name) ? { usable: true } : { usable: false, reason: 'down' }),
    start: (context) => orGaveUp(upstream, deps, () => leave(context)),
    resume: (context, { fields, returned }) =>
      orGaveUp(upstream, deps, () => (returned ? comeBack(context, fields) : leave(context))),
  }
}

/** The question of this login that `state` names. A return for none of them ends nothing. */
function questionOf(state: string, context: MethodContext): AskedOfIssuer {
  const question = askedIn(context.state).find((each) => sameText(each.state, state))
  // check: an-answer-of-an-issuer-belongs-to-the-login-that-asked
  if (!question) throw new BrokerError('form-input', 'of another login')
  return question
}

/** Whatever the issuer did not prove leads back to the page of the methods; the operator reads why. */
async function orGaveUp({ name }: OidcUpstream, { log }: OidcDeps, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof NotProved)) throw error
    if (isTrouble(error.failure))
      log.warn('upstream.not-proved', { method: name, reason: error.failure, detail: error.message })
    return { kind: 'gave-up', problem: problemOf(error.failure), failure: error.failure }
  }
}
