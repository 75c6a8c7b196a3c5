import type { AuditEvent } from '../../domain/audit-event.js'
import type { Upstream } from '../../domain/upstream.js'
import { sameJson } from '../services/same-json.js'
import { keysOf } from './upstream-view.js'

/** What the audit keeps of an upstream: no secret, and its keys by their fingerprints. */
export function auditedParts({ id, dialect, peer, settings, source }: Upstream) {
  const { from, signer } = source
  const endpoints =
    peer.kind === 'saml' ? { sso: peer.sso, slo: peer.slo } : { clientId: peer.clientId, proof: peer.proof }
  return {
    id,
    dialect,
    entityId: peer.entityId,
    ...settings,
    ...endpoints,
    keys: keysOf({ peer }).map(({ use, sha256 }) => `${use} ${sha256}`),
    source: { from, signed: signer !== null },
  }
}

/** One part that differs, by its name. */
export interface UpstreamChange {
  readonly part: string
  readonly before: unknown
  readonly after: unknown
}

/** What differs of what the audit keeps, and that the metadata do, or the secret. */
export function changesOf(before: Upstream, after: Upstream): readonly UpstreamChange[] {
  const [one, other] = [auditedParts(before), auditedParts(after)] as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])]
  const parts = names
    .filter((name) => !sameJson(one?.[name], other?.[name]))
    .map((name) => ({ part: name, before: one?.[name] ?? null, after: other?.[name] ?? null }))
  // What has no part of its own, such as a name that citizens read.
  const isRest = parts.length === 0 && !sameJson(before.peer, after.peer)
  return isRest ? [{ part: 'metadata', before: null, after: null }] : parts
}

interface Acted {
  readonly actor: string
  readonly at: number
}

/** The entry on an upstream that is new, or goes. */
export const auditedWhole = (
  action: 'upstream.imported' | 'upstream.removed',
  upstream: Upstream,
  { actor, at }: Acted,
): AuditEvent => {
  const whole = auditedParts(upstream)
  const { name: subject } = upstream
  return action === 'upstream.imported'
    ? { at, actor, action, subject, before: null, after: whole }
    : { at, actor, action, subject, before: whole, after: null }
}

/** The entry on what has changed. */
export const auditedChange = (
  action: 'upstream.updated' | 'upstream.set',
  { name: subject }: Upstream,
  changes: readonly UpstreamChange[],
  { actor, at }: Acted,
): AuditEvent => ({
  at,
  actor,
  action,
  subject,
  before: Object.fromEntries(changes.map(({ part, before }) => [part, before])),
  after: Object.fromEntries(changes.map(({ part, after }) => [part, after])),
})
