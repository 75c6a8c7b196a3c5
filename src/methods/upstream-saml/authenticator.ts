import { BrokerError } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import { linkedIdentityKey } from '../../domain/linked-identity.js'
import type { UpstreamIdentity } from '../../domain/ports/upstream-messages.js'
import type { SamlUpstream } from '../../domain/upstream.js'
import type { Authenticator, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { countedLevel, factsOf, notTaken, PROBLEM_OF, proofOf, type NotTaken } from './judge-answer.js'
import { relayStateOf, type UpstreamSamlDeps } from './upstream-deps.js'
import { askedIn, withAsked } from './upstream-state.js'

/** The field by which the browser brings back where its answer is kept. */
export const ANSWER = 'answer'

/**
 * Another account by SAML. The browser is led to the upstream with a signed request of its own, and comes back with the
 * handle of an answer that was proven when it arrived. It counts in the login alone whose request it answers, in the
 * browser that has that login's cookie, once.
 */
export function createUpstreamAuthenticator(upstream: SamlUpstream, deps: UpstreamSamlDeps): Authenticator {
  return {
    id: upstream.name,
    level: upstream.settings.maxLevel,
    provesIdentity: true,
    isUpstream: true,
    opensByLink: true,
    returnFields: [ANSWER],
    usable: () =>
      deps.isUp(upstream.name) && deps.isVouchedFor(upstream) ? { usable: true } : { usable: false, reason: 'down' },
    start: (context) => leave(context, upstream, deps),
    resume: (context, { fields, returned }) =>
      returned ? comeBack(context, fields[ANSWER] ?? '', upstream, deps) : leave(context, upstream, deps),
  }
}

/** Leads the browser to the upstream. Each time with a request of its own: an upstream takes none twice. */
async function leave(context: MethodContext, upstream: SamlUpstream, deps: UpstreamSamlDeps): Promise<Outcome> {
  const { asked, wanted, portalNames, language, now } = context
  const requestId = deps.random.samlId()
  const to = await deps.upstreamMessages.request(upstream, {
    requestId,
    relayState: relayStateOf(context.login),
    level: asked.level,
    forceAuthn: asked.forceAuthn,
    isPassive: asked.isPassive,
    attributes: {
      required: wanted.attributes.filter((name) => !wanted.optional.includes(name)),
      optional: wanted.optional,
    },
    proxyCount: asked.proxyCount,
    serviceName: portalNames[language] ?? portalNames['de'] ?? null,
    language,
  })
  return { kind: 'leave', to, state: withAsked(context.state, requestId, now) }
}

/** Takes the answer that waits under the handle. A return without one, or with one for another login, ends nothing. */
async function comeBack(
  context: MethodContext,
  handle: string,
  upstream: SamlUpstream,
  deps: UpstreamSamlDeps,
): Promise<Outcome> {
  const kept = await deps.upstreamAnswers.find(handle)
  // check: an-answer-counts-for-the-upstream-that-gave-it
  if (kept?.upstream !== upstream.id) throw new BrokerError('upstream-unsolicited', 'no such answer')
  const { answer } = kept
  const question = askedIn(context.state).find(({ id }) => id === answer.inResponseTo)
  // check: an-answer-of-an-upstream-belongs-to-the-login-that-asked
  if (!question) throw new BrokerError('upstream-unsolicited', 'of another login')
  if (answer.kind === 'refused') return gaveUp({ problem: PROBLEM_OF[answer.why], failure: answer.why })
  const counted = countedLevel(answer, upstream)
  const refused = notTaken(answer, counted, context.asked, question)
  if (refused) return gaveUp(refused)
  const first = await deps.replay.claim(
    `assertion ${upstream.id} ${answer.assertionId}`,
    context.login,
    Math.max(0, answer.notOnOrAfter - context.now) + deps.sessionLimits.normal.age,
  )
  // check: an-assertion-of-an-upstream-counts-once
  if (first !== null && first !== context.login) return gaveUp({ problem: 'not-possible', failure: 'replayed' })
  return { kind: 'proved', evidence: evidenceOf(answer, upstream, context, deps) }
}

const gaveUp = ({ problem, failure }: NotTaken): Outcome => ({ kind: 'gave-up', problem, failure })

function evidenceOf(
  answer: UpstreamIdentity,
  upstream: SamlUpstream,
  { now, wanted }: MethodContext,
  { digest, sessionLimits }: UpstreamSamlDeps,
): Evidence {
  const level = countedLevel(answer, upstream)
  return {
    method: upstream.name,
    instance: '',
    level,
    // Levels age from the proof, which the upstream may have taken long ago (RULES: Trust level of a login 6).
    at: Math.min(answer.authnInstant, now),
    subject: { kind: 'key', key: linkedIdentityKey({ upstream: upstream.id, ...answer.nameId }, digest) },
    facts: factsOf(answer, upstream, level, { wanted, now }),
    upstream: proofOf(answer, upstream, level, sessionLimits, now),
  }
}
