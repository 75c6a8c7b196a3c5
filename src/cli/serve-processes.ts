import type { Config } from '../config/config.js'
import { systemClock } from '../compose/system-clock.js'
import type { WorkerLink } from '../workers/worker.js'
import type { RunningBroker } from './cli-environment.js'

/**
 * Runs `serve` as WORKERS says: in this process alone, or in several workers under it. With a link, this process is one
 * of the workers.
 */
export async function serveProcesses(
  config: Config,
  link: WorkerLink | null,
  stopAsked: Promise<void>,
): Promise<RunningBroker> {
  if (config.workers > 1 && !link) {
    return (await import('../workers/primary.js')).runWorkers(config, systemClock, stopAsked)
  }
  const { serve } = await import('../compose/serve.js')
  const broker = await serve(config, link)
  link?.ready(broker.port)
  return broker
}
