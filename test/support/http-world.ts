import { createServer } from 'node:http'
import type { Edges } from '../../src/compose/edges.js'
import type { AddressInfo } from 'node:net'
import { createBroker } from '../../src/compose/broker.js'
import { lentTo } from '../../src/compose/offer.js'
import { createPasswordHasher } from '../../src/crypto/password-hash.js'
import type { Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { Operator } from '../../src/domain/operator.js'
import type { OperatorStore } from '../../src/domain/ports/operator-store.js'
import type { UpstreamStore } from '../../src/domain/ports/upstream-store.js'
import type { UsedSectors } from '../../src/domain/ports/used-sectors.js'
import type { PseudonymImports } from '../../src/domain/ports/pseudonym-imports.js'
import type { RefusedRequestStore } from '../../src/domain/ports/refused-requests.js'
import type { CallOut } from '../../src/domain/ports/outgoing.js'
import type { Service } from '../../src/domain/service.js'
import type { SessionId } from '../../src/domain/ids.js'
import type { AdmissionOptions } from '../../src/http/admission/admission.js'
import { refuseMalformed } from '../../src/http/every-answer.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { passDeps } from '../../src/methods/pass/open-pass.js'
import type { Dialects } from '../../src/saml/dialects/dialect.js'
import { sessionIdOf } from '../../src/sessions/session-names.js'
import { citizen } from './flow-world.js'
import type { PassParts } from './pair-phone.js'
import { authnRequest, NOW, redirectQuery, type RequestDraft } from './saml-requests.js'
import { testService } from './saml-service.js'
import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'
import { CHEAP, openWorld, type World } from './world.js'

/** The right password of every citizen of this world. */
export const RIGHT = 'ein wirklich langer Satz'

export interface HttpWorldOptions {
  readonly services?: readonly Service[]
  readonly citizens?: readonly string[]
  readonly trustProxy?: readonly string[]
  /** As on https: `Secure` cookies, HSTS. */
  readonly secure?: boolean
  /** `methods.password` of the config file, where it differs. */
  readonly password?: Readonly<Record<string, unknown>>
  /** `operators` of the config file, where it differs. */
  readonly operators?: Readonly<Record<string, unknown>>
  /** With the pass; links of phones lead to this web app, if there is one. */
  readonly pass?: { readonly webApp: string | null }
  /** What is let in at once, where it is not what the process can do. */
  readonly admission?: Partial<AdmissionOptions>
  /** In place of those shipped. */
  readonly dialects?: Dialects
  /** Starts the thread that a large file of metadata is read in. */
  readonly startReading?: Edges['startReading']
  /** Every call that the broker makes. */
  readonly callOut?: CallOut
}

/** What an entry says, whoever wrote it and when. */
type Entry = { [Action in AuditEvent['action']]: Omit<AuditEvent<Action>, 'at' | 'actor'> }[AuditEvent['action']]

/** The broker's HTTP face on a real port, all else in memory: fast, with a clock that is moved by hand. */
export interface HttpWorld {
  readonly url: string
  readonly clock: World['clock']
  readonly audit: readonly AuditEvent[]
  /** The entries of the audit log as they are stored, oldest first. */
  readonly entries: readonly { readonly id: string; readonly subject: string }[]
  /** Writes an entry of the broker, now. */
  appends(entry: Entry): Promise<void>
  /** Every line that was logged, as text. */
  readonly log: readonly string[]
  /** Of each request that there was no room for, whose it was. */
  readonly shed: readonly string[]
  /** How each login that ended was counted. */
  readonly ends: readonly string[]
  readonly sessions: LoginPorts['sessions']
  /** What the pass is made from, where the world has it. */
  readonly pass: PassParts | null
  readonly accounts: ReadonlyMap<string, Account>
  readonly pseudonyms: PseudonymImports
  readonly sectors: UsedSectors
  readonly services: ReadonlyMap<string, Service>
  readonly operators: OperatorStore
  readonly upstreams: UpstreamStore
  readonly refusedRequests: RefusedRequestStore
  /** Of each refused request of a service, whether it was kept. */
  readonly kept: readonly string[]
  /** The code of each refusal, and what came of each artifact, as they were counted. */
  readonly codes: readonly string[]
  /** Everything that was refused so far can be looked up, or is dropped. */
  noted(): Promise<void>
  /** What was counted of fetches of the metadata is written. */
  counted(): Promise<void>
  /** Somebody may sign in at /operator, with the right password. */
  employs(operator: Operator): Promise<void>
  /** The account stands there as it is given; `forget`: it is gone. Nobody is told of either. */
  readonly has: World['view']['has']
  readonly forget: World['view']['forget']
  /** The service stands there as it is given, at once. */
  registers(service: Service): Promise<void>
  /** By the secret in its cookie. */
  sessionIdOf(secret: string): SessionId
  /** The address of an unsigned request by redirect, under an ID of its own. */
  requestUrl(draft?: RequestDraft, relayState?: string): string
  /** From a request to the page of the password method. */
  toPassword(client: WebClient, draft?: RequestDraft): Promise<WebPage>
  /** From a request to the confirm page. */
  toConfirm(client: WebClient, username?: string): Promise<WebPage>
  stop(): Promise<void>
}

export async function httpWorld(options: HttpWorldOptions = {}): Promise<HttpWorld> {
  const { citizens = ['jana', 'omar'], secure = false } = options
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stopServer = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  const address = server.address() as AddressInfo
  const url = `http://localhost:${address.port}`
  const world = await worldOf(options, url).catch(async (error: unknown) => {
    await stopServer()
    throw error
  })
  const { clock, services, config, view, telling } = world
  for (const name of citizens) view.has(citizen(name), await rightHash())
  try {
    server.on('request', createBroker(services, options.admission ?? {}).app)
  } catch (error) {
    // Before anything is built, for one: what is open would keep the tests from their end.
    await Promise.all([stopServer(), world.close()])
    throw error
  }
  refuseMalformed(server, () => '<!DOCTYPE html><p data-testid="error">Fehler</p>', secure)
  let requests = 0
  const requestUrl: HttpWorld['requestUrl'] = (draft = {}, relayState) => {
    const attributes = {
      ID: `_world-${++requests}`,
      IssueInstant: new Date(clock.now()).toISOString(),
      Destination: `${config.publicUrl}/saml/sso`,
      ...draft.attributes,
    }
    return `${url}/saml/sso?${redirectQuery(authnRequest({ ...draft, attributes }), relayState)}`
  }
  const toPassword: HttpWorld['toPassword'] = async (client, draft) =>
    client.click(await client.get(requestUrl(draft)), '[data-method="password"]')
  return {
    url,
    clock,
    get audit() {
      return view.audit
    },
    get entries() {
      return view.entries
    },
    appends: async (entry) => {
      const event = { ...entry, at: clock.now(), actor: 'broker' } as AuditEvent
      await services.stores.audit.append(event, `test-${++requests}.000000`)
    },
    log: telling.log,
    shed: telling.shed,
    get ends() {
      return telling.ends.filter(({ told }) => told === 'metric').map(({ as }) => as)
    },
    sessions: services.ephemeral.sessions,
    pass: options.pass ? { ...passDeps(lentTo(services, config)), sessions: services.ephemeral.sessions } : null,
    get accounts() {
      return view.accounts
    },
    get services() {
      return view.services
    },
    operators: services.stores.operators,
    upstreams: services.stores.upstreams,
    refusedRequests: services.stores.refusedRequests,
    pseudonyms: services.stores.pseudonyms,
    sectors: services.stores.sectors,
    kept: telling.kept,
    codes: telling.counted,
    noted: () => services.offer().refused.settled(),
    counted: () => services.fetches.write(),
    employs: async (operator) => {
      const entry = { at: 0, actor: 'test', action: 'operator.disabled', subject: operator.id, before: null } as const
      const after = { username: operator.username }
      await services.stores.operators.create({ ...operator, passwordHash: await rightHash() }, { ...entry, after })
    },
    has: view.has,
    forget: view.forget,
    registers: async (service) => {
      const stored = services.stores.services
      await stored.change(async () => {
        const revision = (await stored.find(service.entityId))?.revision ?? 0
        return { save: [{ ...service, revision }], remove: [], audit: [], result: null }
      })
      await services.registry.refresh()
    },
    sessionIdOf: (secret) => sessionIdOf(services.digest, secret),
    requestUrl,
    toPassword,
    toConfirm: async (client, username = 'jana') =>
      client.submit(await toPassword(client), { fields: { username, password: RIGHT } }),
    stop: async () => {
      await stopServer()
      await world.close()
    },
  }
}

/** Links of phones need the address that this world is found at; all else knows it by the one in its requests. */
const worldOf = (options: HttpWorldOptions, url: string): Promise<World> => {
  const {
    services = [testService()],
    trustProxy = [],
    secure = false,
    pass,
    dialects,
    password = {},
    operators = {},
    startReading,
    callOut,
  } = options
  const methods = { password, pass: pass ? { webApp: pass.webApp } : { enabled: false } }
  return openWorld({
    at: NOW,
    services,
    settings: { methods, operators },
    config: { secure, trustProxy, ...(pass && { publicUrl: url }) },
    edges: {
      ...(dialects && { dialects }),
      ...(startReading && { startReading }),
      ...(callOut && { openOutgoing: () => callOut }),
    },
  })
}

let hash: Promise<string> | null = null

const rightHash = (): Promise<string> => (hash ??= createPasswordHasher({ ...CHEAP, concurrency: 1 }).hash(RIGHT))
