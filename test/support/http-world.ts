import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/app.js'
import { createBrakes } from '../../src/authenticators/password/brakes.js'
import type { FactorDeps } from '../../src/authenticators/password/factor-deps.js'
import { createSecondFactorSetup } from '../../src/authenticators/password/setup.js'
import { createMethods } from '../../src/authenticators/registry.js'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createRandom } from '../../src/crypto/random.js'
import type { Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { minutes } from '../../src/domain/instant.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session.js'
import type { ServiceProvider } from '../../src/domain/service-provider.js'
import type { FlowPorts } from '../../src/flow/flow-ports.js'
import type { HttpDeps } from '../../src/http/http-deps.js'
import { refuseMalformed } from '../../src/http/malformed-request.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import { createServiceMessages } from '../../src/saml/idp/build-response.js'
import { createRequestReceiver } from '../../src/saml/idp/receive-request.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { loadAssets } from '../../src/ui/assets.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { createSecretKey } from 'node:crypto'
import { factorDeps } from './factor-deps.js'
import { citizen, movableClock } from './flow-world.js'
import { memoryAccounts } from './memory-accounts.js'
import { testSigningKeys } from './saml-keys.js'
import { authnRequest, BROKER, NOW, redirectQuery, SSO, type RequestDraft } from './saml-requests.js'
import { testRegistry, testService } from './saml-service.js'
import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

/** The right password of every citizen of this world. */
export const RIGHT = 'ein wirklich langer Satz'

export interface HttpWorldOptions {
  readonly services?: readonly ServiceProvider[]
  readonly citizens?: readonly string[]
  readonly trustProxy?: readonly string[]
  /** As on https: `Secure` cookies, HSTS. */
  readonly secure?: boolean
  /** How second factors differ from those shipped. */
  readonly factors?: Partial<FactorDeps>
}

/** The broker's HTTP face on a real port, all else in memory: fast, with a clock that is moved by hand. */
export interface HttpWorld {
  readonly url: string
  readonly clock: ReturnType<typeof movableClock>
  readonly audit: readonly AuditEvent[]
  /** Every line that was logged, as text. */
  readonly log: readonly string[]
  readonly sessions: FlowPorts['sessions']
  readonly accounts: ReadonlyMap<string, Account>
  /** The address of an unsigned request by redirect, under an ID of its own. */
  requestUrl(draft?: RequestDraft, relayState?: string): string
  /** From a request to the page of the password method. */
  toPassword(client: WebClient, draft?: RequestDraft): Promise<WebPage>
  /** From a request to the confirm page. */
  toConfirm(client: WebClient, username?: string): Promise<WebPage>
  stop(): Promise<void>
}

export async function httpWorld(options: HttpWorldOptions = {}): Promise<HttpWorld> {
  const { services = [testService()], citizens = ['jana', 'omar'] } = options
  const clock = movableClock(NOW)
  const accounts = new Map<string, Account>(citizens.map((name) => [`account-${name}`, citizen(name)]))
  const audit: AuditEvent[] = []
  const log: string[] = []
  const { store } = memoryAccounts(accounts, audit)
  const factors = factorDeps(clock, store, audit, options.factors)
  const flow = portsOf(clock, store, audit, services, factors)
  const offered = { totp: true, passkey: true }
  const secondFactors = createSecondFactorSetup({ ...factors, clock, siteName: 'Servicekonto', offered })
  const deps: HttpDeps = { ...webOf(options, clock, log), flow, secondFactors, ...samlOf(clock, services) }
  const server = createServer(createApp(deps))
  refuseMalformed(server, () => '<!DOCTYPE html><p data-testid="error">Fehler</p>', options.secure ?? false)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  const url = `http://localhost:${address.port}`
  let requests = 0
  const requestUrl: HttpWorld['requestUrl'] = (draft = {}, relayState) => {
    const attributes = {
      ID: `_world-${++requests}`,
      IssueInstant: new Date(clock.now()).toISOString(),
      ...draft.attributes,
    }
    return `${url}/saml/sso?${redirectQuery(authnRequest({ ...draft, attributes }), relayState)}`
  }
  const toPassword: HttpWorld['toPassword'] = async (client, draft) =>
    client.click(await client.get(requestUrl(draft)), '[data-method="password"]')
  return {
    url,
    clock,
    audit,
    log,
    sessions: flow.sessions,
    accounts,
    requestUrl,
    toPassword,
    toConfirm: async (client, username = 'jana') =>
      client.submit(await toPassword(client), { fields: { username, password: RIGHT } }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function samlOf(clock: FlowPorts['clock'], services: readonly ServiceProvider[]) {
  const registry = testRegistry(...services)
  const receiver = createRequestReceiver({
    registry,
    clock,
    dialects: createDialects(),
    entityId: BROKER,
    ssoLocation: SSO,
  })
  return { registry, receive: receiver.receive, metadata: () => Promise.resolve('<metadata/>') }
}

function webOf({ trustProxy = [], secure = false }: HttpWorldOptions, clock: FlowPorts['clock'], log: string[]) {
  const assets = loadAssets()
  const line = (action: string, fields: unknown): void => void log.push(`${action} ${JSON.stringify(fields ?? {})}`)
  let errors = 0
  return {
    render: createPageRenderer({ assets }),
    assets: assets.files,
    site: {
      name: 'Servicekonto',
      support: { email: null, phone: null, url: null },
      links: { help: null, imprint: null, privacy: null, accessibility: null, reportBarrier: null },
    },
    log: { debug: line, info: line, warn: line, error: line },
    meter: { request: () => undefined, loginEnded: () => undefined },
    metrics: () => Promise.resolve('# no metrics'),
    mayReadMetrics: (address: string) => address.endsWith('127.0.0.1'),
    dependencies: [],
    newErrorId: () => `E-TEST-${++errors}`,
    clock,
    publicUrl: 'https://konto.example',
    secure,
    trustProxy,
  }
}

function portsOf(
  clock: FlowPorts['clock'],
  store: AccountStore,
  audit: AuditEvent[],
  services: readonly ServiceProvider[],
  secondFactor: FactorDeps,
): FlowPorts {
  const stores = createMemoryStores({ clock })
  const digest = createKeyedDigest(createSecretKey(Buffer.alloc(32, 7)))
  const random = createRandom()
  const registry = testRegistry(...services)
  return {
    ...stores,
    registry,
    clock,
    digest,
    random,
    sessionLimits: LONGEST_SESSION_LIMITS,
    methods: createMethods({
      password: {
        level: 'normal',
        secondFactor,
        brakes: createBrakes(stores.attempts, digest, {
          perName: 10,
          perAddress: 30,
          perPassword: 20,
          window: minutes(15),
        }),
        hasher: {
          hash: (password) => Promise.resolve(password),
          verify: (hash, password) => Promise.resolve({ ok: hash === password, outdated: false }),
        },
        credentials: {
          find: async (key) => {
            const found = await store.findByUsername(key)
            return found && { account: found.id, hash: RIGHT }
          },
          rehash: () => Promise.resolve(),
        },
      },
    }),
    messages: createServiceMessages({
      registry,
      clock,
      random,
      dialects: createDialects(),
      entityId: BROKER,
      keys: testSigningKeys(),
      pseudonyms: { persistent: (account, sector) => `pseudonym-of-${account.id}-in-${sector}` },
    }),
    accounts: store,
    consents: { find: () => Promise.resolve(null), remember: () => Promise.resolve() },
    audit: { append: (event) => Promise.resolve(void audit.push(event)) },
  }
}
