import type { RequestListener } from 'node:http'
import { createApp } from './app.js'
import { METHOD_IDS, METHOD_MODULES, methodNames } from '../methods/registry.js'
import type { Config, Settings } from '../config/config.js'
import { packageVersion } from '../config/package-version.js'
import { createErrorId } from '../crypto/error-id.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import { createKeyedDigest, createPseudonyms } from '../crypto/keyed-digest.js'
import { createRandom } from '../crypto/random.js'
import { proveSecret } from '../crypto/secret-proof.js'
import { createValueSeal } from '../crypto/value-seal.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Meter } from '../domain/ports/meter.js'
import type { Random } from '../domain/ports/random.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { LoginPorts } from '../login/kit/login-ports.js'
import { addressList } from '../http/address-list.js'
import type { Dependency } from '../http/web-deps.js'
import type { HttpDeps } from './http-deps.js'
import { createLogger } from '../observability/logger.js'
import { createMetrics, type Metrics } from '../observability/metrics.js'
import { openCertificates, type OpenedCertificates } from './certificates.js'
import { methodsOf, openMethods, ownPagesOf, type MethodServices, type OpenedMethods } from './open-methods.js'
import type { Peers } from '../observability/peers.js'
import { openEphemeral, type OpenedEphemeral } from './ephemeral.js'
import { startJobs, type JobDeps } from './jobs.js'
import { entityIdOf, metadataOf, ssoLocationOf } from './own-metadata.js'
import { openOutgoing } from './open-outgoing.js'
import { openPolling, type OpenedPolling } from './polling.js'
import { openRenewable, type Renewable } from './renewable.js'
import { auditStampOf, openStoredKeySet } from './key-set.js'
import { ensureSchema, openConfiguredDatabase } from './store.js'
import { createDialects } from '../saml/dialects/registry.js'
import { createServiceMessages } from '../saml/idp/build-response.js'
import { createRequestReceiver, type RequestReceiverDeps } from '../saml/idp/receive-request.js'
import type { Database } from '../storage/sql/database.js'
import { createJobLeases } from '../storage/sql/stores/job-leases.js'
import { createSqlStores, type SqlStores } from '../storage/sql/sql-stores.js'
import { loadAssets } from '../ui/assets.js'
import { createPageRenderer } from '../ui/render-page.js'
import { createUseCases } from './use-cases.js'
import { errorPage } from '../ui/pages/error.js'

/** A broker, ready to be served. */
export interface Broker {
  readonly app: RequestListener
  readonly log: Log
  /** The page for requests that no route ever sees. */
  readonly errorPage: () => string
  /** Goes on with these settings; stores, sessions and logins under way stay. Throws what a start throws. */
  renew(settings: Settings): Promise<void>
  close(): Promise<void>
}

/** What of a broker follows its settings. */
interface Face {
  readonly app: RequestListener
  readonly errorPage: () => string
  readonly registeredServices: () => number
  readonly methods: Pick<OpenedMethods, 'gauge'>
  readonly certificates: OpenedCertificates
  close(): Promise<void>
}

/** The only place where real things are made. Throws `OperatorError` for whatever keeps a broker from starting. */
export async function openBroker(config: Config, { peers, clock }: Omit<Surroundings, 'log'>): Promise<Broker> {
  const log = createLogger({ level: config.logLevel })
  const database = await openConfiguredDatabase(config)
  return orClose(database, async () => {
    await ensureSchema(database)
    const random = createRandom()
    // Before anything is sealed with it, in Redis for one.
    const keySet = await openStoredKeySet(config, database, { clock, random })
    const stores = createSqlStores(database, auditStampOf(keySet, random))
    proveSecret(createKeyWrap(keySet.key('key-wrap')), await stores.keys.all())
    const ephemeral = await openEphemeral(config, { keySet, log, clock })
    const opened = { database, stores, ephemeral, keySet, random }
    return orClose(ephemeral.stores, () => brokerOn(opened, config, { log, peers, clock }))
  })
}

async function brokerOn(opened: Opened, config: Config, around: Surroundings): Promise<Broker> {
  const open = (settings: Settings): Promise<Face> => openFace(opened, { ...config, settings }, { ...around, metrics })
  // What was counted stays when the settings change.
  const metrics = createMetrics({
    version: packageVersion(),
    now: () => around.clock.now(),
    registeredServices: () => face.current().registeredServices(),
    methods: METHOD_IDS,
    certificates: () => face.current().certificates.report(),
    proofFailures: METHOD_MODULES.flatMap((module) => module.failures),
    ofMethods: METHOD_MODULES.flatMap((module) => module.metrics),
    gauge: (name) => face.current().methods.gauge(name),
    peers: around.peers,
  })
  const face: Renewable<Face, Settings> = await openRenewable(open, config.settings)
  return {
    app: (request, response) => face.current().app(request, response),
    errorPage: () => face.current().errorPage(),
    log: around.log,
    renew: (settings) => face.renew(settings),
    async close() {
      try {
        await face.close()
      } finally {
        await opened.ephemeral.stores.close().finally(() => opened.database.close())
      }
    },
  }
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
  readonly keySet: KeySet
  readonly random: Random
}

/** Who is told what goes on, and what time it is. */
interface Surroundings {
  readonly log: Log
  readonly peers: Peers | null
  readonly clock: Clock
}

interface WithMetrics {
  readonly metrics: Metrics
}

async function openFace(opened: Opened, config: Config, around: Surroundings & WithMetrics): Promise<Face> {
  const polling = await openPolling(config, { ...opened, ...around })
  const stop = async (): Promise<void> => void (await polling.stop())
  return orClose({ close: stop }, async () => {
    const methods = await openMethods(config.settings.methods, lentTo(opened, config, around))
    return orClose(methods, async () => faceOn(opened, { polling, methods }, config, around))
  })
}

/** What was opened for one face. */
interface FaceParts {
  readonly polling: OpenedPolling
  readonly methods: OpenedMethods
}

function faceOn(
  opened: Opened,
  { polling, methods }: FaceParts,
  config: Config,
  around: Surroundings & WithMetrics,
): Face {
  const { stores, ephemeral, keySet, random } = opened
  const { log, clock, metrics } = around
  const told = { log, meter: metrics, clock }
  const { registry, keys } = polling
  const digest = createKeyedDigest(keySet.key('digests'))
  const { opened: offered, certificates: fixed } = methods
  const certificates = openCertificates({ keys, services: () => registry.all(), fixed }, around)
  const weakUsed = tellingOfWeak(log, metrics)
  const saml = { registry, clock, dialects: createDialects(), entityId: entityIdOf(config), weakUsed }
  const messages = createServiceMessages({ ...saml, keys, random, pseudonyms: pseudonymsOf(keySet) })
  const ports = { registry, messages, digest, random, methods: methodsOf(offered), starts: startsOf(keySet) }
  const flow: LoginPorts = { ...lastingPorts(stores, config), ...ephemeral.stores, ...ports, ...told }
  const deps: HttpDeps = {
    ...webOf(config, around),
    registry,
    flow,
    opened: offered,
    ownPages: ownPagesOf(offered),
    dependencies: [...dependenciesOf(opened), ...polling.inStep, ...methods.dependencies],
    receive: receiverOf(config, saml),
    metadata: metadataOf(config, keys, clock),
  }
  const app = createApp(deps)
  // Last: what fails before has nothing to stop.
  const jobs = startJobs([certificates.job], jobDepsOf(opened, around))
  return {
    app,
    errorPage: () => malformedPage(deps),
    registeredServices: () => registry.size(),
    methods,
    certificates,
    close: async () => void (await Promise.all([methods.close(), jobs.stop(), polling.stop()])),
  }
}

/** The holder is another one with each renewal of the settings: its jobs follow when those before have stopped. */
const jobDepsOf = ({ database, random }: Opened, { log, metrics }: Surroundings & WithMetrics): JobDeps => ({
  leases: createJobLeases(database),
  holder: random.id(),
  log,
  counted: (job, went) => metrics.jobRan(job, went),
})

function receiverOf(config: Config, saml: Omit<RequestReceiverDeps, 'ssoLocation'>): HttpDeps['receive'] {
  const receiver = createRequestReceiver({ ...saml, ssoLocation: ssoLocationOf(config) })
  return (message) => receiver.receive(message)
}

const pseudonymsOf = (keySet: KeySet) => createPseudonyms(keySet.key('pseudonym'))

const startsOf = (keySet: KeySet) => createValueSeal(keySet.key('account-login-starts'))

/** What the methods are made from. */
function lentTo(
  { stores, ephemeral, keySet, random }: Opened,
  config: Config,
  { log, clock, metrics }: Surroundings & WithMetrics,
): MethodServices {
  const { publicUrl, settings } = config
  const digest = createKeyedDigest(keySet.key('digests'))
  const count = (counter: string, label: string): void => metrics.count(counter, label)
  const house = { publicUrl, site: settings.site, sessionLimits: settings.sessions, keySet, digest, random }
  const useCases = createUseCases({ ...stores, ...ephemeral.stores, clock })
  return { ...stores, ...ephemeral.stores, ...house, ...useCases, callOut: openOutgoing(config), log, clock, count }
}

const dependenciesOf = ({ database, ephemeral }: Opened): readonly Dependency[] => [
  { name: 'database', check: () => database.ping() },
  ...ephemeral.dependencies,
]

const lastingPorts = ({ accounts, consents, audit, sectors }: SqlStores, { settings }: Config) => ({
  accounts,
  consents,
  audit,
  sectors,
  sessionLimits: settings.sessions,
})

/** Pages, log, metrics and addresses: what HTTP needs beside the login itself. */
function webOf(config: Config, { log, clock, metrics }: Surroundings & WithMetrics) {
  const { settings, publicUrl, secure, trustProxy } = config
  const assets = loadAssets()
  return {
    render: createPageRenderer({ assets, methodNames }),
    assets: assets.files,
    site: settings.site,
    log,
    meter: metrics,
    metrics: () => metrics.render(),
    version: packageVersion(),
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
  (log: Log, meter: Meter): WeakAlgorithmUsed =>
  (service, algorithm) => {
    log.warn('algorithm.weak', { service, algorithm })
    meter.weakAlgorithm(algorithm)
  }

function malformedPage({ render, newErrorId, publicUrl, site, log, meter }: HttpDeps): string {
  const errorId = newErrorId()
  meter.refused('bad-http')
  log.info('request.refused', { errorId, code: 'bad-http' })
  const host = new URL(publicUrl).hostname
  const page = errorPage({ text: 'bad-input', errorId, host, until: null, continueAt: null, portalUrl: null })
  return render(page, { site, language: 'de', here: null, portal: null, account: null })
}

export { migrateStore } from './store.js'
export { openTools } from './tools.js'
