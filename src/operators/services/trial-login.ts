import { childOf } from '../../domain/child-service.js'
import { entityId } from '../../domain/ids.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { assertedLevel, neededLevel, satisfies, type NeededLevel } from '../../domain/authn-context.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { OfferedMethod, OpenAnswer, PlainRequest, TrialAnswers } from '../../domain/ports/trial-answers.js'
import { reachedLevel } from '../../domain/reached-level.js'
import { decideRelease, type ReleaseDecision } from '../../domain/release.js'
import { releasesIdentity, type Requirements } from '../../domain/requirements.js'
import type { Service } from '../../domain/service.js'
import { trialCitizen } from '../../domain/trial-citizen.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { AuditTools } from '../audit/audit-tools.js'
import { registered } from './registered-service.js'
import type { ServiceDeps } from './service-deps.js'
import { withheldFrom, type Withheld } from './withheld.js'

/** The faults of the catalogue that the login of a service can end with by its registration alone. */
export const TRIAL_FAULTS = [
  'saml-service-disabled',
  'saml-metadata-ended',
  'saml-acs',
  'request-unsupported',
  'invalid-name-id-policy',
  'no-authn-context',
] as const

/** How the login would end. */
export type TrialOutcome =
  | 'answered'
  /** No method that is offered and allowed reaches the level. */
  | 'level-not-offered'
  /** Something is required that not even this citizen has at the level. */
  | 'attribute-missing'
  | (typeof TRIAL_FAULTS)[number]

/** What the login of a service gives a test citizen now. */
export interface TrialLogin {
  readonly service: Service
  /** The child service that the portal asks for; null: it asks for itself. */
  readonly child: Service | null
  readonly outcome: TrialOutcome
  /** What the service asks for; null where a request of it would come to nothing. */
  readonly asked: Requirements | null
  readonly acs: string | null
  readonly needed: NeededLevel | null
  /** What the citizen logs in with: the first method of the page that reaches the level. */
  readonly method: OfferedMethod | null
  readonly decision: ReleaseDecision | null
  readonly withheld: readonly Withheld[]
  /** Null: there is none. */
  readonly answer: OpenAnswer | null
}

export interface TrialDeps {
  readonly services: ServiceDeps['services']
  readonly metadataGrace: ServiceDeps['metadataGrace']
  readonly words: MetadataWords
  readonly audit: Pick<AuditTools, 'append'>
  readonly clock: Clock
  readonly answers: TrialAnswers
}

/**
 * The login of a service with a test citizen (RULES: Operators 4): what the broker would answer now to a request that
 * names nothing but the service, where the citizen ticks everything. Nobody is told but the audit log, and nothing else
 * is stored. `childId`: the child service that the portal asks for; null: it asks for itself. Throws `Refused`:
 * `service-unknown`, `child-unusable`.
 */
export async function trialLogin(
  id: string,
  actor: string,
  deps: TrialDeps,
  childId: string | null = null,
): Promise<TrialLogin> {
  const service = await registered(id, deps)
  const child = childId === null ? null : await usableChild(service, childId, deps)
  const trial = await tried(service, child, deps)
  const attributes = trial.answer === null ? [] : (trial.decision?.release.attributes ?? []).map(({ name }) => name)
  // check: a-test-login-is-in-the-audit
  await deps.audit.append({
    at: deps.clock.now(),
    actor,
    action: 'service.tested',
    subject: service.entityId,
    before: null,
    // check: a-test-login-names-its-child-in-the-audit
    after: { ...(child && { child: child.entityId }), outcome: trial.outcome, attributes },
  })
  return trial
}

async function usableChild(portal: Service, id: string, deps: TrialDeps): Promise<Service> {
  const found = (await deps.services.find(entityId(id))) ?? undefined
  const look = { find: () => found, now: deps.clock.now(), metadataGrace: deps.metadataGrace }
  const child = childOf(portal, entityId(id), look)
  // check: a-test-login-is-for-a-child-that-may-be-asked-for
  if (!child) throw new Refused(refusal('child-unusable', { entityId: portal.entityId, child: id }))
  return child
}

const NOTHING = { asked: null, acs: null, needed: null, method: null, decision: null, withheld: [], answer: null }

async function tried(portal: Service, child: Service | null, deps: TrialDeps): Promise<TrialLogin> {
  let known: Omit<TrialLogin, 'outcome'> = { service: portal, child, ...NOTHING }
  try {
    const request = deps.answers.ask(portal, child)
    known = { ...known, ...askedBy(request, child ?? portal, await deps.answers.methods(), deps) }
    if (request.refusal !== null) throw new BrokerError(request.refusal)
    const { method, decision } = known
    if (method === null) return { ...known, outcome: 'level-not-offered' }
    if (decision === null) throw new BrokerError('no-authn-context')
    if (decision.missing.length > 0) return { ...known, outcome: 'attribute-missing' }
    return { ...known, outcome: 'answered', answer: await answerTo(portal, child, request, method, decision, deps) }
  } catch (error) {
    const outcome = error instanceof BrokerError ? TRIAL_FAULTS.find((code) => code === error.code) : undefined
    if (outcome === undefined) throw error
    return { ...known, outcome }
  }
}

/** What the service asks for, and what the citizen has of it. */
function askedBy(
  { requirements, reply }: PlainRequest,
  service: Service,
  methods: readonly OfferedMethod[],
  deps: TrialDeps,
) {
  const needed = neededLevel(requirements.registeredLevel, requirements.requestedLevels)
  const method = methods.find(
    ({ id, level }) => (requirements.allowedMethods?.includes(id) ?? true) && satisfies(level, needed),
  )
  const decision = method ? decided(requirements, method, deps) : null
  return {
    asked: requirements,
    acs: reply.acsLocation,
    needed,
    method: method ?? null,
    decision,
    withheld: withheldFrom(service, requirements, decision, deps.words),
  }
}

function decided(requirements: Requirements, method: OfferedMethod, { clock }: TrialDeps): ReleaseDecision | null {
  const now = clock.now()
  const citizen = trialCitizen(method.id, now)
  const subject = { kind: 'account', account: citizen.id } as const
  const proof: Evidence = { method: method.id, instance: '', level: method.level, at: now, subject }
  const reached = reachedLevel(citizen, [proof], releasesIdentity(requirements))
  const asserted = reached && assertedLevel(requirements.registeredLevel, requirements.requestedLevels, reached)
  return asserted && decideRelease(citizen, requirements, asserted)
}

function answerTo(
  portal: Service,
  child: Service | null,
  { requirements, reply }: PlainRequest,
  method: OfferedMethod,
  { release }: ReleaseDecision,
  { answers, clock }: TrialDeps,
): Promise<OpenAnswer> {
  const now = clock.now()
  return answers.answer(
    child === null ? [portal] : [portal, child],
    { answerId: `test${reply.requestId}`, requirements, reply },
    {
      account: trialCitizen(method.id, now),
      release,
      authnInstant: now,
      method: method.id,
      session: null,
      sessionNotOnOrAfter: requirements.pseudonymous ? null : now + answers.longest(release.level),
    },
  )
}

/** The level that the answer says, or null where there is none. */
export const assertedBy = ({ decision }: TrialLogin): TrustLevel | null => decision?.release.level ?? null
