import { createHash, createSecretKey } from 'node:crypto'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import { soleMethod, type Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { RememberedConsent } from '../../src/domain/release.js'
import { BrokerError, type ErrorCode } from '../../src/domain/errors.js'
import { accountId, entityId, loginId, methodId, type SessionId } from '../../src/domain/ids.js'
import type { Login, OpenLogin, PostAnswer, SamlLogin } from '../../src/domain/login.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import type { LoginResult } from '../../src/domain/ports/service-messages.js'
import { ASKS_NOTHING, type Requirements } from '../../src/domain/requirements.js'
import type { AttributeName } from '../../src/domain/identity.js'
import type { AttributeConsumingService, Service } from '../../src/domain/service.js'
import { askedIn } from '../../src/saml/dialects/metadata-words.js'
import { saml2int } from '../../src/saml/dialects/saml2int/saml2int.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { begin, type ProvenRequest } from '../../src/login/begin.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { memoryAccounts } from './memory-accounts.js'
import { testService } from './saml-service.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { blankPage } from './blank-page.js'

export const START = Date.UTC(2026, 0, 15, 9, 0)

/** A clock that stands still until it is moved. */
export function movableClock(at = START) {
  let now = at
  return { now: () => now, pass: (duration: number) => (now += duration) }
}

export const citizen = (name: string, changes: Partial<Account> = {}): Account => ({
  id: accountId(`account-${name}`),
  username: name,
  pseudonymSeed: `seed-${name}`,
  proofing: { level: 'normal', origin: 'self-declared', at: START },
  identity: {
    givenName: { value: name, origin: 'self-declared', level: 'basis', at: START },
    familyName: { value: 'Beispiel', origin: 'self-declared', level: 'basis', at: START },
  },
  identityKey: null,
  methods: [soleMethod(methodId('password'), 'normal', START)],
  createdAt: START,
  version: 1,
  ...changes,
})

export const asksFor = (changes: Partial<Requirements> = {}): Requirements => ({
  ...ASKS_NOTHING,
  service: entityId('https://portal.example/sp'),
  registeredLevel: 'normal',
  attributes: { required: ['givenName'], optional: [] },
  ...changes,
})

let requests = 0

export const provenRequest = (
  requirements: Partial<Requirements> = {},
  changes: Partial<ProvenRequest> = {},
): ProvenRequest => ({
  requirements: asksFor(requirements),
  reply: {
    kind: 'saml',
    requestId: `_request-${++requests}`,
    acsLocation: 'https://portal.example/acs',
    relayState: null,
    classes: [],
    fingerprint: `bytes-${requests}`,
  },
  timely: true,
  refusal: null,
  ...changes,
})

/** A method that proves whatever account the field `account` names. */
export const fakeMethod = (id: string, level: TrustLevel): Authenticator => ({
  id: methodId(id),
  level,
  provesIdentity: false,
  opensByLink: true,
  returnFields: null,
  usable: () => ({ usable: true }),
  start: () => Promise.resolve({ kind: 'page', page: () => blankPage(id) }),
  resume: ({ now }, { fields }) =>
    Promise.resolve({
      kind: 'proved',
      evidence: {
        method: methodId(id),
        instance: '',
        level,
        at: now,
        subject: { kind: 'account', account: accountId(fields['account'] ?? '') },
      },
    }),
})

/** The registration that requirements come from. */
const registeredAs = (asked: Requirements): Service =>
  testService({
    entityId: asked.service,
    settings: {
      trustLevel: asked.registeredLevel,
      pseudonymous: asked.pseudonymous,
      sso: asked.singleSignOn,
      methods: asked.allowedMethods,
    },
  })

/** Where the end of a login was told beside the audit, and as what. */
export interface LoginEndTold {
  readonly told: 'log' | 'metric'
  readonly as: string
}

/** Everything a login needs, in memory, with a clock that is moved by hand. */
export function flowWorld(methods: readonly Authenticator[] = [fakeMethod('password', 'normal')]) {
  const clock = movableClock()
  const ephemeral = createMemoryStores({ clock })
  const accounts = new Map<string, Account>()
  const consents = new Map<string, RememberedConsent>()
  /** What is registered in place of the plain service that every entityID has here; null: nothing. */
  const services = new Map<string, Service | null>()
  const audit: AuditEvent[] = []
  const sectors = new Set<string>()
  const successes: { login: OpenLogin; result: LoginResult }[] = []
  const failures: ErrorCode[] = []
  const ends: LoginEndTold[] = []
  const line = (action: string): void => void ends.push({ told: 'log', as: action })
  let ids = 0
  const faults: { audit: boolean; success: ErrorCode | null } = { audit: false, success: null }

  const ports: LoginPorts = {
    ...ephemeral,
    clock,
    methods: new Map(methods.map((method) => [method.id, method])),
    sessionLimits: LONGEST_SESSION_LIMITS,
    random: { id: () => `id-${++ids}`, secret: () => `secret-${++ids}`, samlId: () => `_${++ids}` },
    digest: {
      digest: (purpose, text) => createHash('sha256').update(`${purpose} ${text}`).digest('base64url'),
    },
    starts: createValueSeal(createSecretKey(Buffer.alloc(32, 7))),
    accounts: memoryAccounts(accounts, audit).store,
    registry: {
      find: (id) => (services.has(id) ? (services.get(id) ?? undefined) : testService({ entityId: id })),
      size: () => services.size,
    },
    consents: {
      find: (account, service) => Promise.resolve(consents.get(`${account} ${service}`) ?? null),
      remember: (account, service, consent) => Promise.resolve(void consents.set(`${account} ${service}`, consent)),
    },
    audit: {
      append: (event) => {
        if (faults.audit) return Promise.reject(new BrokerError('unavailable'))
        audit.push(event)
        return Promise.resolve()
      },
    },
    sectors: {
      append: async (event, sector) => {
        await ports.audit.append(event)
        sectors.add(sector)
      },
    },
    log: { debug: line, info: line, warn: line, error: line },
    meter: {
      request: () => undefined,
      loginEnded: (result) => void ends.push({ told: 'metric', as: result }),
      weakAlgorithm: () => undefined,
      refused: () => undefined,
      proofFailed: () => undefined,
      count: () => undefined,
    },
    messages: {
      success: (login, result) => {
        if (faults.success) return Promise.reject(new BrokerError(faults.success))
        successes.push({ login, result })
        return Promise.resolve({
          answer: posted(login, `success ${login.id}`),
          nameId: 'name',
          nameIdFormat: 'persistent',
          sessionIndex: result.session?.sessionIndex ?? '_index',
          sector: 'https://portal.example',
        })
      },
      named: (service) => service.metadata.attributeConsumingServices.flatMap(namesOf),
      failure: (login, code) => {
        failures.push(code)
        return Promise.resolve(posted(login, `failure ${code}`))
      },
    },
  }
  const world = {
    ports,
    clock,
    audit,
    sectors,
    successes,
    failures,
    ends,
    faults,
    consents,
    accounts,
    services,
    has: (account: Account) => (accounts.set(account.id, account), account),
    /** A login that has just begun, and its cookie's secret. */
    async begun(requirements: Partial<Requirements> = {}) {
      const asked = asksFor(requirements)
      services.set(asked.service, registeredAs(asked))
      const result = await begin(provenRequest(requirements), null, ports)
      if (result.kind !== 'started') throw new Error(result.kind)
      return result
    },
    /** The login as it is stored by now. */
    async stored(login: Login): Promise<Login> {
      const found = await ports.logins.find(loginId(login.id))
      if (!found) throw new Error('no such login')
      return found
    },
    sessionIdOf: (secret: string) =>
      createHash('sha256').update(`session-cookie ${secret}`).digest('base64url') as SessionId,
  }
  return world
}

export type FlowWorld = ReturnType<typeof flowWorld>

const namesOf = (consumer: AttributeConsumingService): readonly AttributeName[] => {
  const { required, optional } = askedIn(saml2int, consumer)
  return [...required, ...optional]
}

const posted = ({ reply }: SamlLogin, message: string): PostAnswer => ({
  kind: 'post',
  action: reply.acsLocation,
  fields: { SAMLResponse: message },
  notice: null,
})
