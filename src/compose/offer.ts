import type { Config } from '../config/config.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { createValueSeal } from '../crypto/value-seal.js'
import type { Log } from '../domain/ports/log.js'
import type { Meter } from '../domain/ports/meter.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { LoginPorts } from '../login/kit/login-ports.js'
import { createJobLeases } from '../storage/sql/stores/job-leases.js'
import { openCertificates, type OpenedCertificates } from './certificates.js'
import { startJobs, type JobDeps } from './jobs.js'
import type { Lasting } from './lasting.js'
import { methodsOf, openMethods, type MethodServices, type OpenedMethods } from './open-methods.js'
import { orClose } from './or-close.js'
import { createSamlFace, type SamlFace } from './saml-face.js'

/** What a broker offers under one set of settings. */
export interface Offer {
  /** The config with the settings of this offer. */
  readonly config: Config
  readonly methods: OpenedMethods
  readonly certificates: OpenedCertificates
  readonly ports: LoginPorts
  readonly receive: SamlFace['receive']
  close(): Promise<void>
}

/** Opens the methods and starts the jobs. Throws `OperatorError` for settings that cannot be offered. */
export async function openOffer(lasting: Lasting, config: Config): Promise<Offer> {
  const methods = await openMethods(config.settings.methods, lentTo(lasting, config))
  return orClose(methods, async () => {
    const { keys, registry, log, metrics } = lasting
    const watched = { keys, services: () => registry.all(), fixed: methods.certificates }
    const certificates = openCertificates(watched, lasting)
    const saml = samlFaceOf(lasting, config, tellingOfWeak(log, metrics))
    const ports = { ...loginPortsOf(lasting, config, saml.messages), methods: methodsOf(methods.opened) }
    // The jobs start last, so that a fault before them leaves nothing to stop.
    const jobs = startJobs([certificates.job, ...lasting.jobs, ...methods.jobs], jobDepsOf(lasting))
    await jobs.ready
    return {
      config,
      methods,
      certificates,
      ports,
      receive: saml.receive,
      close: () => jobs.stop().then(() => methods.close()),
    }
  })
}

/** The services that the methods are made from. */
export function lentTo(lasting: Lasting, config: Config): MethodServices {
  const { stores, ephemeral, useCases, keySet, digest, random, clock, log, metrics } = lasting
  const { publicUrl, settings } = config
  const count = (counter: string, label: string): void => metrics.count(counter, label)
  const house = { publicUrl, site: settings.site, sessionLimits: settings.sessions, keySet, digest, random, clock, log }
  return { ...stores, ...ephemeral, ...useCases, ...house, callOut: lasting.openOutgoing(config), count }
}

/** SAML towards services, with the services and keys of these stores. */
export const samlFaceOf = (
  { registry, keys, clock, random, dialects, keySet }: Lasting,
  config: Config,
  weakUsed?: WeakAlgorithmUsed,
): SamlFace =>
  createSamlFace(config, {
    registry,
    keys,
    clock,
    random,
    dialects,
    pseudonyms: createPseudonyms(keySet.key('pseudonym')),
    ...(weakUsed && { weakUsed }),
  })

/** Everything that a login needs from outside but the methods. */
export function loginPortsOf(
  { stores, recall, ephemeral, registry, keySet, digest, random, clock, log, metrics }: Lasting,
  { settings }: Config,
  messages: LoginPorts['messages'],
): Omit<LoginPorts, 'methods'> {
  const { accounts, consents, audit, sectors } = stores
  const made = { registry, digest, random, clock, log, meter: metrics, messages }
  const starts = createValueSeal(keySet.key('account-login-starts'))
  return { accounts, consents, recall, audit, sectors, ...ephemeral, ...made, starts, sessionLimits: settings.sessions }
}

/**
 * Each renewal of the settings has a holder of its own, so its jobs begin once those of the earlier one have stopped.
 */
const jobDepsOf = ({ stores, random, log, metrics }: Lasting): JobDeps => ({
  leases: createJobLeases(stores.database),
  holder: random.id(),
  log,
  counted: (job, went) => metrics.jobRan(job, went),
})

/**
 * Logs and counts every use of a weak algorithm, so that it shows even if nobody looks at the exception that permits
 * it.
 */
const tellingOfWeak =
  (log: Log, meter: Meter): WeakAlgorithmUsed =>
  (service, algorithm) => {
    log.warn('algorithm.weak', { service, algorithm })
    meter.weakAlgorithm(algorithm)
  }
