import { setImmediate } from 'node:timers/promises'
import { certificateEnd } from '../crypto/certificate-key.js'
import type { CertificateEnd } from '../domain/certificate-end.js'
import { hours, type Instant } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { ServiceKey, Service } from '../domain/service.js'
import {
  createCertificateNotices,
  createCertificateWatch,
  type CertificatePeers,
  type CertificateReport,
} from '../observability/certificate-watch.js'

export interface WatchedCertificates {
  readonly keys: Pick<SigningKeys, 'announced'>
  readonly services: () => Iterable<Service>
  /** The certificates that do not change while the broker runs. */
  readonly fixed: readonly CertificateEnd[]
}

export interface OpenedCertificates {
  report(): CertificateReport
  /** Looks at all certificates. Each process does it for itself, because its metrics tell what it has seen. */
  readonly job: Job
}

/** Metrics show a change within this time. */
const LOOKS_EVERY = hours(1)

/** The services whose certificates are read in one go; between two goes, logins go on. */
const AT_ONCE = 25

/**
 * Watches by a job the ends of all certificates that the broker works with, and of services' metadata. `peers`: the
 * other workers, if there are any; the notices are then told through them.
 */
export function openCertificates(
  watched: WatchedCertificates,
  { clock, log, peers }: { readonly clock: Clock; readonly log: Log; readonly peers: CertificatePeers | null },
): OpenedCertificates {
  const notices = peers ?? createCertificateNotices({ clock, log })
  const watch = createCertificateWatch(clock, (end) => notices.tellCertificate(end))
  // An unchanged service stays the same object, so its certificates are read only once.
  const read = new WeakMap<Service, Instant | null>()
  const look = async (): Promise<void> => {
    const services: CertificateEnd[] = []
    let fresh = 0
    for (const service of watched.services()) {
      if (!service.active) continue
      const isKnown = read.has(service)
      const ends = isKnown ? read.get(service) : endOfService(service.metadata.keys)
      if (!isKnown) read.set(service, ends ?? null)
      if (ends != null) services.push({ kind: 'service', ends, service: service.entityId })
      const { validUntil } = service.metadata
      if (validUntil !== null) services.push({ kind: 'service-metadata', ends: validUntil, service: service.entityId })
      if (!isKnown && ++fresh % AT_ONCE === 0) await setImmediate()
    }
    watch.note([...ownEnds(watched.keys), ...watched.fixed, ...services])
  }
  return {
    report: () => watch.report(),
    job: { name: 'certificates', every: LOOKS_EVERY, within: LOOKS_EVERY, once: 'process', run: look },
  }
}

/** The ends of the broker's keys in use. Keys that are to come or were replaced say nothing of what works today. */
const ownEnds = (keys: Pick<SigningKeys, 'announced'>): readonly CertificateEnd[] =>
  keys
    .announced()
    .filter(({ state }) => state === 'active')
    .map(({ use, notAfter }) => ({ kind: `own-${use}` as const, ends: notAfter, service: null }))

/**
 * The nearer end of a service's two uses. For each use the last certificate counts, as an old one may stand beside a
 * new one.
 */
function endOfService(keys: readonly ServiceKey[]): Instant | null {
  const uses = (['signing', 'encryption'] as const).flatMap((wanted) => {
    const ends = keys.filter(({ use }) => use === wanted || use === 'both').flatMap(endOf)
    return ends.length > 0 ? [Math.max(...ends)] : []
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
