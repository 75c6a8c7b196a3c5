import type { EntityId } from './ids.js'
import type { Instant } from './instant.js'

/** The certificates and dates whose end an operator has to know of; labels of the metrics and words of the log. */
export const CERTIFICATE_KINDS = [
  'own-signing',
  'own-encryption',
  /**
   * A certificate of a registered service. Its key counts beyond the end, but who lets the end pass may forget the key
   * too.
   */
  'service',
  /** `validUntil` of a registered service's metadata: it works on, but nobody vouches for its keys any more. */
  'service-metadata',
  /** The eID server's authorisation to read cards. */
  'eid-authorisation',
  /** Ours, towards the eID server. */
  'eid-signature',
  'eid-server-signature',
  'eid-tls-client',
  'eid-tls-server',
] as const

export type CertificateKind = (typeof CERTIFICATE_KINDS)[number]

/** When something stops to be good: the end of its last certificate, where there are several at once. */
export interface CertificateEnd {
  readonly kind: CertificateKind
  readonly ends: Instant
  /** The service that a `service` or `service-metadata` is of; null for all others. */
  readonly service: EntityId | null
}
