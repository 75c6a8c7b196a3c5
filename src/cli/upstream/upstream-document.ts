import { isAddress } from '../../domain/source.js'
import type { ImportedUpstream } from '../../operators/upstreams/import-upstream.js'
import type { UpstreamChange } from '../../operators/upstreams/upstream-changes.js'
import { keysOf, type UpstreamView } from '../../operators/upstreams/upstream-view.js'
import { timeOf } from '../days.js'
import { upstreamFindingDocument, upstreamFindingLine } from './upstream-sentences.js'

/** CONTRACT: upstream list --json and upstream show --json, of one upstream. */
export function upstreamDocument({ upstream, enabled, health, keys, findings }: UpstreamView) {
  const { name, dialect, peer, settings, source } = upstream
  const { from, signer, importedAt, lastRefresh, trouble } = source
  return {
    name,
    entityId: peer.entityId,
    dialect,
    enabled,
    up: health.isUp,
    ...settings,
    names: peer.names,
    ...(peer.kind === 'oidc' && { clientId: peer.clientId, proof: peer.proof }),
    keys,
    ...(peer.kind === 'saml' && { validUntil: timeOf(peer.validUntil), sso: peer.sso, slo: peer.slo }),
    source: { from, signer, importedAt: timeOf(importedAt), refreshed: isRefreshed(source), trouble },
    lastRefresh: timeOf(lastRefresh),
    warnings: findings.map((found) => upstreamFindingLine(found, name)),
  }
}

/** Only what somebody vouches for is fetched again. */
const isRefreshed = ({ from, signer }: { readonly from: string; readonly signer: string | null }): boolean =>
  signer !== null && isAddress(from)

/** An upstream as a row, with a line for each warning. */
export function upstreamRow({ upstream, enabled, health, findings }: UpstreamView): readonly string[] {
  const { name, dialect, peer, settings } = upstream
  const state = enabled ? (health.isUp ? 'enabled' : 'enabled, down') : 'disabled'
  const row = [name, dialect, settings.maxLevel, state, peer.entityId].join('  ')
  return [row, ...findings.map((found) => `  warning: ${upstreamFindingLine(found, name)}`)]
}

/** An upstream in full, in lines of text. */
export const upstreamLines = (view: UpstreamView): readonly string[] =>
  Object.entries(upstreamDocument(view)).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )

/** CONTRACT: upstream import --json. */
export function importedDocument({ upstream, kind, changes, findings, document, signer }: ImportedUpstream, told: Told) {
  const { name, dialect, peer, settings } = upstream
  return {
    name,
    entityId: peer.entityId,
    dialect,
    kind,
    dryRun: told.dryRun,
    maxLevel: settings.maxLevel,
    signed: settings.signed,
    changes: changes.map(({ part }) => part),
    keys: keysOf(upstream),
    document,
    signer,
    addresses: told.addresses,
    findings: findings.map((found) => upstreamFindingDocument(found, name)),
  }
}

/** What the other side is told: where the broker is its service. */
export interface UpstreamAddresses {
  readonly metadata?: string
  readonly acs?: string
  readonly callback?: string
}

interface Told {
  readonly dryRun: boolean
  readonly addresses: UpstreamAddresses
}

/** The same in lines of text. */
export function importedLines(imported: ImportedUpstream, told: Told): readonly string[] {
  const { upstream, kind, changes, findings, document, signer } = imported
  const { name, dialect, peer, settings } = upstream
  const did = told.dryRun ? `would be ${kind}` : kind
  return [
    `${name}  ${did}  ${dialect}  ${peer.entityId}`,
    `  counts at most as ${settings.maxLevel}; its signature is taken at: ${settings.signed}`,
    ...changes.map((change) => `  ${changeLine(change)}`),
    ...keysOf(upstream).map(({ use, sha256 }) => `  key for ${use}: SHA-256 ${sha256}`),
    ...(document === null ? [] : [`  the file: SHA-256 ${document}${signer === null ? ', signed for nobody: compare it with what its operator tells you' : ''}`]),
    ...Object.entries(told.addresses).map(([what, address]) => `  to tell the other side: ${what} ${String(address)}`),
    ...findings.map((found) => `  ${found.severity}: ${upstreamFindingLine(found, name)}`),
  ]
}

/** A change in a line. */
export const changeLine = ({ part, before, after }: UpstreamChange): string =>
  before === null && after === null ? part : `${part}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`
