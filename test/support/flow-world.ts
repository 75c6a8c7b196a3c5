import { loginPortsOf } from '../../src/compose/offer.js'
import { newAccount, soleMethod, type Account } from '../../src/domain/account.js'
import { BrokerError, type ErrorCode } from '../../src/domain/error-catalogue.js'
import { accountId, entityId, loginId, methodId } from '../../src/domain/ids.js'
import type { Login, OpenLogin, PostAnswer, SamlLogin } from '../../src/domain/login.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import type { LoginResult } from '../../src/domain/ports/service-messages.js'
import { ASKS_NOTHING, type Requirements } from '../../src/domain/requirements.js'
import type { AttributeName } from '../../src/domain/identity.js'
import { attributeSet, type AttributeConsumingService, type Service } from '../../src/domain/service.js'
import { askedIn } from '../../src/saml/dialects/metadata-words.js'
import { saml2int } from '../../src/saml/dialects/saml2int/saml2int.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { begin, type ProvenRequest } from '../../src/login/begin.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { testService } from './saml-service.js'
import { sessionIdOf } from '../../src/sessions/session-names.js'
import { blankPage } from './blank-page.js'
import { START } from './movable-clock.js'
import { openParts } from './world.js'

export const citizen = (name: string, changes: Partial<Account> = {}): Account =>
  newAccount({
    id: accountId(`account-${name}`),
    username: name,
    pseudonymSeed: `seed-${name}`,
    proofing: { level: 'normal', origin: 'self-declared', at: START },
    identity: {
      givenName: { value: name, origin: 'self-declared', level: 'basis', at: START },
      familyName: { value: 'Beispiel', origin: 'self-declared', level: 'basis', at: START },
    },
    methods: [soleMethod(methodId('password'), 'normal', START)],
    createdAt: START,
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
  issuedAt: START,
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

/** A login's outside on the services of `src/compose/`; what its methods and the language of services do is the test's. */
export async function flowWorld(methods: readonly Authenticator[] = [fakeMethod('password', 'normal')]) {
  const { config, lasting, clock, view, telling } = await openParts()
  /** What is registered in place of the plain service that every entityID has here; null: nothing. */
  const services = new Map<string, Service | null>()
  const successes: { login: OpenLogin; result: LoginResult }[] = []
  const failures: ErrorCode[] = []
  const faults: { audit: boolean; success: ErrorCode | null } = { audit: false, success: null }
  const { registry, stores } = lasting
  const unlessFaulty = <T>(work: () => Promise<T>): Promise<T> =>
    faults.audit ? Promise.reject(new BrokerError('unavailable')) : work()

  const ports: LoginPorts = {
    ...loginPortsOf(lasting, config, messagesOf(successes, failures, faults)),
    methods: new Map(methods.map((method) => [method.id, method])),
    registry: {
      find: (id) => {
        const service = services.has(id) ? services.get(id) : testService({ entityId: id })
        return service ? view.registers(service) : undefined
      },
      size: () => registry.size(),
      refresh: () => registry.refresh(),
    },
    audit: {
      append: (event, id, basis) => unlessFaulty(() => stores.audit.append(event, id, basis)),
      has: (id) => unlessFaulty(() => stores.audit.has(id)),
    },
    sectors: {
      append: (event, id, sector, basis) => unlessFaulty(() => stores.sectors.append(event, id, sector, basis)),
    },
  }
  return {
    ports,
    clock,
    successes,
    failures,
    faults,
    services,
    ends: telling.ends,
    /** The switches of methods, and how this process looks at them again. */
    switches: { store: stores.methodSwitches, refresh: () => lasting.switches.refresh() },
    has: view.has,
    forget: view.forget,
    registers: view.registers,
    count: view.count,
    get audit() {
      return view.audit
    },
    get sectors() {
      return view.sectors
    },
    get accounts() {
      return view.accounts
    },
    /** No account, no answer, no entry, and this time: for tests that have no time for a world each. */
    startAnew(at: number) {
      view.clear()
      successes.length = 0
      failures.length = 0
      clock.pass(at - clock.now())
    },
    /** A login that has just begun, and its cookie's secret. */
    async begun(requirements: Partial<Requirements> = {}) {
      const asked = asksFor(requirements)
      services.set(asked.service, registeredAs(asked))
      let secret = ''
      const result = await begin(provenRequest(requirements), null, ports, (_login, kept) => void (secret = kept))
      if (result.kind !== 'started') throw new Error(result.kind)
      return { ...result, secret }
    },
    /** The login as it is stored by now. */
    async stored(login: Login): Promise<Login> {
      const found = await ports.logins.find(loginId(login.id))
      if (!found) throw new Error('no such login')
      return found
    },
    sessionIdOf: (secret: string) => sessionIdOf(ports.digest, secret),
  }
}

export type FlowWorld = Awaited<ReturnType<typeof flowWorld>>

const SECTOR_OF_ANSWERS = 'https://portal.example'

/** Answers that are no SAML: kept, to be looked at. */
const messagesOf = (
  successes: { login: OpenLogin; result: LoginResult }[],
  failures: ErrorCode[],
  faults: { readonly success: ErrorCode | null },
): LoginPorts['messages'] => ({
  async success(login, result) {
    if (faults.success) throw new BrokerError(faults.success)
    await result.mayBeMade?.(SECTOR_OF_ANSWERS)
    successes.push({ login, result })
    return {
      answer: posted(login, `success ${login.id}`),
      nameId: 'name',
      nameIdFormat: 'persistent',
      sessionIndex: result.session?.sessionIndex ?? '_index',
      sector: SECTOR_OF_ANSWERS,
    }
  },
  named: ({ metadata }, index) => [attributeSet(metadata, index)].flatMap((set) => (set ? namesOf(set) : [])),
  failure: (login, code, notice = null) => {
    failures.push(code)
    return Promise.resolve({ ...posted(login, `failure ${code}`), notice })
  },
})

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
