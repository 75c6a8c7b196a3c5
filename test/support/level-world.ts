import { randomUUID } from 'node:crypto'
import type { Account, BoundMethod } from '../../src/domain/account.js'
import { consentText } from '../../src/domain/release.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import type { Evidence } from '../../src/domain/evidence.js'
import type { Identity } from '../../src/domain/identity.js'
import { methodId, sessionId, type SessionId } from '../../src/domain/ids.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import type { ServiceMessages } from '../../src/domain/ports/service-messages.js'
import type { Requirements } from '../../src/domain/requirements.js'
import { sessionEnd, type BrowserSession } from '../../src/domain/session.js'
import { isTrustLevel } from '../../src/domain/trust-level.js'
import type { ProvenRequest } from '../../src/login/begin.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { saml2int } from '../../src/saml/dialects/saml2int/saml2int.js'
import { asksFor, citizen, fakeMethod, flowWorld, provenRequest, type FlowWorld } from './flow-world.js'
import { START } from './movable-clock.js'
import { confirmedBefore } from './level-oracle.js'
import {
  METHODS,
  type Binding,
  type Course,
  type GivenProof,
  type MethodName,
  type Outcome,
  type Situation,
} from './level-situation.js'
import { testService } from './saml-service.js'

/** A situation as the flow finds it: stores, methods, registration, the browser's session, and the request. */
export interface LevelWorld {
  readonly clock: FlowWorld['clock']
  readonly ports: LoginPorts
  readonly session: SessionId | null
  readonly request: ProvenRequest
  /** What the service got. */
  readonly ended: () => Outcome
}

/** One world for all situations, one after the other: there are thousands. */
let shared: Promise<FlowWorld> | null = null

/** The times of a situation are those of its course. */
export async function levelWorld(situation: Situation, course: Course): Promise<LevelWorld> {
  const world = await (shared ??= flowWorld([]))
  world.startAnew(course.begin)
  const account = world.has(accountOf(situation))
  const classes: string[] = []
  const ports: LoginPorts = {
    ...world.ports,
    methods: new Map(METHODS.map((name) => [methodId(name), methodOf(name, situation)])),
    sessionLimits: situation.limits,
    registry: registryOf(situation, world),
    consents: { ...world.ports.consents, find: () => Promise.resolve(consentOf(situation, course, world)) },
    messages: speaking(world.ports.messages, classes),
  }
  const session = situation.session && (await storeSession(situation, account, ports))
  const ended = () => endOf(world, classes)
  return { clock: world.clock, ports, session, request: requestOf(situation), ended }
}

/**
 * Proves the account by the binding of the field `instance`; a card, whoever it belongs to, and tells what it is told
 * to.
 */
function methodOf(name: MethodName, { methods }: Situation): Authenticator {
  const { level, withFactor, works } = methods[name]
  const levelOf = (instance: string) => (instance === 'totp' ? (withFactor ?? level) : level)
  const base = fakeMethod(name, level)
  return {
    ...base,
    level: withFactor && levelAbove(withFactor, level) ? withFactor : level,
    levelOf,
    provesIdentity: name === 'eid',
    usable: () => (works ? { usable: true } : { usable: false, reason: 'down' }),
    resume: ({ now }, { fields }) => {
      const instance = fields['instance'] ?? ''
      const told: Identity = JSON.parse(fields['tells'] ?? '{}')
      const proof = { method: name, instance, level: levelOf(instance), at: now, tells: told }
      return Promise.resolve({ kind: 'proved', evidence: evidenceOf(proof, name === 'eid') })
    },
  }
}

const ORDER = ['basis', 'normal', 'substantiell', 'hoch']
const levelAbove = (one: string, other: string): boolean => ORDER.indexOf(one) > ORDER.indexOf(other)

const evidenceOf = ({ method, instance, level, at, tells }: GivenProof, byKey: boolean): Evidence => ({
  method: methodId(method),
  instance: byKey ? '' : instance,
  level,
  at,
  subject: byKey ? { kind: 'key', key: instance } : { kind: 'account', account: citizen('Jana').id },
  ...(Object.keys(tells).length > 0 && { facts: tells }),
})

const boundOf = ({ method, instance, cap, blocked }: Binding): BoundMethod => ({
  method: methodId(method),
  instance,
  key: method === 'eid' ? instance : null,
  name: null,
  cap,
  boundAt: 0,
  blocked,
})

const accountOf = ({ proofing, bindings, identity }: Situation): Account =>
  citizen('Jana', { proofing: { ...proofing, at: 0 }, methods: bindings.map(boundOf), identity })

const registryOf = ({ service }: Situation, world: FlowWorld): LoginPorts['registry'] => {
  const registered = world.registers(
    testService({
      entityId: asksFor().service,
      settings: {
        trustLevel: service.level,
        pseudonymous: service.pseudonymous,
        sso: service.sso,
        methods: service.methods?.map(methodId) ?? null,
      },
    }),
  )
  return { find: () => registered, size: () => 1, refresh: () => Promise.resolve() }
}

/** As the receiver of requests reads it: classes that nobody knows are ignored, and none that is known is refused. */
function requestOf({ service, request }: Situation): ProvenRequest {
  const levels = (request.classes ?? []).flatMap((uri) => saml2int.levels.levelOf(uri) ?? [])
  const requirements: Partial<Requirements> = {
    requestedLevels: levels.length > 0 ? { comparison: request.comparison, levels } : null,
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
    attributes: { required: service.required, optional: service.optional },
  }
  const refusal = request.classes !== null && levels.length === 0 ? 'no-authn-context' : null
  const proven = provenRequest(requirements, { refusal })
  return { ...proven, reply: { ...proven.reply, classes: request.classes ?? [] } }
}

/** Notes the class that an answer asserts, chosen as in an answer by SAML. */
const speaking = (messages: ServiceMessages, classes: string[]): ServiceMessages => ({
  ...messages,
  success: (login, result) => {
    const { requestedLevels } = login.requirements
    const question = requestedLevels && { comparison: requestedLevels.comparison, classes: login.reply.classes }
    const classRef = saml2int.levels.classFor(result.release.level, question)
    if (classRef === null) return Promise.reject(new BrokerError('no-authn-context'))
    classes.push(classRef)
    return messages.success(login, result)
  },
})

function consentOf(situation: Situation, course: Course, { ports }: FlowWorld) {
  const attributes = situation.remembered ? confirmedBefore(situation, course) : null
  if (!attributes) return null
  const release = { attributes: attributes.map((each) => ({ ...each, required: true })), level: 'basis' } as const
  const text = situation.remembered === 'same' ? consentText(release) : 'other names and values'
  return { digest: ports.digest.digest('consent', text), declined: [] }
}

async function storeSession({ session, limits }: Situation, { id }: Account, { sessions }: LoginPorts) {
  const held: BrowserSession = {
    // Sessions of situations before are still there.
    id: sessionId(`session-${randomUUID()}`),
    account: id,
    evidence: (session?.proofs ?? []).map((proof) => ({
      ...evidenceOf(proof, false),
      subject: { kind: 'account', account: id },
    })),
    startedAt: START,
    lastActionAt: session?.lastAction ?? START,
    handle: 'handle',
    participations: [],
    version: 1,
  }
  await sessions.create(held, sessionEnd(held, limits))
  return held.id
}

/** The one answer of the login, with what was logged of it. */
function endOf({ successes, failures, audit }: FlowWorld, classes: readonly string[]): Outcome {
  const [success, ...more] = successes
  const [code, ...others] = failures
  if (more.length + others.length > 0 || (success && code)) throw new Error('more than one answer')
  if (code) return { kind: 'status', code }
  const logged = audit.find(({ action }) => action === 'login.answered')?.after
  const reached = typeof logged === 'object' && logged && 'reached' in logged ? String(logged.reached) : ''
  if (!success || !isTrustLevel(reached)) throw new Error('no answer')
  const { release, method, authnInstant, sessionNotOnOrAfter } = success.result
  return {
    kind: 'answer',
    level: release.level,
    reached,
    classRef: classes[0] ?? '',
    leaving: release.attributes.map(({ name, value, level }) => ({ name, value, level })),
    method: METHODS.find((each) => each === method) ?? 'password',
    authnInstant,
    sessionUntil: sessionNotOnOrAfter,
  }
}
