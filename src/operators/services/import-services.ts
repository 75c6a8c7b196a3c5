import type { AuditEvent } from '../../domain/audit-event.js'
import type { Finding } from '../../domain/finding.js'
import { entityId, type EntityId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceMetadata, Service } from '../../domain/service.js'
import { advice } from './advice.js'
import { assign, eachOnce, readAssignments, type Assignment } from './assign.js'
import { describeChanges, sameService } from './describe-changes.js'
import { keyFingerprint } from './fingerprint.js'
import { audited, auditedWhole } from './service-change.js'
import type { ServiceDeps, ReadDocument, ReadMetadata, ReadService, RefusedService } from './service-deps.js'
import { NothingImported } from './nothing-imported.js'
import { brokenRule, type BrokenRule } from './service-rules.js'
import { draftOf, initialDraft, type ServiceDraft } from './service-draft.js'
import { exceptionFinding } from './weak-exception.js'

/** What `servicekonto sp import` was given. */
export interface ImportInput {
  /** The metadata document as it came. */
  readonly file: Uint8Array
  /** File name or URL as given. */
  readonly from: string
  /** PEM certificate that the document must be signed with; null: none asked for. */
  readonly signer: string | null
  readonly trustLevel?: string | undefined
  readonly name?: string | undefined
  readonly tenant?: string | undefined
  /** `key=value` texts, for every service of the document. */
  readonly set: readonly string[]
  /** Says what would change, and changes nothing. */
  readonly dryRun: boolean
}

export type ImportKind = 'registered' | 'updated' | 'unchanged'

/** What the import means for one service. */
export interface ImportedService {
  readonly entityId: EntityId
  readonly kind: ImportKind
  readonly trustLevel: string
  /** In plain words, one line each. */
  readonly changes: readonly string[]
  /** What the operator should know, and what to do about it. */
  readonly findings: readonly Finding[]
  /** SHA-256 of its signing certificates, or of the keys where they have none. */
  readonly signingKeys: readonly string[]
}

export interface ImportResult {
  readonly dryRun: boolean
  readonly services: readonly ImportedService[]
  readonly refused: readonly RefusedService[]
  /** SHA-256 of the document: to be compared where no signer was given. */
  readonly document: string
  /** SHA-256 of the signer's certificate; null: the signature was not checked. */
  readonly signer: string | null
}

interface Step {
  readonly before: Service | null
  readonly after: Service
  readonly read: ReadService
}

/**
 * Registers or updates the services of a metadata document and activates them, all in one transaction
 * (RULES: Operators 2). What stands in a registered service's settings stays unless the input names it. Throws
 * `OperatorError`, with nothing changed, if the document, an option, or every service of it is refused.
 */
export async function importServices(
  input: ImportInput,
  deps: ServiceDeps & { readonly readMetadata: ReadMetadata },
): Promise<ImportResult> {
  const assignments = assignmentsOf(input)
  const document = await deps.readMetadata(input.file, input.signer)
  return deps.services.change(async () => {
    const { steps, refused } = await plan(document, assignments, input, deps)
    // check: what-no-service-is-left-of-is-refused
    if (steps.length === 0) throw nothingLeft(refused, input)
    const changed = steps.filter(({ before, after }) => !before || !sameService(before, after))
    // check: a-dry-run-changes-nothing
    const written = input.dryRun ? [] : changed
    const services = steps.map((step) => imported(step, changed.includes(step), deps))
    return {
      save: written.map(({ after }) => after),
      remove: [],
      audit: written.map(auditOf(deps)),
      result: {
        dryRun: input.dryRun,
        services,
        refused,
        document: document.documentFingerprint,
        signer: document.signerFingerprint,
      },
    }
  })
}

function assignmentsOf({ trustLevel, name, tenant, set }: ImportInput): readonly Assignment[] {
  const options: readonly (readonly [string, string | undefined])[] = [
    ['trustLevel', trustLevel],
    ['displayName', name],
    ['tenant', tenant],
  ]
  const given = options.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]))
  return eachOnce([...given, ...readAssignments(set)])
}

async function plan(
  document: ReadDocument,
  assignments: readonly Assignment[],
  input: ImportInput,
  deps: ServiceDeps,
): Promise<{ steps: readonly Step[]; refused: readonly RefusedService[] }> {
  const all = await deps.services.all()
  const registry = new Map(all.map((service) => [service.entityId, service]))
  const sectors = bySector(all)
  const refused = [...document.refused]
  const steps: Step[] = []
  for (const read of document.entities) {
    const id = entityId(read.entityId)
    const before = registry.get(id) ?? null
    const draft = before
      ? await assign({ ...draftOf(before), metadata: read.metadata }, assignments, deps, draftOf(before))
      : await firstDraft(id, read.metadata, assignments, deps)
    const chosen = before !== null || assignments.some(({ key }) => key === 'sector')
    const broken = refusal(before, draft.tenant) ?? brokenRule(draft, sectors.get(draft.settings.sector) ?? [], chosen)
    if (broken) {
      refused.push({ entityId: id, ...broken })
      continue
    }
    const source = { from: input.from, signer: document.signerFingerprint, importedAt: deps.clock.now() }
    steps.push({ before, read, after: { ...draft, active: true, source, revision: before?.revision ?? 0 } })
  }
  return { steps, refused }
}

/** A service at its first import: its level is the one that its metadata name in its dialect, unless it is given. */
async function firstDraft(
  id: EntityId,
  metadata: ServiceMetadata,
  assignments: readonly Assignment[],
  deps: ServiceDeps,
): Promise<ServiceDraft> {
  const draft = await assign(initialDraft(id, metadata), assignments, deps, null)
  const named = deps.words.level(draft.settings.dialect, metadata)
  if (named === null || assignments.some(({ key }) => key === 'trustLevel')) return draft
  return { ...draft, settings: { ...draft.settings, trustLevel: named } }
}

/** An aggregate has thousands of members: those of a sector are looked up, not searched for among all. */
function bySector(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const sectors = new Map<string, Service[]>()
  for (const service of services) {
    const sharing = sectors.get(service.settings.sector)
    if (sharing) sharing.push(service)
    else sectors.set(service.settings.sector, [service])
  }
  return sectors
}

/** An entityID belongs to one tenant (RULES: Operators 2). */
function refusal(before: Service | null, tenant: string | null): BrokenRule | null {
  const owner = before?.tenant ?? null
  // check: an-entity-of-another-tenant-is-refused
  if (!before || owner === null || owner === tenant) return null
  const { entityId } = before
  const message = `${entityId} belongs to the tenant "${owner}"; to move it: servicekonto sp set ${entityId} tenant=…`
  return { rule: 'tenant-foreign', message }
}

const auditOf =
  (deps: ServiceDeps) =>
  ({ before, after }: Step): AuditEvent =>
    before
      ? audited('service.updated', before, after, deps)
      : auditedWhole('service.imported', null, after, after.entityId, deps)

function imported(
  { before, after, read }: Step,
  changed: boolean,
  { clock, words }: Pick<ServiceDeps, 'clock' | 'words'>,
): ImportedService {
  const now = clock.now()
  return {
    entityId: after.entityId,
    kind: !changed ? 'unchanged' : before ? 'updated' : 'registered',
    trustLevel: after.settings.trustLevel,
    changes: describeChanges(before, after, words),
    findings: [...read.findings, ...advice(after, now, words), ...exceptionFinding(after.settings, now)],
    signingKeys: after.metadata.keys.filter(({ use }) => use !== 'encryption').map(keyFingerprint),
  }
}

function nothingLeft(refused: readonly RefusedService[], { from, dryRun }: ImportInput): OperatorError {
  const [first, ...others] = refused
  if (!first) return new OperatorError('metadata-no-service', `${from} has no service provider (SPSSODescriptor)`)
  const rest = others.length === 0 ? '' : ` (and ${others.length} more refused)`
  return new NothingImported(first.rule, `${first.message}${rest}`, { dryRun, services: [], refused })
}
