import type { Config, Settings } from '../config/config.js'
import { packageVersion } from '../config/package-version.js'
import { METHOD_IDS, METHOD_MODULES } from '../methods/registry.js'
import { createLogger, type Logger } from '../observability/logger.js'
import { createMetrics } from '../observability/metrics.js'
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
  // The metrics outlive a change of settings, so nothing counted is lost.
  const metrics = given.metrics ?? createMetrics(metricsDeps(() => services, edges, peers, logger))
  const lasting = await openLasting(config, { ...edges, log, metrics, peers })
  const open = (settings: Settings): Promise<Offer> => openOffer(lasting, { ...config, settings })
  const offers = await orClose(lasting, () => openRenewable(open, config.settings))
  const services: Services = {
    ...lasting,
    offer: offers.current,
    renew: (settings) => offers.renew(settings),
    close: () => offers.close().finally(() => lasting.close()),
  }
  return services
}

const metricsDeps = (
  services: () => Services,
  { clock }: Edges,
  peers: Told['peers'],
  logger: Logger,
): Parameters<typeof createMetrics>[0] => ({
  version: packageVersion(),
  now: () => clock.now(),
  registeredServices: () => services().registry.size(),
  methods: METHOD_IDS,
  certificates: () => services().offer().certificates.report(),
  proofFailures: METHOD_MODULES.flatMap((module) => module.failures),
  ofMethods: METHOD_MODULES.flatMap((module) => module.metrics),
  gauge: (name) => services().offer().methods.gauge(name),
  droppedLogEntries: () => logger.dropped(),
  peers,
})
