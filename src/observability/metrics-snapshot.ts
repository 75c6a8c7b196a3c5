import { AggregatorRegistry } from 'prom-client'

/** What one process has counted, as prom-client tells it: plain data. */
export type MetricsSnapshot = readonly { readonly name: string; readonly type: string }[]

/** The processes of one start, this one among them. */
export interface MetricsPeers {
  /** How this process tells what it has counted, whenever another one asks. */
  offerMetrics(count: () => Promise<MetricsSnapshot>): void
  /** What all have counted, those that ended too. Throws `BrokerError('unavailable')` if that cannot be had now. */
  gatherMetrics(): Promise<readonly MetricsSnapshot[]>
}

/** Several processes as one, in Prometheus' text format: counts are added up, a gauge as its metric says. */
export const renderSnapshots = (snapshots: readonly MetricsSnapshot[]): Promise<string> =>
  Promise.resolve(together(snapshots).metrics())

/**
 * What stays of processes that have ended: their counts, so that the sum over all never goes back. What they used
 * (gauges) went with them.
 */
export async function remains(snapshots: readonly MetricsSnapshot[]): Promise<MetricsSnapshot> {
  const counted = snapshots.map((each) => each.filter(({ type }) => type === 'counter' || type === 'histogram'))
  return snapshotOf(await together(counted).getMetricsAsJSON())
}

/** prom-client gives the kind of a metric as an enum; over a process's border it is a text. */
export const snapshotOf = (metrics: readonly { readonly name: string; readonly type: unknown }[]): MetricsSnapshot =>
  metrics.map((metric) => ({ ...metric, type: String(metric.type) }))

const together = (snapshots: readonly MetricsSnapshot[]) =>
  AggregatorRegistry.aggregate(snapshots.map((snapshot) => [...snapshot]))
