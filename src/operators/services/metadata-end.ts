import { days, type Duration, type Instant } from '../../domain/instant.js'
import { refusedFrom, type Service } from '../../domain/service.js'
import { finding, type ServiceFinding } from '../findings.js'

/** Days before the end of metadata from which the operator is warned. */
export const NOTICE_DAYS = 30

/**
 * What the operator has to know of the end of a service's metadata; nothing if the end is far, or there is none.
 * Metadata imported by hand go on working after their end; what a signer or an address vouched for is refused after
 * `grace` (RULES: Operators 3).
 */
export function metadataEndFindings(
  service: Pick<Service, 'metadata' | 'source'>,
  now: Instant,
  grace: Duration,
): readonly ServiceFinding[] {
  const { validUntil } = service.metadata
  if (validUntil === null) return []
  const daysLeft = Math.floor((validUntil - now) / days(1))
  if (daysLeft > NOTICE_DAYS) return []
  if (validUntil > now) return [finding('metadata-ending', { validUntil, daysLeft })]
  const from = refusedFrom(service, grace)
  if (from === null) return [finding('metadata-ended', { validUntil })]
  return [finding(from <= now ? 'metadata-refused' : 'metadata-grace', { validUntil, refusedFrom: from })]
}

/** Days before the end of a certificate from which it is told, and from which it is a warning. */
const [TOLD_DAYS, WARNED_DAYS] = [90, 30]

/** What the operator has to know of the end of a service's certificates. The key counts beyond it. */
export function certificateFindings(notAfter: Instant | null, now: Instant): readonly ServiceFinding[] {
  if (notAfter === null) return []
  const daysLeft = Math.floor((notAfter - now) / days(1))
  if (notAfter <= now) return [finding('service-certificate-ended', { notAfter })]
  if (daysLeft > TOLD_DAYS) return []
  const code = daysLeft > WARNED_DAYS ? 'service-certificate-near' : 'service-certificate-ending'
  return [finding(code, { notAfter, daysLeft })]
}
