import type { OperatorSettings } from '../config/config.js'
import { days, hours, minutes, seconds } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Clock } from '../domain/ports/clock.js'
import type { DraftStore } from '../domain/ports/draft-store.js'
import type { Log } from '../domain/ports/log.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import type { FetchCounts } from '../operators/keys/count-fetches.js'

interface DraftJobDeps {
  readonly drafts: Pick<DraftStore, 'forget' | 'forgetPasswords'>
  readonly clock: Clock
  readonly log: Log
}

/** For so long after its end a draft says that it has ended. */
const ENDED_SHOWS = days(1)

/** Takes away drafts whose time is over, with an entry where nobody has decided. */
export const draftJob = ({ drafts, clock, log }: DraftJobDeps): Job => ({
  name: 'drafts',
  every: hours(1),
  within: minutes(10),
  once: 'cluster',
  async run() {
    const at = clock.now()
    // check: an-ended-draft-keeps-no-password
    await drafts.forgetPasswords(at)
    const count = await drafts.forget(at - ENDED_SHOWS, ({ id, author }) => ({
      at,
      actor: 'broker',
      action: 'draft.ended',
      subject: id,
      before: { author },
      after: null,
    }))
    if (count > 0) log.info('drafts.forgotten', { count })
  },
})

/** Writes what was counted of fetches of the broker's metadata; every process its own. */
export const fetchCountJob = (fetches: Pick<FetchCounts, 'write'>): Job => ({
  name: 'metadata-fetches',
  every: seconds(30),
  within: minutes(1),
  once: 'process',
  run: () => fetches.write(),
})

interface VersionJobDeps {
  readonly services: Pick<ServiceStore, 'forgetVersions'>
  readonly clock: Clock
  readonly log: Log
}

/** Takes away versions of services beyond what is kept. */
export const versionJob = (
  { services, clock, log }: VersionJobDeps,
  { versions, versionDays }: Pick<OperatorSettings, 'versions' | 'versionDays'>,
): Job => ({
  name: 'service-versions',
  every: hours(1),
  within: minutes(10),
  once: 'cluster',
  async run() {
    const count = await services.forgetVersions({ most: versions, since: clock.now() - days(versionDays) })
    if (count > 0) log.info('versions.forgotten', { count })
  },
})
