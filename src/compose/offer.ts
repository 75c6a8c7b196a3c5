import type { Config } from '../config/config.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { createSubjectIds } from '../crypto/subject-ids.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { claimedIssuer } from '../domain/claimed-issuer.js'
import { days } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Log } from '../domain/ports/log.js'
import type { Meter } from '../domain/ports/meter.js'
import type { UseCases } from '../domain/use-cases.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { LoginPorts } from '../login/kit/login-ports.js'
import type { DriveTestLogin } from '../login/test-login.js'
import type { ArtifactDeps } from '../login/web/artifact-route.js'
import type { RequestReceiverDeps } from '../saml/idp/receive-request.js'
import { createRefusedNotes, type RefusedNotes } from '../operators/requests/note-refused.js'
import type { SealDeps } from '../operators/audit/seal-entries.js'
import { createJobLeases } from '../storage/sql/stores/job-leases.js'
import { retentionJob } from './audit-jobs.js'
import { refusedRetentionJob } from './refused-retention.js'
import { createHastening } from './hasten-refresh.js'
import { openCertificates, type OpenedCertificates } from './certificates.js'
import { startJobs, type JobDeps } from './jobs.js'
import type { Lasting } from './lasting.js'
import { createArtifactFace } from './artifact-face.js'
import { createLogoutFace, type LogoutFace } from './logout-face.js'
import { logoJob } from './logo-job.js'
import { openMethods, type MethodServices, type OpenedMethods } from './open-methods.js'
import { orClose } from './or-close.js'
import { draftJob, versionJob } from './operator-jobs.js'
import { refreshJob } from './source-jobs.js'
import { sourceDepsOf } from './source-deps.js'
import { scopeOf } from './own-addresses.js'
import { upstreamFace } from './upstream-face.js'
import { upstreamProbeJob, upstreamRefreshJob } from './upstream-jobs.js'
import { upstreamRefreshOf } from './upstream-tools.js'
import { createSamlFace, type SamlFace } from './saml-face.js'

/** What a broker offers under one set of settings. */
export interface Offer {
  /** The config with the settings of this offer. */
  readonly config: Config
  readonly methods: OpenedMethods
  readonly certificates: OpenedCertificates
  readonly ports: LoginPorts
  /** With `stage: test` alone. */
  readonly testLogin: DriveTestLogin | null
  readonly receive: SamlFace['receive']
  readonly inspect: SamlFace['inspect']
  readonly unsolicited: SamlFace['unsolicited']
  /** Keeps the refused requests of services. */
  readonly refused: RefusedNotes
  readonly logout: LogoutFace
  /** What artifacts are resolved with. */
  readonly artifact: ArtifactDeps
  close(): Promise<void>
}

/** Opens the methods and starts the jobs. Throws `OperatorError` for settings that cannot be offered. */
export async function openOffer(lasting: Lasting, config: Config): Promise<Offer> {
  const { log, metrics } = lasting
  const weakUsed = tellingOfWeak(log, metrics)
  const logout = createLogoutFace(lasting, config, weakUsed)
  const { useCases } = logout
  const methods = await openMethods(config.settings, lentTo(lasting, config, useCases))
  return orClose(methods, async () => {
    const { keys, registry } = lasting
    const watched = { keys, services: () => registry.all(), fixed: methods.certificates }
    const certificates = openCertificates(watched, lasting)
    const hasten = createHastening({ sources: lasting.stores.sources, clock: lasting.clock, log })
    const told = { weakUsed, unknownKey: hasten, requesterNamed: tellingOfRequester(lasting) }
    const saml = samlFaceOf(lasting, config, told)
    const { logOut } = useCases
    const ports = { ...loginPortsOf(lasting, config, saml.messages), logOut, methods: methods.methods }
    const testLogin = config.settings.stage === 'test' ? (await import('../login/test-login.js')).driveTestLogin : null
    const refused = refusedOf(lasting, config)
    // The jobs start last, so that a fault before them leaves nothing to stop.
    const all = [certificates.job, ...ownJobs(lasting, config, logout), ...lasting.jobs, ...methods.jobs]
    const jobs = startJobs(all, jobDepsOf(lasting))
    await jobs.ready
    return {
      config,
      methods,
      certificates,
      ports,
      testLogin,
      receive: saml.receive,
      inspect: saml.inspect,
      unsolicited: saml.unsolicited,
      refused,
      logout,
      artifact: createArtifactFace(lasting, config, weakUsed),
      close: () => Promise.all([jobs.stop(), refused.settled(), logout.settled()]).then(() => methods.close()),
    }
  })
}

/** What this process does by itself, beside its methods and what it stands on. */
function ownJobs(lasting: Lasting, config: Config, logout: LogoutFace): readonly Job[] {
  const { tendsAudit, refreshesMetadata, tellsLeftServices, log } = lasting
  const retention = retentionJob(auditOf(lasting), days(config.settings.audit.retentionDays), log)
  return [
    ...(tendsAudit ? [retention, ...forgettingJobs(lasting, config)] : []),
    ...(refreshesMetadata
      ? [refreshJobOf(lasting, config), logoJobOf(lasting, config), ...upstreamJobsOf(lasting, config)]
      : []),
    ...(tellsLeftServices ? logout.jobs : []),
  ]
}

const refusedOf = ({ stores, clock, metrics }: Lasting, { settings }: Config): RefusedNotes =>
  createRefusedNotes({
    store: stores.refusedRequests,
    clock,
    kept: settings.requests.kept,
    counted: (went) => metrics.refusedRequest(went),
  })

/** What takes away what is old, beside the audit's own. */
const forgettingJobs = (lasting: Lasting, { settings }: Config): readonly Job[] => [
  refusedRetentionJob(lasting.stores.refusedRequests, lasting),
  versionJob({ services: lasting.stores.services, ...lasting }, settings.operators),
  draftJob({ drafts: lasting.stores.drafts, ...lasting }),
]

const auditOf = ({ stores, clock }: Lasting): SealDeps => ({ chain: stores.auditChain, mac: stores.auditMac, clock })

const logoJobOf = ({ registry, stores, clock, log, openOutgoing }: Lasting, config: Config): Job =>
  logoJob({ services: () => registry.all(), logos: stores.logos, callOut: openOutgoing(config), clock, log })

const refreshJobOf = (lasting: Lasting, config: Config): Job => {
  const { registry, log, metrics } = lasting
  return refreshJob({ sources: sourceDepsOf(lasting, config), services: () => registry.all(), log, metrics })
}

const upstreamJobsOf = (lasting: Lasting, config: Config): readonly Job[] => {
  const { stores, upstreams, clock, log, metrics, openOutgoing } = lasting
  const follow = () => upstreams.refresh()
  return [
    upstreamRefreshJob({ upstreams: upstreamRefreshOf(config, stores, lasting), log, metrics }),
    upstreamProbeJob({ upstreams: stores.upstreams, callOut: openOutgoing(config), clock, log, follow }),
  ]
}

/** The services that the methods are made from. */
export function lentTo(lasting: Lasting, config: Config, useCases: UseCases = lasting.useCases): MethodServices {
  const { stores, ephemeral, keySet, digest, random, clock, log, metrics } = lasting
  const { publicUrl, settings } = config
  const count = (counter: string, label: string): void => metrics.count(counter, label)
  const house = { publicUrl, site: settings.site, sessionLimits: settings.sessions, keySet, digest, random, clock, log }
  return {
    ...stores,
    ...ephemeral,
    ...useCases,
    ...house,
    ...upstreamFace(lasting, config),
    callOut: lasting.openOutgoing(config),
    count,
  }
}

/** SAML towards services, with the services and keys of these stores. */
export const samlFaceOf = (
  { registry, keys, clock, random, dialects, keySet, digest, ephemeral }: Lasting,
  config: Config,
  told: Pick<RequestReceiverDeps, 'weakUsed' | 'unknownKey' | 'requesterNamed'> = {},
): SamlFace => {
  const pseudonyms = createPseudonyms(keySet.key('pseudonym'))
  return createSamlFace(config, {
    registry,
    keys,
    clock,
    random,
    dialects,
    artifacts: ephemeral.artifacts,
    pseudonyms,
    subjectIds: createSubjectIds({ pseudonyms, digest, scope: scopeOf(config) }),
    metadataGrace: days(config.settings.metadata.grace),
    demandsExtension: config.settings.dialects.akdb.version2Only,
    isTest: config.settings.stage === 'test',
    ...told,
  })
}

/** Everything that a login needs from outside but the methods. */
export function loginPortsOf(
  { stores, recall, ephemeral, registry, switches, keySet, digest, random, clock, log, metrics, useCases }: Lasting,
  { settings }: Config,
  messages: LoginPorts['messages'],
): Omit<LoginPorts, 'methods'> {
  const { accounts, consents, releaseChoices, audit, sectors } = stores
  const made = { registry, switched: switches.switched, digest, random, clock, log, meter: metrics, messages }
  const starts = createValueSeal(keySet.key('account-login-starts'))
  const lasting = { accounts, consents, releaseChoices, audit, sectors }
  const limits = { sessionLimits: settings.sessions, metadataGrace: days(settings.metadata.grace) }
  return { ...lasting, recall, ...ephemeral, ...made, logOut: useCases.logOut, starts, ...limits }
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

/** A RequesterID that counts for nothing, or is denied: whoever connects the portal finds why in the log. */
const tellingOfRequester =
  ({ log, registry }: Pick<Lasting, 'log' | 'registry'>): NonNullable<RequestReceiverDeps['requesterNamed']> =>
  ({ entityId: service }, went, named) => {
    const claimed = registry.find(named)?.entityId ?? claimedIssuer(named)
    if (went === 'denied') log.warn('requester.denied', { service, claimed })
    else log.info('requester.ignored', { service, claimed })
  }
