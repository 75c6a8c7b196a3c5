import { OperatorError } from '../../domain/operator-error.js'
import { isPast } from '../../domain/past.js'
import { isAddress } from '../../domain/source.js'
import type { StoredUpstream, Upstream, UpstreamFetches } from '../../domain/upstream.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { nextDue } from '../sources/due.js'
import { put } from './import-upstream.js'
import type { UpstreamRefreshDeps } from './upstream-deps.js'

/** How a refresh went. */
export type UpstreamRefreshed =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'applied' }
  /** The last good version stays (RULES: Operators 3). */
  | { readonly kind: 'refused'; readonly rule: string; readonly message: string; readonly failures: number }

/** What is told of each that was asked. */
export interface UpstreamRefreshTold {
  refreshed(upstream: Upstream, went: UpstreamRefreshed): void
  /** The broker itself was not able to do it; the upstream stays due. */
  failed(upstream: Upstream, error: unknown): void
}

/** Only what somebody vouches for is fetched again, without anybody looking on. */
export const isRefreshed = ({ peer, source: { from, signer } }: Upstream): boolean =>
  // check: no-upstream-is-refreshed-unproven
  peer.kind === 'saml' && signer !== null && isAddress(from)

/** Refreshes every upstream that is due, one after the other; ends between two where `signal` says so. */
export async function refreshUpstreams(
  told: UpstreamRefreshTold,
  deps: UpstreamRefreshDeps,
  signal: AbortSignal,
): Promise<void> {
  const { stored = [] } = (await deps.upstreams.readSince(null)) ?? {}
  const now = deps.clock.now()
  for (const each of stored.filter(({ upstream, fetches }) => isRefreshed(upstream) && fetches.dueAt <= now)) {
    if (signal.aborted) return
    try {
      told.refreshed(each.upstream, await refreshUpstream(each, deps))
    } catch (error) {
      told.failed(each.upstream, error)
    }
  }
}

/**
 * Fetches the metadata of an upstream from where it came, and takes them as they are signed. Whatever is wrong, the
 * upstream works on with its last good ones, and what is wrong is noted. Throws only what the broker itself is not able
 * to do.
 */
export async function refreshUpstream(stored: StoredUpstream, deps: UpstreamRefreshDeps): Promise<UpstreamRefreshed> {
  const { upstream, fetches } = stored
  try {
    const { went, state } = await attempt(stored, deps)
    await note(upstream, { ...state, lastRefresh: deps.clock.now(), trouble: null, failures: 0 }, deps)
    return went
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const failures = fetches.failures + 1
    const { rule, message } = whyOf(error)
    await note(upstream, { ...fetches, trouble: lineOf(`${message} (${rule})`), failures }, deps)
    return { kind: 'refused', rule, message, failures }
  }
}

interface Went {
  readonly went: UpstreamRefreshed
  readonly state: UpstreamFetches
}

async function attempt(stored: StoredUpstream, deps: UpstreamRefreshDeps): Promise<Went> {
  const { upstream, fetches } = stored
  const { source, peer } = upstream
  // A server that takes a new document for the one before would keep that one here beyond its end.
  const known = hasEnded(upstream, deps) ? { etag: null, lastModified: null } : fetches
  const fetched = await deps.fetchIfChanged(source.from, known)
  if (fetched === null) return unchanged(upstream, fetches, deps)
  const { etag, lastModified, file } = fetched
  const document = deps.digest(file)
  if (document === fetches.document) return unchanged(upstream, { ...fetches, etag, lastModified }, deps)
  const read = await deps.readIdpMetadata(file, { signer: source.signer, entityId: peer.entityId })
  const next = { ...upstream, peer: read.idp, metadata: new TextDecoder('utf-8').decode(file) }
  const { kind } = await put(stored, next, { actor: 'broker', dryRun: false, anew: false }, deps)
  return {
    went: { kind: kind === 'updated' ? 'applied' : 'unchanged' },
    state: { ...fetches, etag, lastModified, document, cacheFor: read.cacheFor },
  }
}

const hasEnded = ({ peer }: Upstream, { clock }: UpstreamRefreshDeps): boolean =>
  peer.kind === 'saml' && isPast(peer.validUntil, clock.now())

/** An end is not put off by being told again. */
function unchanged(upstream: Upstream, state: UpstreamFetches, deps: UpstreamRefreshDeps): Went {
  // check: an-ended-upstream-is-not-good-for-being-unchanged
  if (hasEnded(upstream, deps)) throw new OperatorError('metadata-expired', 'validUntil')
  return { went: { kind: 'unchanged' }, state }
}

const whyOf = (error: OperatorError): { readonly rule: string; readonly message: string } => ({
  rule: error.rule,
  message: error instanceof Refused ? error.rule : error.message,
})

const LONGEST_LINE = 300

/** A stranger's words may be in it: one line, not too long. */
const lineOf = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').slice(0, LONGEST_LINE)

async function note(upstream: Upstream, state: UpstreamFetches, deps: UpstreamRefreshDeps): Promise<void> {
  const longest = deps.refreshEvery
  const dueAt = nextDue(state, deps.clock.now(), { longest, chance: deps.chance() })
  await deps.upstreams.noteFetches(upstream, { ...state, dueAt })
}

/** Refreshes one now, as an operator asks. Throws `Refused`: `upstream-no-source` where nothing is fetched again. */
export async function refreshUpstreamNow(
  stored: StoredUpstream,
  deps: UpstreamRefreshDeps,
): Promise<UpstreamRefreshed> {
  if (!isRefreshed(stored.upstream)) {
    throw new Refused(refusal('upstream-no-source', { name: stored.upstream.name }))
  }
  return refreshUpstream(stored, deps)
}
