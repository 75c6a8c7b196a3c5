import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/compose/app.js'
import { createRateLimits } from '../../src/methods/password/rate-limits.js'
import type { FactorDeps } from '../../src/factors/factor-deps.js'
import { createSecondFactorSetup } from '../../src/factors/setup.js'
import { methodNames } from '../../src/methods/registry.js'
import type { OpenedMethod } from '../../src/methods/kit/method-module.js'
import { mountPassword } from '../../src/methods/password/open-password.js'
import { bindDevice } from '../../src/methods/pass/devices/bind-device.js'
import { mountPass } from '../../src/methods/pass/open-pass.js'
import { createPassSeal } from '../../src/crypto/pass-seal.js'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import { createRandom } from '../../src/crypto/random.js'
import type { Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { minutes } from '../../src/domain/instant.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session.js'
import type { Service } from '../../src/domain/service.js'
import type { SessionId } from '../../src/domain/ids.js'
import { sessionIdOf } from '../../src/sessions/session-names.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import type { HttpDeps } from '../../src/compose/http-deps.js'
import { refuseMalformed } from '../../src/http/every-answer.js'
import type { Dialects } from '../../src/saml/dialects/dialect.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import { createServiceMessages } from '../../src/saml/idp/build-response.js'
import { createRequestReceiver } from '../../src/saml/idp/receive-request.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { createEndSessions } from '../../src/sessions/session-policy.js'
import { methodsOf, ownPagesOf } from '../../src/compose/open-methods.js'
import { loadAssets } from '../../src/ui/assets.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { createSecretKey } from 'node:crypto'
import { factorDeps } from './factor-deps.js'
import { citizen, movableClock } from './flow-world.js'
import { memoryAccounts } from './memory-accounts.js'
import { memoryPassDevices } from './memory-pass-devices.js'
import type { PassParts } from './pair-phone.js'
import { testSigningKeys } from './saml-keys.js'
import { authnRequest, BROKER, NOW, redirectQuery, SSO, type RequestDraft } from './saml-requests.js'
import { testRegistry, testService } from './saml-service.js'
import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

/** The right password of every citizen of this world. */
export const RIGHT = 'ein wirklich langer Satz'

export interface HttpWorldOptions {
  readonly services?: readonly Service[]
  readonly citizens?: readonly string[]
  readonly trustProxy?: readonly string[]
  /** As on https: `Secure` cookies, HSTS. */
  readonly secure?: boolean
  /** How second factors differ from those shipped. */
  readonly factors?: Partial<FactorDeps>
  /** With the pass; links of phones lead to this web app, if there is one. */
  readonly pass?: { readonly webApp: string | null }
  /** In place of those shipped. */
  readonly dialects?: Dialects
}

/** The broker's HTTP face on a real port, all else in memory: fast, with a clock that is moved by hand. */
export interface HttpWorld {
  readonly url: string
  readonly clock: ReturnType<typeof movableClock>
  readonly audit: readonly AuditEvent[]
  /** Every line that was logged, as text. */
  readonly log: readonly string[]
  /** How each login that ended was counted. */
  readonly ends: readonly string[]
  readonly sessions: LoginPorts['sessions']
  /** What the pass is made from, where the world has it. */
  readonly pass: PassParts | null
  readonly accounts: ReadonlyMap<string, Account>
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
  const { services = [testService()], citizens = ['jana', 'omar'], dialects = createDialects() } = options
  const clock = movableClock(NOW)
  const accounts = new Map<string, Account>(citizens.map((name) => [`account-${name}`, citizen(name)]))
  const audit: AuditEvent[] = []
  const log: string[] = []
  const ends: string[] = []
  // Before anything is open that would keep the tests from ending: it throws where nothing was built.
  const web = webOf(options, clock, log, ends)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  const url = `http://localhost:${address.port}`
  const { store } = memoryAccounts(accounts, audit)
  const factors = factorDeps(clock, store, audit, options.factors)
  const { flow, pass, opened } = portsOf(clock, store, audit, services, { ...options, url }, factors, web)
  const deps: HttpDeps = {
    ...web,
    ...(pass && { publicUrl: url }),
    opened,
    ownPages: ownPagesOf(opened),
    flow,
    ...samlOf(clock, services, dialects),
  }
  server.on('request', createApp(deps))
  refuseMalformed(server, () => '<!DOCTYPE html><p data-testid="error">Fehler</p>', options.secure ?? false)
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
    ends,
    sessions: flow.sessions,
    pass,
    accounts,
    sessionIdOf: (secret) => sessionIdOf(flow.digest, secret),
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

function samlOf(clock: LoginPorts['clock'], services: readonly Service[], dialects: Dialects) {
  const registry = testRegistry(...services)
  const receiver = createRequestReceiver({
    registry,
    clock,
    dialects,
    entityId: BROKER,
    ssoLocation: SSO,
  })
  return { registry, receive: receiver.receive, metadata: () => Promise.resolve('<metadata/>') }
}

function webOf(
  { trustProxy = [], secure = false }: HttpWorldOptions,
  clock: LoginPorts['clock'],
  log: string[],
  ends: string[],
) {
  const assets = loadAssets()
  const line = (action: string, fields: unknown): void => void log.push(`${action} ${JSON.stringify(fields ?? {})}`)
  let errors = 0
  return {
    render: createPageRenderer({ assets, methodNames }),
    assets: assets.files,
    site: {
      name: 'Servicekonto',
      support: { email: null, phone: null, url: null },
      links: { help: null, imprint: null, privacy: null, accessibility: null, reportBarrier: null },
    },
    log: { debug: line, info: line, warn: line, error: line },
    meter: {
      request: () => undefined,
      loginEnded: (result: string) => void ends.push(result),
      weakAlgorithm: () => undefined,
      refused: () => undefined,
      proofFailed: () => undefined,
      count: () => undefined,
    },
    metrics: () => Promise.resolve('# no metrics'),
    version: '9.8.7',
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
  clock: LoginPorts['clock'],
  store: AccountStore,
  audit: AuditEvent[],
  services: readonly Service[],
  { pass: offeredPass, url, dialects = createDialects() }: HttpWorldOptions & { readonly url: string },
  secondFactor: FactorDeps,
  told: Pick<LoginPorts, 'log' | 'meter'>,
): { readonly flow: LoginPorts; readonly pass: PassParts | null; readonly opened: readonly OpenedMethod[] } {
  const stores = createMemoryStores({ clock })
  const secret = createSecretKey(Buffer.alloc(32, 7))
  const digest = createKeyedDigest(secret)
  const random = createRandom()
  const registry = testRegistry(...services)
  const devices = memoryPassDevices(audit, store)
  const pass: PassParts | null =
    offeredPass === undefined
      ? null
      : {
          devices,
          challenges: stores.passChallenges,
          pairings: stores.passPairings,
          sessions: stores.sessions,
          attempts: stores.attempts,
          seal: createPassSeal(secret),
          digest,
          random,
          clock,
          publicUrl: url,
          siteNames: { de: 'Servicekonto', en: 'Servicekonto' },
          bind: (pairing, device) =>
            bindDevice(pairing, device, {
              accounts: store,
              devices,
              sessions: stores.sessions,
              sessionLimits: LONGEST_SESSION_LIMITS,
              clock,
            }),
        }
  const password = mountPassword(
    {
      level: 'normal',
      secondFactor,
      limits: createRateLimits(stores.attempts, digest, {
        perName: 10,
        perAddress: 30,
        perPassword: 20,
        window: minutes(15),
      }),
      hasher: {
        hash: (text) => Promise.resolve(text),
        verify: (hash, text) => Promise.resolve({ ok: hash === text, outdated: false }),
      },
      credentials: {
        find: async (key) => {
          const found = await store.findByUsername(key)
          return found && { account: found.id, hash: RIGHT }
        },
        rehash: () => Promise.resolve(),
      },
    },
    createSecondFactorSetup({
      ...secondFactor,
      clock,
      siteName: 'Servicekonto',
      sessions: stores.sessions,
      sessionLimits: LONGEST_SESSION_LIMITS,
      endSessions: createEndSessions(stores),
      levelAlone: 'normal',
      offered: { totp: true, passkey: true },
    }),
  )
  const webApp = offeredPass?.webApp ?? null
  const levels = { level: 'substantiell', levelWithoutAccount: 'normal', webApp } as const
  const opened = [password, ...(pass ? [mountPass(pass, levels, { accounts: store })] : [])]
  const flow: LoginPorts = {
    ...stores,
    registry,
    clock,
    digest,
    random,
    starts: createValueSeal(secret),
    sessionLimits: LONGEST_SESSION_LIMITS,
    methods: methodsOf(opened),
    messages: createServiceMessages({
      registry,
      clock,
      random,
      dialects,
      entityId: BROKER,
      keys: testSigningKeys(),
      pseudonyms: { persistent: (account, sector) => `pseudonym-of-${account.id}-in-${sector}` },
    }),
    accounts: store,
    consents: { find: () => Promise.resolve(null), remember: () => Promise.resolve() },
    audit: { append: (event) => Promise.resolve(void audit.push(event)) },
    sectors: { append: (event) => Promise.resolve(void audit.push(event)) },
    ...told,
  }
  return { flow, pass, opened }
}
