import { createHash } from 'node:crypto'
import { hours, seconds, type Instant } from '../../domain/instant.js'
import { LARGEST_LOGO, LOGO_KEPT, type LogoFault, type LogoImage, type LogoRecord } from '../../domain/logo.js'
import { logoImage } from '../../domain/logo-image.js'
import { OutgoingError } from '../../domain/outgoing-error.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { LogoStore } from '../../domain/ports/logo-store.js'
import type { CallOut } from '../../domain/ports/outgoing.js'
import type { Service } from '../../domain/service.js'

export interface LogoDeps {
  readonly logos: LogoStore
  readonly callOut: CallOut
  readonly clock: Clock
  /** Is told of every look: a picture, or why there is none. */
  readonly told: (service: Service, fault: LogoFault | null) => void
}

/** Pictures that are fetched at a time. */
const AT_ONCE = 4

/**
 * Fetches the logos that are new, that have another address, or whose time has come; forgets those of services that have
 * none any more. It is apart from every import: whatever happens here, the service is registered and active. Gives back
 * when the next one is due.
 */
export async function fetchLogos(services: Iterable<Service>, deps: LogoDeps, signal: AbortSignal): Promise<Instant> {
  const known = new Map((await deps.logos.all()).map((record) => [record.service, record]))
  const wanted = [...services].filter(({ metadata }) => metadata.logo !== undefined)
  const ids = new Set(wanted.map(({ entityId }) => entityId))
  const gone = [...known.keys()].filter((id) => !ids.has(id))
  // check: a-logo-goes-with-its-metadata
  if (gone.length > 0) await deps.logos.forget(gone)
  const now = deps.clock.now()
  const isDue = (service: Service): boolean => {
    const record = known.get(service.entityId)
    return record?.source !== sourceOf(service) || record.dueAt <= now
  }
  const due = wanted.filter(isDue)
  const dueLater = wanted.filter((service) => !isDue(service)).map(({ entityId }) => known.get(entityId)?.dueAt ?? now)
  const worker = async (): Promise<void> => {
    for (let next = due.shift(); next && !signal.aborted; next = due.shift()) {
      dueLater.push(await fetchLogo(next, known.get(next.entityId) ?? null, deps))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return Math.min(...dueLater, now + LOGO_KEPT)
}

async function fetchLogo(service: Service, before: LogoRecord | null, deps: LogoDeps): Promise<Instant> {
  const found = await pictureOf(service, deps.callOut)
  const record = recordOf(service, before, found, deps.clock.now())
  await deps.logos.keep(record, 'fault' in found ? null : found)
  deps.told(service, record.fault)
  return record.dueAt
}

function recordOf(
  service: Service,
  before: LogoRecord | null,
  found: LogoImage | { readonly fault: LogoFault },
  at: Instant,
): LogoRecord {
  const source = sourceOf(service)
  const same = before?.source === source ? before : null
  if (!('fault' in found)) {
    const { width, height, bytes } = found
    const digest = createHash('sha256').update(bytes).digest('hex')
    const kept = { service: service.entityId, source, digest, width, height }
    return { ...kept, fault: null, failures: 0, at, dueAt: at + LOGO_KEPT }
  }
  const failures = (same?.failures ?? 0) + 1
  const kept = { digest: same?.digest ?? null, width: same?.width ?? 0, height: same?.height ?? 0 }
  const dueAt = at + Math.min(hours(1) * 2 ** (failures - 1), hours(24))
  return { service: service.entityId, source, ...kept, fault: found.fault, failures, at, dueAt }
}

const sourceOf = ({ metadata }: Service): string =>
  createHash('sha256')
    .update(metadata.logo?.url ?? '')
    .digest('hex')

async function pictureOf({ metadata }: Service, callOut: CallOut): Promise<LogoImage | { readonly fault: LogoFault }> {
  const url = metadata.logo?.url ?? ''
  if (url.startsWith('data:')) return embedded(url)
  try {
    const { status, body } = await callOut({
      url,
      headers: { accept: 'image/png, image/jpeg, image/webp' },
      within: seconds(10),
      // check: a-logo-is-small
      maxBytes: LARGEST_LOGO,
      // A redirect could lead away from https.
      redirects: 0,
      wants: (head) => head.status === 200,
    })
    return status === 200 ? logoImage(body) : { fault: 'status' }
  } catch (error) {
    if (error instanceof OutgoingError) return { fault: error.rule }
    throw error
  }
}

function embedded(url: string): LogoImage | { readonly fault: LogoFault } {
  const base64 = url.slice(url.indexOf(',') + 1)
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return { fault: 'data' }
  const bytes = Buffer.from(base64, 'base64')
  // check: an-embedded-logo-is-small
  return bytes.length > LARGEST_LOGO ? { fault: 'size' } : logoImage(bytes)
}
