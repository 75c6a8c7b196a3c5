import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { CertificateReport } from './certificate-watch.js'
import { END_WORDS, ERRORS } from '../domain/error-catalogue.js'
import { BRAKED } from '../domain/tell-failed-proof.js'
import type { Meter, MethodMetric } from '../domain/ports/meter.js'
import { isTrustLevel } from '../domain/trust-level.js'
import { renderSnapshots, snapshotOf, type MetricsPeers } from './metrics-snapshot.js'
import { workInstruments, type WorkDeps, type WorkMeter } from './work-metrics.js'
import { WEAK_ALGORITHMS } from '../domain/weak-algorithms.js'

export interface MetricsDeps extends WorkDeps {
  /** The version of this package. */
  readonly version: string
  /** How many services are registered, as this process knows them. */
  readonly registeredServices: () => number
  /** The methods that exist; any other is counted as `other`. */
  readonly methods: readonly string[]
  /** Why a proof by one of them may not hold; any other reason is counted as `other`. */
  readonly proofFailures: readonly string[]
  /** The ends of certificates, as last looked at. */
  readonly certificates: () => CertificateReport
  /** What is counted for single methods. */
  readonly ofMethods: readonly MethodMetric[]
  /** What one of their gauges stands at. */
  readonly gauge: (name: string) => Promise<number>
  /** How many log entries nothing took since the start. */
  readonly droppedLogEntries: () => number
  /** The other processes of this start, where there are some. */
  readonly peers: MetricsPeers | null
}

export interface Metrics extends Meter, WorkMeter {
  /** The exposition in Prometheus' text format: of this process, or of all that belong to its start. */
  render(): Promise<string>
}

const HTTP_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** How a login may end. */
const LOGIN_RESULTS: ReadonlySet<string> = new Set(['answered', ...END_WORDS])

/** Route patterns come from the code; a bound all the same, so that no mistake lets paths become labels. */
const MOST_ROUTES = 200

/**
 * The broker's metrics in a registry of their own. Labels come from closed sets: a value that is in none is counted
 * as `other`, so no label ever holds a person, a path or an unknown service.
 */
export function createMetrics(deps: MetricsDeps): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'servicekonto_' })
  const { requests, durations, shed } = httpInstruments([registry])
  const { logins, refusals, refused, proofs } = loginInstruments([registry])
  const { logouts, artifacts, weak } = serviceInstruments([registry])
  gauges(deps, [registry])
  const counts = methodCounters(deps, [registry])
  deps.peers?.offerMetrics(async () => snapshotOf(await registry.getMetricsAsJSON()))
  const route = routeLabel()
  return {
    request(pattern, method, status, seconds) {
      const label = route(pattern)
      requests.inc({ route: label, method: HTTP_METHODS.has(method) ? method : 'other', status: statusLabel(status) })
      durations.observe({ route: label }, seconds)
    },
    loginEnded(result, method, level) {
      logins.inc({
        method: method === null ? 'none' : deps.methods.includes(method) ? method : 'other',
        level: level === null ? 'none' : isTrustLevel(level) ? level : 'other',
        result: LOGIN_RESULTS.has(result) ? result : 'other',
      })
    },
    ...workInstruments(deps, [registry]),
    // check: a-refusal-counts-by-a-known-code
    refused: (code) => refusals.inc({ code: Object.hasOwn(ERRORS, code) ? code : 'other' }),
    refusedRequest: (result) => refused.inc({ result }),
    shed: (kind) => shed.inc({ kind }),
    proofFailed(method, reason) {
      proofs.inc({
        method: deps.methods.includes(method) ? method : 'other',
        // check: a-failed-proof-counts-by-a-known-reason
        reason: reason === BRAKED || deps.proofFailures.includes(reason) ? reason : 'other',
      })
    },
    serviceLoggedOut: (state) => logouts.inc({ state }),
    artifactResolved: (result) => artifacts.inc({ result }),
    weakAlgorithm: (algorithm) => weak.inc({ algorithm: weakLabel(algorithm) }),
    count: (counter, label) => counts.get(counter)?.(label),
    render: async () => (deps.peers ? renderSnapshots(await deps.peers.gatherMetrics()) : registry.metrics()),
  }
}

const weakLabel = (algorithm: string): string => WEAK_ALGORITHMS.find((each) => each === algorithm) ?? 'other'

const loginInstruments = (registers: Registry[]) => ({
  logins: new Counter({
    name: 'servicekonto_logins_total',
    help: 'Logins that ended, by method, level and result (answered, or how it ended without)',
    labelNames: ['method', 'level', 'result'] as const,
    registers,
  }),
  refusals: new Counter({
    name: 'servicekonto_refusals_total',
    help: 'Requests that ended on an error page, by error code',
    labelNames: ['code'] as const,
    registers,
  }),
  refused: new Counter({
    name: 'servicekonto_refused_requests_total',
    help: 'Refused requests of services, by whether they can be looked up (kept, dropped as there were too many)',
    labelNames: ['result'] as const,
    registers,
  }),
  proofs: new Counter({
    name: 'servicekonto_failed_proofs_total',
    help: 'Proofs that did not hold, by method and reason',
    labelNames: ['method', 'reason'] as const,
    registers,
  }),
})

/** What services do beside logins. */
const serviceInstruments = (registers: Registry[]) => ({
  logouts: new Counter({
    name: 'servicekonto_logouts_of_services_total',
    help: 'Services of sessions that ended, by what came of telling them (asked: no answer so far, done, failed, unsupported)',
    labelNames: ['state'] as const,
    registers,
  }),
  artifacts: new Counter({
    name: 'servicekonto_artifacts_total',
    help: 'Artifacts that services asked to resolve, by result (resolved, unknown, used, of-another-service, malformed)',
    labelNames: ['result'] as const,
    registers,
  }),
  weak: new Counter({
    name: 'servicekonto_weak_algorithms_total',
    help: 'Messages with a weak algorithm that an exception permitted, by algorithm',
    labelNames: ['algorithm'] as const,
    registers,
  }),
})

const httpInstruments = (registers: Registry[]) => ({
  requests: new Counter({
    name: 'servicekonto_http_requests_total',
    help: 'HTTP requests, by route pattern, method and status',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  }),
  shed: new Counter({
    name: 'servicekonto_http_requests_shed_total',
    help: 'Requests that there was no room for, by kind (new, follow-up, known)',
    labelNames: ['kind'] as const,
    registers,
  }),
  durations: new Histogram({
    name: 'servicekonto_http_request_duration_seconds',
    help: 'How long HTTP requests took, by route pattern',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  }),
})

function gauges(deps: MetricsDeps, registers: Registry[]): void {
  certificateGauges(deps, registers)
  methodGauges(deps, registers)
  new Gauge({
    name: 'servicekonto_build_info',
    help: 'The version that runs, always 1',
    labelNames: ['version'] as const,
    // While workers are replaced there may be two versions: one row each.
    aggregator: 'max',
    registers,
  }).set({ version: deps.version }, 1)
  new Counter({
    name: 'servicekonto_log_entries_dropped_total',
    help: 'Log entries that nothing took: a full disk, or a reader that stood still',
    registers,
    collect() {
      this.reset()
      this.inc(deps.droppedLogEntries())
    },
  })
  new Gauge({ name: 'servicekonto_workers', help: 'Processes of this start that serve', registers }).set(1)
  new Gauge({
    name: 'servicekonto_registered_services',
    help: 'Services in the registry',
    // All processes know the same ones.
    aggregator: 'max',
    registers,
    collect() {
      this.set(deps.registeredServices())
    },
  })
}

/**
 * As moments and as counts, so that an alert says itself how long before it wants to know. All processes know the same.
 */
function certificateGauges({ certificates }: MetricsDeps, registers: Registry[]): void {
  new Gauge({
    name: 'servicekonto_certificate_end_timestamp_seconds',
    help: 'The nearest end of a certificate, or of metadata, by what it is for, as Unix time',
    labelNames: ['kind'] as const,
    aggregator: 'min',
    registers,
    collect() {
      this.reset()
      for (const [kind, { ends }] of certificates().nearest) this.set({ kind }, ends / 1000)
    },
  })
  const ending = (name: string, what: string, counts: () => ReadonlyMap<number, number>): Gauge =>
    new Gauge({
      name,
      help: `Services whose ${what} ends within so many days; 0: it has ended`,
      labelNames: ['within_days'] as const,
      aggregator: 'max',
      registers,
      collect() {
        for (const [days, count] of counts()) this.set({ within_days: String(days) }, count)
      },
    })
  ending('servicekonto_service_certificates_ending', 'certificate', () => certificates().servicesWithin)
  ending('servicekonto_service_metadata_ending', 'metadata', () => certificates().metadataWithin)
}

/**
 * For each counter of a method the function that counts one more; a label that the counter does not list is `other`.
 */
function methodCounters(
  { ofMethods }: MetricsDeps,
  registers: Registry[],
): ReadonlyMap<string, (label: string) => void> {
  return new Map(
    ofMethods.flatMap((metric) => {
      if (metric.kind !== 'counter') return []
      const { name, help, label, values } = metric
      const counter = new Counter({ name, help, labelNames: [label], registers })
      // check: a-count-of-a-method-has-a-known-label
      const known = (value: string): string => (values.includes(value) ? value : 'other')
      return [[name, (value: string) => counter.inc({ [label]: known(value) })] as const]
    }),
  )
}

/** All processes and instances count together. Where the store does not answer, the last count stands. */
function methodGauges({ ofMethods, gauge }: MetricsDeps, registers: Registry[]): void {
  for (const { kind, name, help } of ofMethods) {
    if (kind !== 'gauge') continue
    new Gauge({
      name,
      help,
      aggregator: 'max',
      registers,
      async collect() {
        const open = await gauge(name).catch(() => null)
        if (open !== null) this.set(open)
      },
    })
  }
}

const statusLabel = (status: number): string =>
  Number.isInteger(status) && status >= 100 && status <= 599 ? String(status) : 'other'

function routeLabel(): (pattern: string) => string {
  const seen = new Set<string>()
  return (pattern) => {
    if (seen.size < MOST_ROUTES && /^[\w/:.*{}-]{1,100}$/.test(pattern)) seen.add(pattern)
    return seen.has(pattern) ? pattern : 'other'
  }
}
