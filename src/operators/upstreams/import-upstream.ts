import { methodId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import { isAddress } from '../../domain/source.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import {
  UPSTREAM_DEFAULTS,
  type StoredUpstream,
  type Upstream,
  type UpstreamDialect,
  type UpstreamSource,
} from '../../domain/upstream.js'
import { finding, refusal, type UpstreamFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { auditedChange, auditedWhole, changesOf, type UpstreamChange } from './upstream-changes.js'
import type { ReadIdp, UpstreamDeps } from './upstream-deps.js'
import { demandName } from './upstream-rules.js'
import { findingsOf } from './upstream-view.js'

/** How another account is registered, or read again. */
export interface UpstreamImport {
  /** What the method is called; an upstream that has this name is updated. */
  readonly name: string
  /** Null: `saml2int` for a new one, and as it is for one that is registered. */
  readonly dialect: Exclude<UpstreamDialect, 'oidc'> | null
  /** Null: as shipped for a new one, which a finding says, and as it is for one that is registered. */
  readonly maxLevel: TrustLevel | null
  /** A file's name, or the address. */
  readonly from: string
  /** Certificates in PEM, one of which must have signed the document; null: nobody vouches for it. */
  readonly signer: string | null
  /** Which one of a document with several; null: its only one, or the one that is registered. */
  readonly entityId: string | null
  /** True: says what would change, and changes nothing. */
  readonly dryRun: boolean
}

/** What the import means. */
export interface ImportedUpstream {
  /** As it is now, or would be. */
  readonly upstream: Upstream
  readonly kind: 'registered' | 'updated' | 'unchanged'
  readonly changes: readonly UpstreamChange[]
  readonly findings: readonly UpstreamFinding[]
  /** SHA-256 of the document, to be compared if no signer was given; null of an OpenID provider. */
  readonly document: string | null
  /** SHA-256 of the signer's certificate; null if no signature was checked. */
  readonly signer: string | null
}

/**
 * Registers an identity provider by its SAML metadata as a method of its own, or reads those of a registered one again. One
 * that is new is on. Throws, with nothing changed: `Refused('upstream-name')`, `'upstream-taken'` where another account has
 * the name, `'upstream-dialect'`, `'upstream-changed'`, and what `readIdpMetadata` throws.
 */
export async function importUpstream(
  file: Uint8Array,
  input: UpstreamImport,
  actor: string,
  deps: UpstreamDeps,
): Promise<ImportedUpstream> {
  demandName(input.name, deps.houseMethods)
  const stored = await deps.upstreams.find(methodId(input.name))
  const read = await readFor(file, input, stored?.upstream ?? null, deps)
  const metadata = new TextDecoder('utf-8').decode(file)
  const next = nextOf(stored?.upstream ?? null, { input, read, metadata }, deps)
  const done = await put(stored, next, { actor, dryRun: input.dryRun, anew: stored === null }, deps)
  const findings = [...read.findings, ...importFindings(stored, next, input, deps)]
  return { ...done, findings, document: read.documentFingerprint, signer: read.signerFingerprint }
}

/** One of several is the registered one, where nobody names another. */
async function readFor(
  file: Uint8Array,
  { signer, entityId }: UpstreamImport,
  before: Upstream | null,
  { readIdpMetadata }: UpstreamDeps,
): Promise<ReadIdp> {
  try {
    return await readIdpMetadata(file, { signer, entityId })
  } catch (error) {
    const isChoice = error instanceof OperatorError && error.rule === 'metadata-entity-choice'
    if (!isChoice || before === null) throw error
    return readIdpMetadata(file, { signer, entityId: before.peer.entityId })
  }
}

interface Given {
  readonly input: UpstreamImport
  readonly read: ReadIdp
  readonly metadata: string
}

function nextOf(before: Upstream | null, { input, read, metadata }: Given, deps: UpstreamDeps): Upstream {
  const { name, dialect, maxLevel, from, signer } = input
  if (before === null) {
    const settings = { ...UPSTREAM_DEFAULTS, ...(maxLevel && { maxLevel }) }
    const made = { id: deps.random.id(), name: methodId(name), dialect: dialect ?? ('saml2int' as const) }
    return { ...made, peer: read.idp, settings, metadata, source: sourceOf(from, signer, deps), version: 0 }
  }
  demandSame(before, read.idp.entityId, dialect ?? (before.dialect === 'oidc' ? 'saml2int' : before.dialect))
  return {
    ...before,
    dialect: dialect ?? before.dialect,
    peer: read.idp,
    settings: { ...before.settings, ...(maxLevel && { maxLevel }) },
    metadata,
    source: sourceOf(from, signer, deps),
  }
}

/** Another account under a name that is taken would inherit its links and its services. */
export function demandSame({ name, dialect: registered, peer }: Upstream, entityId: string, dialect: UpstreamDialect) {
  // check: a-name-of-an-upstream-stays-with-its-account
  if (peer.entityId !== entityId) {
    throw new Refused(refusal('upstream-taken', { name, entityId, registered: peer.entityId }))
  }
  // check: an-upstream-stays-in-its-protocol
  if ((registered === 'oidc') !== (dialect === 'oidc')) {
    throw new Refused(refusal('upstream-dialect', { name, dialect, registered }))
  }
}

export const sourceOf = (
  from: string,
  signer: string | null,
  { clock }: Pick<UpstreamDeps, 'clock'>,
): UpstreamSource => ({
  from,
  signer,
  importedAt: clock.now(),
  lastRefresh: null,
  trouble: null,
})

interface Put {
  readonly actor: string
  readonly dryRun: boolean
  readonly anew: boolean
}

/** Writes an upstream as it is to be. Throws `Refused('upstream-changed')` where somebody was faster. */
export async function put(
  stored: StoredUpstream | null,
  next: Upstream,
  { actor, dryRun }: Put,
  { upstreams, clock }: Pick<UpstreamDeps, 'upstreams' | 'clock'>,
): Promise<Pick<ImportedUpstream, 'upstream' | 'kind' | 'changes'>> {
  const by = { actor, at: clock.now() }
  if (stored === null) {
    // check: a-dry-run-of-an-upstream-changes-nothing
    if (!dryRun) await upstreams.create(next, auditedWhole('upstream.imported', next, by))
    return { upstream: { ...next, version: 1 }, kind: 'registered', changes: [] }
  }
  const changes = changesOf(stored.upstream, next)
  const isSame = changes.length === 0 && stored.upstream.metadata === next.metadata
  if (isSame && isSameSource(stored.upstream, next)) return { upstream: stored.upstream, kind: 'unchanged', changes }
  const isDone = dryRun || (await upstreams.replace(next, auditedChange('upstream.updated', next, changes, by)))
  if (!isDone) throw new Refused(refusal('upstream-changed', { name: next.name }))
  return { upstream: next, kind: isSame ? 'unchanged' : 'updated', changes }
}

/** The same place, and vouched for in the same way; when it was read there is no change. */
const isSameSource = ({ source: one }: Upstream, { source: other }: Upstream): boolean =>
  one.from === other.from && one.signer === other.signer

function importFindings(
  stored: StoredUpstream | null,
  next: Upstream,
  { maxLevel, from, signer }: UpstreamImport,
  { clock }: UpstreamDeps,
): readonly UpstreamFinding[] {
  const { maxLevel: level } = next.settings
  const fresh = { upstream: next, health: { isUp: true, failures: 0, since: null, detail: null } }
  return [
    ...(stored === null && maxLevel === null ? [finding('upstream-level-shipped', { level })] : []),
    ...(isAddress(from) && signer === null ? [finding('upstream-not-fetched', {})] : []),
    ...findingsOf(fresh, clock.now()),
  ]
}
