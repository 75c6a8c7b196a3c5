import type { Instant } from '../../domain/instant.js'
import type { ServiceMetadata } from '../../domain/service.js'

/** From so many days before its end on metadata is warned of. */
const NOTICE_DAYS = 30

/**
 * What the operator has to know of the end of a service's metadata, in one sentence; nothing while it is far or there is
 * none. What was imported by hand works on after it (RULES: Operators 3).
 */
export function metadataEndWarning(
  { validUntil }: Pick<ServiceMetadata, 'validUntil'>,
  now: Instant,
): readonly string[] {
  if (validUntil === null) return []
  const left = Math.floor((validUntil - now) / 86_400_000)
  if (left > NOTICE_DAYS) return []
  const day = new Date(validUntil).toISOString().slice(0, 10)
  const ends = validUntil <= now ? `ended on ${day}` : `ends on ${day} (${left} day${left === 1 ? '' : 's'})`
  return [`its metadata ${ends}; the service works on, import the new file that it gives`]
}
