import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config/config.js'
import type { Duration } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import { createCertificateNotices, type CertificatePeers } from '../observability/certificate-watch.js'
import { createLogger } from '../observability/logger.js'
import { tellWarnings } from '../observability/tell-warnings.js'
import { forkWorker } from './fork-worker.js'
import { createMetricsExchange } from './metrics-exchange.js'
import { createSupervisor } from './supervisor.js'
import type { WorkerProcess } from './worker-process.js'

/** The workers of one start. */
export interface RunningWorkers {
  readonly port: number
  /** One worker after the other is replaced by a new one. */
  reload(): Promise<void>
  /** Every worker finishes what is under way and ends. */
  stop(): Promise<void>
}

/**
 * Runs as many workers as the config says; this process itself only hands them connections in turn, restarts those that
 * end, and replaces them one after the other when it is asked to. Throws `NoWorker` if the first one does not start, or
 * was asked to stop before it did.
 */
export async function runWorkers(config: Config, clock: Clock, stopAsked: Promise<void>): Promise<RunningWorkers> {
  const { workers, logLevel } = config
  cluster.schedulingPolicy = cluster.SCHED_RR
  const log = createLogger({ level: logLevel })
  const metrics = createMetricsExchange()
  const notices = createCertificateNotices({ clock, log })
  const start = () => {
    const worker = forkWorker()
    metrics.join(worker)
    sayCertificates(worker, notices)
    return worker
  }
  const supervisor = createSupervisor({ count: workers, start, log, pause })
  // Also while the others still start: a service manager signals all processes at once, and none is lost by that.
  void stopAsked.then(() => supervisor.stop())
  const port = await supervisor.begin()
  tellWarnings(config, log)
  log.info('workers.started', { workers, port })
  return {
    port,
    reload: () => supervisor.restart(),
    async stop() {
      log.info('workers.stopping', { workers })
      await supervisor.stop()
      log.info('workers.stopped', { workers })
    },
  }
}

/** What every worker finds is said once. */
export const sayCertificates = (worker: WorkerProcess, notices: CertificatePeers): void =>
  worker.onMessage((message) => {
    if (message.kind === 'certificate') notices.tellCertificate(message.end)
  })

const pause = (time: Duration, signal: AbortSignal): Promise<void> =>
  sleep(time, undefined, { signal }).catch(() => undefined)
