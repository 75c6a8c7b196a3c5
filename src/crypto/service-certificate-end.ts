import type { Instant } from '../domain/instant.js'
import type { Service, ServiceKey } from '../domain/service.js'
import { certificateEnd } from './certificate-key.js'

/** Certificates are read once: an unchanged service stays the same object. */
const ends = new WeakMap<Service, Instant | null>()

/** Whether the certificates of a service were read already. */
export const isCertificateEndKnown = (service: Service): boolean => ends.has(service)

/**
 * The nearer end of the certificates of a service's two uses; null: it has none. For each use the last certificate
 * counts, as an old one may stand beside a new one.
 */
export function serviceCertificateEnd(service: Service): Instant | null {
  const known = ends.get(service)
  if (known !== undefined) return known
  const end = endOfService(service.metadata.keys)
  ends.set(service, end)
  return end
}

function endOfService(keys: readonly ServiceKey[]): Instant | null {
  const uses = (['signing', 'encryption'] as const).flatMap((wanted) => {
    const found = keys.filter(({ use }) => use === wanted || use === 'both').flatMap(endOf)
    return found.length > 0 ? [Math.max(...found)] : []
  })
  return uses.length > 0 ? Math.min(...uses) : null
}

/**
 * The end of a key's certificate; a key without one has none. Import lets in only certificates that can be read; if one
 * could not be, it must not hide the ends of others.
 */
function endOf({ certificate }: ServiceKey): readonly Instant[] {
  if (certificate === null) return []
  try {
    return [certificateEnd(Buffer.from(certificate, 'base64'))]
  } catch {
    return []
  }
}
