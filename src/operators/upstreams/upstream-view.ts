import { methodId, type MethodId } from '../../domain/ids.js'
import { days, type Instant } from '../../domain/instant.js'
import type { Service } from '../../domain/service.js'
import { nearest } from '../../domain/nearest.js'
import type { StoredUpstream, Upstream } from '../../domain/upstream.js'
import { finding, refusal, type UpstreamFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { certificateFingerprint } from '../services/fingerprint.js'
import type { UpstreamDeps } from './upstream-deps.js'

/** A public key of an upstream, by its fingerprint. */
export interface UpstreamKeyView {
  readonly use: 'signing' | 'encryption' | 'both'
  readonly sha256: string
}

/** An upstream as operators see it. */
export interface UpstreamView extends StoredUpstream {
  /** False: it was switched off, as a method is. */
  readonly enabled: boolean
  readonly disabledAt: Instant | null
  readonly keys: readonly UpstreamKeyView[]
  readonly findings: readonly UpstreamFinding[]
}

/** Every upstream, by name. */
export async function listUpstreams(deps: ViewDeps): Promise<readonly UpstreamView[]> {
  const read = await deps.upstreams.readSince(null)
  const switched = await switchesOf(deps)
  return (read?.stored ?? []).map((stored) => viewOf(stored, switched, deps))
}

/** One of them. Throws `Refused('upstream-unknown')`. */
export async function showUpstream(typed: string, deps: ViewDeps): Promise<UpstreamView> {
  const stored = await registered(typed, deps)
  return viewOf(stored, await switchesOf(deps), deps)
}

export type ViewDeps = Pick<UpstreamDeps, 'upstreams' | 'methodSwitches' | 'clock'>

/** The upstream of this name. Throws `Refused('upstream-unknown')`, which names the nearest one. */
export async function registered(typed: string, { upstreams }: Pick<UpstreamDeps, 'upstreams'>) {
  const found = await upstreams.find(methodId(typed))
  if (found) return found
  const names = ((await upstreams.readSince(null))?.stored ?? []).map(({ upstream }) => String(upstream.name))
  throw new Refused(refusal('upstream-unknown', { name: typed, nearest: nearest(typed, names) }))
}

type Switches = ReadonlyMap<MethodId, { readonly enabled: boolean; readonly disabledAt: Instant | null }>

const switchesOf = async ({ methodSwitches }: ViewDeps): Promise<Switches> =>
  new Map((await methodSwitches.all()).map((each) => [each.method, each]))

function viewOf(stored: StoredUpstream, switches: Switches, { clock }: ViewDeps): UpstreamView {
  const { upstream } = stored
  const { enabled, disabledAt } = switches.get(upstream.name) ?? { enabled: true, disabledAt: null }
  return { ...stored, enabled, disabledAt, keys: keysOf(upstream), findings: findingsOf(stored, clock.now()) }
}

/** The fingerprints of its public keys, each once. */
export function keysOf({ peer }: Pick<Upstream, 'peer'>): readonly UpstreamKeyView[] {
  if (peer.kind === 'oidc') return []
  const { signingKeys, encryptionKeys } = peer
  return [...new Set([...signingKeys, ...encryptionKeys])].map((pem) => {
    const [signs, encrypts] = [signingKeys.includes(pem), encryptionKeys.includes(pem)]
    const use = signs && encrypts ? 'both' : signs ? 'signing' : 'encryption'
    return { use, sha256: certificateFingerprint(pem.replace(/-----[^-]+-----|\s/g, '')) }
  })
}

const SOON = days(30)

/** What an operator should know of it now. */
export function findingsOf(
  { upstream, health }: Pick<StoredUpstream, 'upstream' | 'health'>,
  now: Instant,
): readonly UpstreamFinding[] {
  const { peer, source } = upstream
  const validUntil = peer.kind === 'saml' ? peer.validUntil : null
  return [
    ...(health.isUp ? [] : [finding('upstream-down', { since: health.since, detail: health.detail })]),
    ...(source.trouble === null
      ? []
      : [
          finding('upstream-refresh-failing', {
            from: source.from,
            message: source.trouble,
            lastRefresh: source.lastRefresh,
          }),
        ]),
    ...endOf(validUntil, now),
  ]
}

function endOf(validUntil: Instant | null, now: Instant): readonly UpstreamFinding[] {
  if (validUntil === null || validUntil - now > SOON) return []
  if (validUntil <= now) return [finding('upstream-ended', { validUntil })]
  return [finding('upstream-ending', { validUntil, daysLeft: Math.ceil((validUntil - now) / days(1)) })]
}

/** The services that are set to methods of which this is one. */
export const namedBy = (name: MethodId, services: Iterable<Service>): readonly string[] =>
  [...services].filter(({ settings }) => settings.methods?.includes(name)).map(({ entityId }) => entityId)
