import { setImmediate } from 'node:timers/promises'
import { isCertificateEndKnown, serviceCertificateEnd } from '../crypto/service-certificate-end.js'
import type { CertificateEnd } from '../domain/certificate-end.js'
import { hours } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { Service } from '../domain/service.js'
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
  const look = async (): Promise<void> => {
    const services: CertificateEnd[] = []
    let fresh = 0
    for (const service of watched.services()) {
      if (!service.active) continue
      const isKnown = isCertificateEndKnown(service)
      const ends = serviceCertificateEnd(service)
      if (ends !== null) services.push({ kind: 'service', ends, service: service.entityId })
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
