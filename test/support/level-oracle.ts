import type { AttributeName, AttributeValue, Identity } from '../../src/domain/identity.js'
import type { Duration, Instant } from '../../src/domain/instant.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { asHigh, highest, LEVELS, lower } from './level-order.js'
import {
  chosenBinding,
  METHODS,
  type Binding,
  type Course,
  type GivenProof,
  type Leaving,
  type MethodName,
  type Outcome,
  type SessionOf,
  type Situation,
} from './level-situation.js'
import { classFor, levelsListed, mayBeAnswered } from './level-words.js'

// RULES, "Trust level of a login" and "What a service may ask", said once more as plainly as they can be: written from
// docs/rules.md, not from the code, and sharing nothing with it but the names of things.

/** Where a login stands: what was proved in it, and the browser's session as it is by now. */
interface Standing {
  readonly now: Instant
  readonly session: SessionOf | null
  readonly own: readonly GivenProof[]
  /** It is known whose login this is: by a proof, or by the session. */
  readonly identified: boolean
  /** What a service may ask 10: it opened no session, and needs none. */
  readonly alone?: boolean
}

/** A proof with the level that it counts for. */
interface Counting {
  readonly proof: GivenProof
  readonly level: TrustLevel
}

/** What the citizen and the service see, step by step. */
export function foretell(situation: Situation, course: Course): readonly Outcome[] {
  const confirmed = situation.remembered === 'same' ? confirmedBefore(situation, course) : null
  return steps(situation, course, confirmed)
}

/** The names and values that the citizen asked to be remembered: those of the first confirm page without that. */
export function confirmedBefore(situation: Situation, course: Course): readonly Leaving[] | null {
  const page = steps(situation, course, null).find(({ kind }) => kind === 'confirm')
  return page?.kind === 'confirm' ? page.leaving : null
}

function steps(situation: Situation, course: Course, confirmed: readonly Leaving[] | null): readonly Outcome[] {
  if (levelsListed(situation.request)?.length === 0) return [{ kind: 'status', code: 'no-authn-context' }]
  const seen: Outcome[] = []
  const look = (standing: Standing): Outcome => {
    const outcome = whatComes(situation, standing, confirmed)
    seen.push(outcome)
    return outcome
  }
  const later = (standing: Standing, wait: Duration): Standing => {
    const now = standing.now + wait
    const session = aliveAt(situation, standing.session, now)
    // Without its session a login is nobody's: it asks again.
    return session || standing.alone ? { ...standing, now, session } : { now, session, own: [], identified: false }
  }

  let standing: Standing = later({ now: course.begin, session: situation.session, own: [], identified: false }, 0)
  let outcome = whatComes(situation, standing, confirmed)
  if (situation.request.isPassive && isPage(outcome)) outcome = { kind: 'status', code: 'no-passive' }
  seen.push(outcome)
  if (outcome.kind === 'methods') {
    standing = later(standing, course.beforeProof)
    look(standing)
    const offered = offeredMethods(situation, standing)
    const binding = chosenBinding(situation, course, offered)
    if (!binding || !offered.has(binding.method)) {
      return [...seen, { kind: 'not-offered' }, givenUp(situation, standing)]
    }
    if (!isUsable(situation, binding)) {
      if (!standing.session) return [...seen, { kind: 'status', code: 'authn-failed' }]
    } else standing = proved(situation, standing, binding, course)
    outcome = look(standing)
  } else if (isPage(outcome)) standing = { ...standing, identified: true }
  if (isPage(outcome)) {
    standing = later(standing, course.beforeDecision)
    outcome = look(standing)
  }
  if (outcome.kind === 'methods') return [...seen, givenUp(situation, standing)]
  return outcome.kind === 'confirm' ? [...seen, answer(situation, standing)] : seen
}

const isPage = ({ kind }: Outcome): boolean => kind === 'methods' || kind === 'profile' || kind === 'confirm'

/** The next thing that happens without the citizen. */
function whatComes(situation: Situation, standing: Standing, confirmed: readonly Leaving[] | null): Outcome {
  const asserted = assertedLevel(situation, reachedLevel(situation, standing))
  // What a service may ask 7: nothing is left but what a method proved that is blocked or gone.
  const isLost = allowedProofs(situation, standing).length > 0 && counting(situation, standing).length === 0
  if (standing.identified && isLost) return { kind: 'status', code: 'proof-gone' }
  if (asserted === null) {
    return { kind: 'methods', why: Object.fromEntries(METHODS.map((m) => [m, whyNot(situation, standing, m)])) }
  }
  const { leaving, missing } = released(situation, standing, asserted)
  if (missing.length > 0) return { kind: 'profile', missing }
  if (confirmed && textOf(confirmed) === textOf(leaving)) return answer(situation, standing)
  return { kind: 'confirm', level: asserted, leaving }
}

const textOf = (leaving: readonly Leaving[]): string =>
  leaving
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join('\n')

/** Trust level 6: the highest level up to the proof's whose two limits are kept. */
export function levelByNow(
  { level, at }: Pick<GivenProof, 'level' | 'at'>,
  lastAction: Instant,
  { limits }: Pick<Situation, 'limits'>,
  now: Instant,
): TrustLevel | null {
  const kept = LEVELS.filter((each) => now - at < limits[each].age && now - lastAction < limits[each].idle)
  return highest(kept.filter((each) => asHigh(level, each)))
}

/** The session's proofs at the level that they have by now. Once aged they tell nothing of the person. */
function held(situation: Situation, session: SessionOf | null, now: Instant): readonly GivenProof[] {
  return (session?.proofs ?? []).flatMap((proof) => {
    const level = levelByNow(proof, session?.lastAction ?? 0, situation, now)
    if (level === null) return []
    return [{ ...proof, level, tells: level === proof.level ? proof.tells : {} }]
  })
}

const aliveAt = (situation: Situation, session: SessionOf | null, now: Instant): SessionOf | null =>
  held(situation, session, now).length > 0 ? session : null

/** Trust level 4: at most the cap of its binding. A password that is blocked takes its second factor with it. */
function isUsable({ bindings }: Situation, { method, instance }: Pick<Binding, 'method' | 'instance'>): boolean {
  const wholeMethodBlocked = bindings.some((each) => each.method === method && each.instance === '' && each.blocked)
  const own = bindings.find((each) => each.method === method && each.instance === instance)
  return own !== undefined && !own.blocked && !wholeMethodBlocked
}

/**
 * What counts in this login: its own proofs in full until it ends, the session's as they have aged, if it may be used.
 */
function counting(situation: Situation, standing: Standing): readonly Counting[] {
  const { bindings } = situation
  return allowedProofs(situation, standing)
    .filter((proof) => isUsable(situation, proof))
    .map((proof) => {
      const binding = bindings.find(({ method, instance }) => method === proof.method && instance === proof.instance)
      return { proof, level: lower(proof.level, binding?.cap ?? 'basis') }
    })
}

function allowedProofs(situation: Situation, standing: Standing): readonly GivenProof[] {
  const { request, service } = situation
  const mayUseSession = service.sso && !request.forceAuthn
  const proofs = [...standing.own, ...(mayUseSession ? held(situation, standing.session, standing.now) : [])]
  return proofs.filter((proof) => service.methods === null || service.methods.includes(proof.method))
}

const releasesIdentity = ({ service }: Situation): boolean =>
  !service.pseudonymous && service.required.length + service.optional.length > 0

/** Trust level 3: the lower of method and identity, where identity is released; else the method's. */
function reachedLevel(situation: Situation, standing: Standing): TrustLevel | null {
  const best = highest(counting(situation, standing).map(({ level }) => level))
  if (best === null) return null
  return releasesIdentity(situation) ? lower(best, situation.proofing.level) : best
}

/** What a service may ask 1 and 2: what is answered when this level is reached; null: it is not enough. */
function assertedLevel({ service, request }: Situation, reached: TrustLevel | null): TrustLevel | null {
  if (reached === null || !asHigh(reached, service.level)) return null
  return highest(LEVELS.filter((each) => asHigh(reached, each) && mayBeAnswered(request, each)))
}

/** The least that is enough; null: nothing is. */
const neededLevel = (situation: Situation): TrustLevel | null =>
  LEVELS.find((each) => assertedLevel(situation, each) !== null) ?? null

/** What a service may ask 3: why a method is not offered, or that it is. */
function whyNot(situation: Situation, standing: Standing, method: MethodName): string {
  const { service, methods } = situation
  if (service.methods !== null && !service.methods.includes(method)) return 'not-allowed-by-service'
  const known = standing.session !== null || standing.identified
  const own = situation.bindings.filter((each) => each.method === method)
  const open = own.filter((each) => isUsable(situation, each))
  // A card proves who somebody is, whatever card was bound or blocked before.
  if (known && method !== 'eid' && own.length > 0 && open.length === 0) return 'blocked'
  const needed = neededLevel(situation)
  const reaches = known ? reachesInAccount(situation, method, open) : topOf(situation, method)
  if (needed === null || !asHigh(reaches, needed)) return 'level-too-low'
  return methods[method].works ? 'offered' : 'not-working'
}

const offeredMethods = (situation: Situation, standing: Standing): ReadonlySet<string> =>
  new Set(METHODS.filter((method) => whyNot(situation, standing, method) === 'offered'))

const topOf = ({ methods }: Situation, method: MethodName): TrustLevel =>
  highest([methods[method].level, methods[method].withFactor ?? 'basis']) ?? 'basis'

const levelOf = ({ methods }: Situation, { method, instance }: Pick<Binding, 'method' | 'instance'>): TrustLevel =>
  (instance === 'totp' ? methods[method].withFactor : null) ?? methods[method].level

/**
 * By the bindings that the known account has; a method that it does not have yet could be bound. A card proves anew.
 */
function reachesInAccount(situation: Situation, method: MethodName, open: readonly Binding[]): TrustLevel {
  if (method === 'eid') return topOf(situation, method)
  const best = highest(open.map((each) => lower(levelOf(situation, each), each.cap))) ?? topOf(situation, method)
  return releasesIdentity(situation) ? lower(best, situation.proofing.level) : best
}

/** Contract, Answers to the service: the citizen gives up at the method page. */
function givenUp(situation: Situation, standing: Standing): Outcome {
  const anyOffered = offeredMethods(situation, standing).size > 0
  return { kind: 'status', code: anyOffered && !standing.identified ? 'authn-failed' : 'no-authn-context' }
}

/** Beyond what an account keeps of a card: these stay with the proof in the session. */
const BEYOND_ACCOUNT: readonly AttributeName[] = ['academicTitle', 'nationality', 'documentType']

function proved(situation: Situation, standing: Standing, binding: Binding, course: Course): Standing {
  const { method, instance } = binding
  const tells = method === 'eid' ? course.cardTells : {}
  const proof: GivenProof = { method, instance, level: levelOf(situation, binding), at: standing.now, tells }
  const others = held(situation, standing.session, standing.now).filter(
    (each) => each.method !== method || each.instance !== instance,
  )
  const remains = Object.fromEntries(Object.entries(tells).filter(([name]) => BEYOND_ACCOUNT.some((n) => n === name)))
  const alone = situation.service.pseudonymous && !standing.session
  const session = alone ? null : { proofs: [...others, { ...proof, tells: remains }], lastAction: standing.now }
  return { now: standing.now, session, own: [proof], identified: true, alone }
}

/** Trust level 5, and Identity 6: what leaves, and which required attributes are missing. */
function released(situation: Situation, standing: Standing, asserted: TrustLevel) {
  const { required, optional, pseudonymous } = situation.service
  const asked = pseudonymous ? [] : [...new Set([...required, ...optional])]
  const identity = identityAsTold(situation, standing)
  const leaving = asked.flatMap((name): Leaving[] => {
    const held = identity[name]
    if (held?.value == null || !serves(situation, name, held)) return []
    return [{ name, value: held.value, level: lower(attributeLevel(held), asserted) }]
  })
  const missing = asked.filter((name) => {
    const held = identity[name]
    return required.includes(name) && (!held || !serves(situation, name, held))
  })
  return { leaving, missing }
}

const attributeLevel = ({ origin, level }: AttributeValue): TrustLevel => (origin === 'self-declared' ? 'basis' : level)

/** Up to `normal` anything serves, and contact data always; above, what reaches the level that is needed. */
function serves(situation: Situation, name: AttributeName, held: AttributeValue): boolean {
  const needed = neededLevel(situation)
  if (name === 'email' || name === 'phone' || needed === 'basis' || needed === 'normal') return true
  return needed !== null && asHigh(attributeLevel(held), needed)
}

/** The account's values, and what cards told in proofs that count here; the last word counts. */
function identityAsTold(situation: Situation, standing: Standing): Identity {
  const proofs = counting(situation, standing).map(({ proof }) => proof)
  const inOrder = [...proofs].sort((one, other) => one.at - other.at)
  return inOrder.reduce<Identity>((sofar, { tells }) => ({ ...sofar, ...tells }), situation.identity)
}

function answer(situation: Situation, standing: Standing): Outcome {
  const reached = reachedLevel(situation, standing)
  const level = assertedLevel(situation, reached)
  const proof = namedProof(counting(situation, standing))
  const classRef = level && classFor(level, situation.request)
  if (!reached || !level || !proof || !classRef) return { kind: 'status', code: 'no-authn-context' }
  const { leaving } = released(situation, standing, level)
  const sessionUntil = standing.session && proof.at + situation.limits[level].age
  return {
    kind: 'answer',
    level,
    reached,
    classRef,
    leaving,
    method: proof.method,
    authnInstant: proof.at,
    sessionUntil,
  }
}

/** The answer names the proof that counts for most, the newest of equals: its method, and when it was given. */
function namedProof(proofs: readonly Counting[]): GivenProof | undefined {
  const top = highest(proofs.map(({ level }) => level))
  const best = proofs.filter(({ level }) => level === top).map(({ proof }) => proof)
  return best.find(({ at }) => best.every((each) => each.at <= at))
}
