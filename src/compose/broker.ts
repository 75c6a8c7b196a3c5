import type { KeyObject } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createApp } from './app.js'
import { createMethods } from '../methods/registry.js'
import type { Config } from '../config/config.js'
import { createErrorId } from '../crypto/error-id.js'
import { createKeyLifecycle } from '../crypto/key-lifecycle.js'
import { createKeyRing } from '../crypto/key-ring.js'
import { createKeyedDigest } from '../crypto/keyed-digest.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { createRandom } from '../crypto/random.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { seconds } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Random } from '../domain/ports/random.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { LoginPorts } from '../login/kit/login-ports.js'
import { addressList } from '../http/address-list.js'
import type { HttpDeps } from './http-deps.js'
import { createLogger } from '../observability/logger.js'
import { createMetrics } from '../observability/metrics.js'
import { openCertificates, type OpenedCertificates } from './certificates.js'
import { openEid } from './open-eid.js'
import type { Peers } from '../observability/peers.js'
import { openEphemeral, type OpenedEphemeral } from './ephemeral.js'
import { openPass } from './open-pass.js'
import { ownPagesOf } from './own-pages.js'
import { openPassword } from './open-password.js'
import { ensureSchema, openConfiguredDatabase, secretOf } from './store.js'
import { createDialects } from '../saml/dialects/registry.js'
import { createServiceMessages } from '../saml/idp/build-response.js'
import { createRequestReceiver } from '../saml/idp/receive-request.js'
import { createMetadataSource, type MetadataFace } from '../saml/metadata/metadata-source.js'
import type { Database } from '../storage/sql/database.js'
import { createServiceRegistry } from '../storage/service-registry.js'
import { createSqlStores, type SqlStores } from '../storage/sql/sql-stores.js'
import { loadAssets } from '../ui/assets.js'
import { createPageRenderer } from '../ui/render-page.js'
import { errorPage } from '../ui/pages/error.js'

/** How often a running broker looks for changes that others made: well within the 5 s that are promised. */
export const POLL_EVERY = seconds(2)

/** A broker, ready to be served. */
export interface Broker {
  readonly app: RequestListener
  readonly log: Log
  /** The page for requests that no route ever sees. */
  readonly errorPage: () => string
  close(): Promise<void>
}

export const entityIdOf = ({ publicUrl }: Config): string => `${publicUrl}/saml/metadata`

/** The only place where real things are made. Throws `OperatorError` for whatever keeps a broker from starting. */
export async function openBroker(config: Config, { peers, clock }: Omit<Surroundings, 'log'>): Promise<Broker> {
  const log = createLogger({ level: config.logLevel })
  const database = await openConfiguredDatabase(config)
  return orClose(database, async () => {
    await ensureSchema(database)
    const random = createRandom()
    const stores = createSqlStores(database, random)
    const secret = await secretOf(config, stores.keys)
    const ephemeral = await openEphemeral(config, { secret, log, clock })
    const opened = { database, stores, ephemeral, secret, random }
    return orClose(ephemeral.stores, () => brokerOn(opened, config, { log, peers, clock }))
  })
}

/** What was opened is closed where the rest of the way to a broker fails. */
async function orClose<T>(opened: { close(): Promise<void> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await opened.close()
    throw error
  }
}

interface Opened {
  readonly database: Database
  readonly stores: SqlStores
  readonly ephemeral: OpenedEphemeral
  readonly secret: KeyObject
  readonly random: Random
}

/** Who is told what goes on, and what time it is. */
interface Surroundings {
  readonly log: Log
  readonly peers: Peers | null
  readonly clock: Clock
}

async function brokerOn(opened: Opened, config: Config, around: Surroundings): Promise<Broker> {
  const { database, stores, ephemeral, secret, random } = opened
  const { log, clock } = around
  const { registry, keys, stop } = await startPolling(opened, config, around)
  const digest = createKeyedDigest(secret)
  const { replay, attempts } = ephemeral.stores
  const eid = openEid(config, { clock, digest, log, random, replay, attempts })
  const shelf = { stores, ephemeral: ephemeral.stores, secret, digest, random, clock }
  const password = openPassword(config, shelf)
  const pass = openPass(config, shelf)
  const methods = createMethods({ password: password?.method ?? null, eid: eid.deps, pass: pass?.method ?? null })
  await eid.watch.start()
  const certificates = openCertificates({ keys, services: () => registry.all(), fixed: eid.certificates }, around)
  const weakUsed = tellingOfWeak(() => deps)
  const saml = { registry, clock, dialects: createDialects(), entityId: entityIdOf(config), weakUsed }
  const messages = createServiceMessages({ ...saml, keys, random, pseudonyms: createPseudonyms(secret) })
  const starts = createValueSeal(secret, 'account-login-starts')
  const shared = { registry, messages, digest, random, methods, starts }
  const flow: LoginPorts = { ...lastingPorts(stores, config), ...ephemeral.stores, ...shared, clock }
  const receiver = createRequestReceiver({ ...saml, ssoLocation: ssoLocationOf(config) })
  const deps: HttpDeps = {
    ...webOf(config, { ...around, certificates }, registry, flow),
    flow,
    ...facesOf(password, pass),
    dependencies: [{ name: 'database', check: () => database.ping() }, ...ephemeral.dependencies],
    receive: (message) => receiver.receive(message),
    metadata: metadataOf(config, keys, clock),
  }
  return {
    app: createApp(deps),
    log,
    errorPage: () => malformedPage(deps),
    async close() {
      await Promise.all([eid.watch.stop(), certificates.stop(), stop()])
      await ephemeral.stores.close()
      await database.close()
    },
  }
}

/** What citizens set up by themselves, and the pages of their own for it. */
function facesOf(password: ReturnType<typeof openPassword>, pass: ReturnType<typeof openPass>) {
  const faces = { secondFactors: password?.setup ?? null, pass: pass?.face ?? null }
  return { ...faces, ownPages: ownPagesOf(faces) }
}

const lastingPorts = ({ accounts, consents, audit }: SqlStores, { settings }: Config) => ({
  accounts,
  consents,
  audit,
  sessionLimits: settings.sessions,
})

/** Registry and keys in memory, in step with the store. */
async function startPolling({ stores, secret, random }: Opened, config: Config, { log, clock }: Surroundings) {
  const polling = { pollEvery: POLL_EVERY, onError: (error: unknown) => log.error('poll.failed', logged(error)) }
  const registry = createServiceRegistry(stores.services, polling)
  const keys = createKeyRing({ store: stores.keys, secret, ...polling })
  const host = new URL(config.publicUrl).hostname
  await createKeyLifecycle({ store: stores.keys, secret, clock, random, host }).ensure()
  await keys.start()
  await registry.start()
  return { registry, keys, stop: () => Promise.all([registry.stop(), keys.stop()]) }
}

/** Pages, log, metrics and addresses: what HTTP needs beside the login itself. */
function webOf(
  config: Config,
  { log, peers, clock, certificates }: Surroundings & { readonly certificates: OpenedCertificates },
  registry: ServiceRegistry,
  flow: LoginPorts,
) {
  const { settings, publicUrl, secure, trustProxy } = config
  const assets = loadAssets()
  const metrics = createMetrics({
    registeredServices: () => registry.size(),
    methods: [...flow.methods.keys()],
    certificates: () => certificates.report(),
    peers,
  })
  return {
    registry,
    render: createPageRenderer({ assets }),
    assets: assets.files,
    site: settings.site,
    log,
    meter: metrics,
    metrics: () => metrics.render(),
    mayReadMetrics: addressList(settings.metrics.networks),
    newErrorId: createErrorId,
    clock,
    publicUrl,
    secure,
    trustProxy,
  }
}

/** Every use of a weak algorithm shows, also where nobody looks at the exception that permits it. */
const tellingOfWeak =
  (web: () => Pick<HttpDeps, 'log' | 'meter'>): WeakAlgorithmUsed =>
  (service, algorithm) => {
    web().log.warn('algorithm.weak', { service, algorithm })
    web().meter.weakAlgorithm(algorithm)
  }

const ssoLocationOf = ({ publicUrl }: Config): string => `${publicUrl}/saml/sso`

const metadataOf = (config: Config, keys: SigningKeys, clock: Clock): HttpDeps['metadata'] => {
  const { validForDays } = config.settings.metadata
  return createMetadataSource(metadataFace(config), { keys, clock, validForDays })
}

function metadataFace(config: Config): MetadataFace {
  const { displayName, organization, contacts } = config.settings.metadata
  return {
    entityId: entityIdOf(config),
    ssoLocation: ssoLocationOf(config),
    displayNames: displayName,
    informationUrls: { de: `${config.publicUrl}/`, en: `${config.publicUrl}/?lang=en` },
    organization,
    contacts: (['technical', 'support', 'security'] as const).flatMap((type) => {
      const email = contacts[type]
      return email === null ? [] : [{ type, email }]
    }),
  }
}

function malformedPage({ render, newErrorId, publicUrl, site, log }: HttpDeps): string {
  const errorId = newErrorId()
  log.info('request.refused', { errorId, code: 'bad-http' })
  const host = new URL(publicUrl).hostname
  const page = errorPage({ text: 'bad-input', errorId, host, until: null, continueAt: null, portalUrl: null })
  return render(page, { site, language: 'de', here: null, portal: null, account: null })
}

const logged = (error: unknown) => ({ detail: error instanceof Error ? error.message : 'unknown fault' })

export { migrateStore } from './store.js'
export { openTools } from './tools.js'
