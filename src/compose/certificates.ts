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
  /** What does not change while the broker runs. */
  readonly fixed: readonly CertificateEnd[]
}

export interface OpenedCertificates {
  report(): CertificateReport
  /** The look at all of them, which is each process's own: the metrics of each tell what it has seen. */
  readonly job: Job
}

/** A change shows in the metrics within this time. */
const LOOKS_EVERY = hours(1)

/** Services whose certificates are read in one go; logins go on between them. */
const AT_ONCE = 25

/**
 * Watches, by a job, the ends of all certificates that the broker works with, and of services' metadata; `peers` say
 * them, if there are any.
 */
export function openCertificates(
  watched: WatchedCertificates,
  { clock, log, peers }: { readonly clock: Clock; readonly log: Log; readonly peers: CertificatePeers | null },
): OpenedCertificates {
  const notices = peers ?? createCertificateNotices({ clock, log })
  const watch = createCertificateWatch(clock, (end) => notices.tellCertificate(end))
  // A service that did not change is the same object: nothing is read twice.
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

/** Keys that are to come or were replaced say nothing of what works today. */
const ownEnds = (keys: Pick<SigningKeys, 'announced'>): readonly CertificateEnd[] =>
  keys
    .announced()
    .filter(({ state }) => state === 'active')
    .map(({ use, notAfter }) => ({ kind: `own-${use}` as const, ends: notAfter, service: null }))

/** The nearer end of its two uses; of each the last one, as an old certificate may stand beside a new one. */
function endOfService(keys: readonly ServiceKey[]): Instant | null {
  const uses = (['signing', 'encryption'] as const).flatMap((wanted) => {
    const ends = keys.filter(({ use }) => use === wanted || use === 'both').flatMap(endOf)
    return ends.length > 0 ? [Math.max(...ends)] : []
  })
  return uses.length > 0 ? Math.min(...uses) : null
}

/** A key without a certificate has no end. What the import lets in can be read; nothing else hides another end. */
function endOf({ certificate }: ServiceKey): readonly Instant[] {
  if (certificate === null) return []
  try {
    return [certificateEnd(Buffer.from(certificate, 'base64'))]
  } catch {
    return []
  }
}
