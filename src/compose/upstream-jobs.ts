import { minutes, seconds } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { CallOut } from '../domain/ports/outgoing.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { UpstreamStore } from '../domain/ports/upstream-store.js'
import type { Upstream } from '../domain/upstream.js'
import type { Metrics } from '../observability/metrics.js'
import { createProbe } from '../operators/upstreams/probe-upstreams.js'
import { refreshUpstreams, type UpstreamRefreshTold } from '../operators/upstreams/refresh-upstreams.js'
import type { UpstreamRefreshDeps } from '../operators/upstreams/upstream-deps.js'

/** If the process that has such a job is gone, another one follows within half a minute; two at once would do no harm. */
const LEASE_MARGIN = seconds(20)

interface RefreshJobDeps {
  readonly upstreams: UpstreamRefreshDeps
  readonly log: Log
  readonly metrics: Pick<Metrics, 'sourceRefreshed'>
}

/** Fetches metadata of upstreams again and again, as one process of all does it (RULES: Operators 3). */
export const upstreamRefreshJob = ({ upstreams, log, metrics }: RefreshJobDeps): Job => ({
  name: 'upstream-refresh',
  every: seconds(5),
  within: minutes(10),
  once: 'cluster',
  leaseMargin: LEASE_MARGIN,
  run: (signal) => refreshUpstreams(tellingOf(log, metrics), upstreams, signal),
})

const tellingOf = (log: Log, metrics: RefreshJobDeps['metrics']): UpstreamRefreshTold => ({
  refreshed(upstream, went) {
    metrics.sourceRefreshed(went.kind)
    if (went.kind === 'applied') log.info('upstream.refreshed', placeOf(upstream))
    if (went.kind === 'refused') {
      const { rule: reason, message: detail, failures: count } = went
      log.warn('upstream.refresh-refused', { ...placeOf(upstream), reason, detail, count })
    }
  },
  failed(upstream, error) {
    metrics.sourceRefreshed('failed')
    const detail = error instanceof Error ? error.message : 'unknown fault'
    log.error('upstream.refresh-failed', { ...placeOf(upstream), detail })
  },
})

const placeOf = ({ name, source: { from } }: Upstream) => ({
  method: name,
  address: URL.canParse(from) ? new URL(from).host : undefined,
})

interface ProbeJobDeps {
  readonly upstreams: Pick<UpstreamStore, 'readSince' | 'noteHealth'>
  readonly callOut: CallOut
  readonly clock: Clock
  readonly log: Log
  /** Reads now what was noted, so that this process knows it at once; the others follow within two seconds. */
  readonly follow: () => Promise<void>
}

/** Looks whether upstreams work, where an operator has set what to ask (RULES: Operators 8). */
export function upstreamProbeJob({ log, follow, ...deps }: ProbeJobDeps): Job {
  const probe = createProbe({
    ...deps,
    changed({ name: method }, { isUp, detail }) {
      if (isUp) log.info('upstream.up', { method })
      else log.warn('upstream.down', { method, detail: detail ?? undefined })
      // What fails here the next look of the poller tells.
      void follow().catch(() => undefined)
    },
  })
  return {
    name: 'upstream-health',
    every: seconds(2),
    within: seconds(30),
    once: 'cluster',
    leaseMargin: LEASE_MARGIN,
    run: probe,
  }
}
