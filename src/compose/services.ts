import type { Config, Settings } from '../config/config.js'
import { packageVersion } from '../config/package-version.js'
import { METHOD_IDS, METHOD_MODULES } from '../methods/registry.js'
import { countsByHealth } from '../domain/source.js'
import type { CertificateReport } from '../observability/certificate-watch.js'
import { createLogger, type Logger } from '../observability/logger.js'
import { createMetrics } from '../observability/metrics.js'
import { checkStage } from './check-stage.js'
import { edgesOf, type Edges } from './edges.js'
import { openLasting, type Lasting, type Told } from './lasting.js'
import { openOffer, type Offer } from './offer.js'
import { orClose } from './or-close.js'
import { openRenewable } from './renewable.js'

/**
 * Everything that a deployment is made of: one clock, one set of stores, and what the present settings offer on them.
 */
export interface Services extends Lasting {
  /** What is offered now; after each `renew` it is another one. */
  readonly offer: () => Offer
  /**
   * What is made of the present offer. It is made now, and of each later offer before that one is taken: what cannot be
   * made refuses the renewal, and the offer before stays. Throws what `make` throws.
   */
  of<Made extends object>(make: (offer: Offer) => Made): () => Made
  /** Goes on with these settings; stores, sessions and logins under way stay. Throws what a start throws. */
  renew(settings: Settings): Promise<void>
}

/**
 * Opens everything that the config names. `given` stands in place of what this machine brings. Throws `OperatorError`
 * for whatever keeps a broker from starting; then everything that was opened is closed again.
 */
export async function openServices(config: Config, given: Partial<Edges & Told> = {}): Promise<Services> {
  const edges = edgesOf(given)
  const logger = createLogger({ level: config.logLevel })
  const { log = logger, peers = null } = given
  let opened: Services | null = null
  // The metrics outlive a change of settings, so nothing counted is lost.
  const metrics = given.metrics ?? createMetrics(metricsDeps(() => opened, edges, peers, logger))
  const lasting = await openLasting(config, { ...edges, log, metrics, peers })
  const makers: ((offer: Offer) => void)[] = []
  const open = async (settings: Settings): Promise<Offer> => {
    await checkStage(settings.stage, lasting.stores.database)
    const offer = await openOffer(lasting, { ...config, settings })
    return orClose(offer, async () => {
      for (const make of makers) make(offer)
      return offer
    })
  }
  const offers = await orClose(lasting, () => openRenewable(open, config.settings))
  opened = {
    ...lasting,
    offer: offers.current,
    of: (make) => madeOf(offers.current, makers, make),
    renew: (settings) => offers.renew(settings),
    close: () => offers.close().finally(() => lasting.close()),
  }
  return opened
}

function madeOf<Made extends object>(
  current: () => Offer,
  makers: ((offer: Offer) => void)[],
  make: (offer: Offer) => Made,
): () => Made {
  const made = new WeakMap<Offer, Made>()
  const of = (offer: Offer): Made => {
    const known = made.get(offer) ?? make(offer)
    made.set(offer, known)
    return known
  }
  of(current())
  makers.push(of)
  return () => of(current())
}

const NO_CERTIFICATES: CertificateReport = {
  nearest: new Map(),
  servicesWithin: new Map(),
  metadataWithin: new Map(),
}

/** While the services are being opened, a worker may be asked for its metrics already. */
const metricsDeps = (
  opened: () => Services | null,
  { clock }: Edges,
  peers: Told['peers'],
  logger: Logger,
): Parameters<typeof createMetrics>[0] => ({
  version: packageVersion(),
  now: () => clock.now(),
  registeredServices: () => opened()?.registry.size() ?? 0,
  methods: METHOD_IDS,
  certificates: () => opened()?.offer().certificates.report() ?? NO_CERTIFICATES,
  sources: async () => countsByHealth((await opened()?.stores.sources.all()) ?? []),
  proofFailures: METHOD_MODULES.flatMap((module) => module.failures),
  ofMethods: METHOD_MODULES.flatMap((module) => module.metrics),
  gauge: (name) => opened()?.offer().methods.gauge(name) ?? Promise.resolve(0),
  droppedLogEntries: () => logger.dropped(),
  peers,
})
