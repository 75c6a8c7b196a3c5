import { minutes, seconds, type Duration, type Instant } from '../../domain/instant.js'
import type { SourceState } from '../../domain/source.js'

/** No server is asked more often, whatever its document says. */
const SHORTEST: Duration = seconds(10)

/** The pause after a first failure; each further one in a row doubles it. */
const AFTER_FAILURE: Duration = minutes(1)

/** How much earlier a fetch may come, as a part of the pause. */
const SPREAD = 0.1

/**
 * When a source is fetched next: after the time for which the document may be kept, at the latest after `longest`; after
 * failures sooner, with growing pauses.
 */
export function nextDue(
  { cacheFor, failures }: Pick<SourceState, 'cacheFor' | 'failures'>,
  now: Instant,
  { longest, chance }: { readonly longest: Duration; readonly chance: number },
): Instant {
  const kept = Math.max(SHORTEST, Math.min(cacheFor ?? longest, longest))
  const pause = failures === 0 ? kept : Math.min(longest, AFTER_FAILURE * 2 ** Math.min(failures - 1, 20))
  return Math.floor(now + pause * (1 - SPREAD * chance))
}
