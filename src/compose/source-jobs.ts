import { minutes, seconds } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Log } from '../domain/ports/log.js'
import type { Service } from '../domain/service.js'
import type { Source } from '../domain/source.js'
import type { Refusal } from '../operators/findings.js'
import { refreshDue, type RefreshTold } from '../operators/sources/refresh-due.js'
import type { Metrics } from '../observability/metrics.js'
import type { SourceDeps } from '../operators/sources/source-deps.js'
import type { Refreshed } from '../operators/sources/refresh-source.js'

/** How often it is looked which sources are due: an address that was set is asked within this time. */
const LOOKS_EVERY = seconds(5)

/** If the process that refreshes is gone, another one follows within half a minute; two at once would do no harm. */
const LEASE_MARGIN = seconds(20)

export interface RefreshJobDeps {
  readonly sources: SourceDeps
  readonly services: () => Iterable<Service>
  readonly log: Log
  readonly metrics: Pick<Metrics, 'sourceRefreshed'>
}

/** Fetches metadata again and again, as one process of all does it (RULES: Operators 3). */
export const refreshJob = ({ sources, services, log, metrics }: RefreshJobDeps): Job => ({
  name: 'metadata-refresh',
  every: LOOKS_EVERY,
  // Each call ends by itself; a lease that another has by then ends the run.
  within: minutes(30),
  once: 'cluster',
  leaseMargin: LEASE_MARGIN,
  run: (signal) => refreshDue(services(), tellingOf(log, metrics), sources, signal),
})

const tellingOf = (log: Log, metrics: RefreshJobDeps['metrics']): RefreshTold => ({
  refreshed(source, went) {
    metrics.sourceRefreshed(wordOf(went))
    tellRefresh(log, source, went)
  },
  failed(source, error) {
    metrics.sourceRefreshed('failed')
    const detail = error instanceof Error ? error.message : 'unknown fault'
    log.error('metadata.refresh-failed', { ...placeOf(source), detail })
  },
})

const wordOf = (went: Refreshed): string =>
  went.kind === 'refused' && went.refusal.code === 'source-shrunk' ? 'held' : went.kind

/** Says in the log what came of a refresh; that nothing has changed is no news. */
export function tellRefresh(log: Log, source: Source, went: Refreshed): void {
  if (went.kind === 'applied' && went.changed > 0) {
    log.info('metadata.refreshed', { ...placeOf(source), count: went.changed })
  }
  if (went.kind === 'refused') tellRefused(log, source, went.refusal)
}

function tellRefused(log: Log, source: Source, why: Refusal): void {
  const count = source.state.failures + 1
  if (why.code === 'source-shrunk') {
    return log.warn('metadata.refresh-held', { ...placeOf(source), reason: why.rule, count: why.data.gone })
  }
  const [reason, detail] = why.code === 'source-refused' ? [why.data.rule, why.data.message] : [why.rule, undefined]
  log.warn('metadata.refresh-refused', { ...placeOf(source), reason, detail, count })
}

/** Where it is fetched from, and for whom; the detail says the rest. */
const placeOf = ({ url, entityId }: Source) => ({
  address: URL.canParse(url) ? new URL(url).host : undefined,
  service: entityId,
})
