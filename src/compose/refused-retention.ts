import { hours, minutes } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Clock } from '../domain/ports/clock.js'
import type { RefusedRequestStore } from '../domain/ports/refused-requests.js'
import { REFUSED_KEPT } from '../domain/refused-request.js'

/** Takes away refused requests that are older than they may be looked up. */
export const refusedRetentionJob = (
  store: Pick<RefusedRequestStore, 'forget'>,
  { clock }: { readonly clock: Clock },
): Job => ({
  name: 'request-retention',
  every: hours(1),
  within: minutes(10),
  once: 'cluster',
  run: async () => {
    // check: refused-requests-are-forgotten-after-a-week
    await store.forget(clock.now() - REFUSED_KEPT)
  },
})
