import { minutes, seconds, type Instant } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Log } from '../domain/ports/log.js'
import type { Service } from '../domain/service.js'
import { fetchLogos, type LogoDeps } from '../operators/logos/fetch-logos.js'

interface LogoJobDeps extends Omit<LogoDeps, 'told'> {
  readonly services: () => Iterable<Service>
  readonly log: Log
}

/** Fetches the logos of services, as one process of all does it. The store is asked when a service changed, or one is due. */
export function logoJob({ services, log, ...deps }: LogoJobDeps): Job {
  let seen = ''
  let due: Instant = 0
  const told: LogoDeps['told'] = ({ entityId: service, metadata }, fault) => {
    if (fault === null) return log.info('logo.fetched', { service })
    const url = metadata.logo?.url ?? ''
    const address = url.startsWith('data:') || !URL.canParse(url) ? undefined : new URL(url).host
    log.warn('logo.unfetched', { service, reason: fault, address })
  }
  return {
    name: 'logos',
    every: seconds(5),
    within: minutes(30),
    once: 'cluster',
    leaseMargin: seconds(20),
    async run(signal) {
      const all = [...services()]
      const now = `${all.length} ${Math.max(0, ...all.map(({ revision }) => revision))}`
      if (now === seen && deps.clock.now() < due) return
      due = await fetchLogos(all, { ...deps, told }, signal)
      seen = now
    },
  }
}
