import { CERTIFICATE_KINDS, type CertificateEnd, type CertificateKind } from '../domain/certificate-end.js'
import type { LogLevel } from '../domain/catalogue-entry.js'
import { days, type Instant } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'

/** Within so many days an end is told of. */
export const NOTICE_DAYS = [90, 30, 14, 7] as const

/** From so many days on it is told, told as a warning, and told as a fault. */
const [TOLD, WARNED, , PRESSING] = NOTICE_DAYS

/** What the metrics tell of certificates; of services no label of its own each, as there may be thousands. */
export interface CertificateReport {
  /** The nearest end of each kind that there is. */
  readonly nearest: ReadonlyMap<CertificateKind, CertificateEnd>
  /** How many services' certificates end within so many days; 0: have ended. Each holds the ones below it. */
  readonly servicesWithin: ReadonlyMap<number, number>
  /** The same of services' metadata. */
  readonly metadataWithin: ReadonlyMap<number, number>
}

/** Where several processes of one start see the same certificates: who says their ends for all. */
export interface CertificatePeers {
  tellCertificate(end: CertificateEnd): void
}

export interface CertificateWatch {
  /** Takes what there is now, and tells the nearest end of each kind. */
  note(ends: readonly CertificateEnd[]): void
  report(): CertificateReport
}

const SAID_EVERY = days(1)

/** Keeps an eye on certificates' ends; `tell` hears the nearest of each kind at every look. */
export function createCertificateWatch(clock: Clock, tell: (end: CertificateEnd) => void): CertificateWatch {
  let known: readonly CertificateEnd[] = []
  return {
    note(ends) {
      known = ends
      for (const end of nearestOf(known).values()) tell(end)
    },
    report: () => ({
      nearest: nearestOf(known),
      servicesWithin: countsWithin('service', known, clock.now()),
      metadataWithin: countsWithin('service-metadata', known, clock.now()),
    }),
  }
}

/**
 * Says certificates' ends, each kind once a day however often it is told: from 90 days on as `info`, from 30 as `warn`,
 * from 7 as `error`. A service whose metadata ends works on (RULES: Operators 3): that is no more than a `warn`.
 */
export function createCertificateNotices({
  clock,
  log,
}: {
  readonly clock: Clock
  readonly log: Log
}): CertificatePeers {
  const said = new Map<CertificateKind, { readonly at: Instant; readonly level: LogLevel }>()
  return {
    tellCertificate(end) {
      const now = clock.now()
      const level = levelOf(end, now)
      const before = said.get(end.kind)
      if (level === null || (before?.level === level && now - before.at < SAID_EVERY)) return
      said.set(end.kind, { at: now, level })
      const count = Math.floor((end.ends - now) / days(1))
      const [action, what] = NAMED[end.kind] ?? ['certificate.ends', `the ${end.kind} certificate`]
      const detail = `${what} ${count < 0 ? 'has ended' : `ends in ${count} days`}`
      log[level](action, { reason: end.kind, count, service: end.service, detail })
    },
  }
}

/** What is no certificate has words of its own. */
const NAMED: Partial<Record<CertificateKind, readonly [action: string, what: string]>> = {
  'service-metadata': ['metadata.ends', 'the validity of a service’s metadata'],
}

function levelOf({ kind, ends }: CertificateEnd, now: Instant): LogLevel | null {
  const left = ends - now
  if (left > days(TOLD)) return null
  if (left > days(WARNED)) return 'info'
  return left > days(PRESSING) || kind === 'service-metadata' ? 'warn' : 'error'
}

const nearestOf = (ends: readonly CertificateEnd[]): ReadonlyMap<CertificateKind, CertificateEnd> =>
  new Map(
    CERTIFICATE_KINDS.flatMap((kind) => {
      const [nearest] = ends.filter((end) => end.kind === kind).toSorted((one, other) => one.ends - other.ends)
      return nearest ? [[kind, nearest] as const] : []
    }),
  )

const countsWithin = (
  wanted: CertificateKind,
  ends: readonly CertificateEnd[],
  now: Instant,
): ReadonlyMap<number, number> => {
  const left = ends.filter(({ kind }) => kind === wanted).map((end) => end.ends - now)
  return new Map([0, ...NOTICE_DAYS].map((within) => [within, left.filter((each) => each <= days(within)).length]))
}
