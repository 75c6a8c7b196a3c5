import { days, type Instant } from '../../domain/instant.js'
import type { ServiceMetadata } from '../../domain/service.js'
import { finding, type ServiceFinding } from '../findings.js'

/** Days before the end of metadata from which the operator is warned. */
const NOTICE_DAYS = 30

/**
 * What the operator has to know of the end of a service's metadata; nothing if the end is far, or there is none.
 * Metadata imported by hand go on working after their end (RULES: Operators 3).
 */
export function metadataEndFindings(
  { validUntil }: Pick<ServiceMetadata, 'validUntil'>,
  now: Instant,
): readonly ServiceFinding[] {
  if (validUntil === null) return []
  const daysLeft = Math.floor((validUntil - now) / days(1))
  if (daysLeft > NOTICE_DAYS) return []
  return [
    validUntil <= now
      ? finding('metadata-ended', { validUntil })
      : finding('metadata-ending', { validUntil, daysLeft }),
  ]
}
