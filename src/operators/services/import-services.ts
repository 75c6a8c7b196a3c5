import type { AuditEvent } from '../../domain/audit-event.js'
import type { Finding as ReadFinding } from '../../domain/finding.js'
import { entityId, type EntityId } from '../../domain/ids.js'
import type { OperatorError } from '../../domain/operator-error.js'
import type { Service, ServiceMetadata } from '../../domain/service.js'
import { refusal, type Refusal, type ServiceFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { advice } from './advice.js'
import { applySettings } from './apply-settings.js'
import { keyFingerprint } from './fingerprint.js'
import { NothingImported, type RefusedService } from './nothing-imported.js'
import { audited, auditedWhole } from './registered-service.js'
import { changesOf, sameService, type Change } from './service-changes.js'
import type { ReadDocument, ReadService, ServiceDeps, UnreadService } from './service-deps.js'
import { draftOf, initialDraft, type ServiceDraft } from './service-draft.js'
import { brokenRule } from './service-rules.js'
import type { SettingsChange } from './setting-rules.js'
import { exceptionFindings } from './weak-exception.js'

/** How a metadata document is imported. */
export interface ImportInput {
  /** The file name or URL of the document. */
  readonly from: string
  /** The settings for every service of the document. */
  readonly settings: SettingsChange
  /** True: says what would change, and changes nothing. */
  readonly dryRun: boolean
}

export type ImportKind = 'registered' | 'updated' | 'unchanged'

/** What the import means for one service. */
export interface ImportedService {
  /** The service as it is now, or would be. */
  readonly service: Service
  readonly kind: ImportKind
  readonly changes: readonly Change[]
  /** The findings of the metadata reader, in its own words. */
  readonly readFindings: readonly ReadFinding[]
  /** What else the operator should know of the service. */
  readonly findings: readonly ServiceFinding[]
  /** SHA-256 of its signing certificates; for a key without certificate, of the key. */
  readonly signingKeys: readonly string[]
}

export interface ImportResult {
  readonly dryRun: boolean
  readonly services: readonly ImportedService[]
  /** `unread`: what the reader refuses; `refused`: what a rule of the registry refuses. */
  readonly unread: readonly UnreadService[]
  readonly refused: readonly RefusedService[]
  /** SHA-256 of the document, to be compared if no signer was given. */
  readonly document: string
  /** SHA-256 of the signer's certificate; null if the signature was not checked. */
  readonly signer: string | null
}

interface Step {
  readonly before: Service | null
  readonly after: Service
  readonly read: ReadService
}

/**
 * Registers or updates the services of a metadata document and activates them, all in one transaction (RULES: Operators
 * 2). A registered service keeps each setting that the input does not name. `actor`: who acts, for the audit log.
 * Throws, with nothing changed: `Refused` for a setting that is not possible, `NothingImported` if every service of the
 * document is refused.
 */
export async function importServices(
  document: ReadDocument,
  input: ImportInput,
  actor: string,
  deps: ServiceDeps,
): Promise<ImportResult> {
  const { dryRun } = input
  const { refused: unread, documentFingerprint, signerFingerprint } = document
  return deps.services.change(async () => {
    const { steps, refused } = await plan(document, input, deps)
    // check: what-no-service-is-left-of-is-refused
    if (steps.length === 0) throw nothingLeft(unread, refused, input)
    const changed = steps.filter(({ before, after }) => !before || !sameService(before, after))
    // check: a-dry-run-changes-nothing
    const written = dryRun ? [] : changed
    const services = steps.map((step) => imported(step, changed.includes(step), deps))
    return {
      save: written.map(({ after }) => after),
      remove: [],
      audit: written.map((step) => auditOf(step, actor, deps)),
      result: { dryRun, services, unread, refused, document: documentFingerprint, signer: signerFingerprint },
    }
  })
}

async function plan(
  document: ReadDocument,
  { from, settings }: ImportInput,
  deps: ServiceDeps,
): Promise<{ steps: readonly Step[]; refused: readonly RefusedService[] }> {
  const all = await deps.services.all()
  const registry = new Map(all.map((service) => [service.entityId, service]))
  const sectors = bySector(all)
  const refused: RefusedService[] = []
  const steps: Step[] = []
  for (const read of document.entities) {
    const id = entityId(read.entityId)
    const before = registry.get(id) ?? null
    const draft = before
      ? await applySettings({ ...draftOf(before), metadata: read.metadata }, settings, deps, draftOf(before))
      : await firstDraft(id, read.metadata, settings, deps)
    const chosen = before !== null || 'sector' in settings
    const broken = foreignTenant(before, draft) ?? brokenRule(draft, sectors.get(draft.settings.sector) ?? [], chosen)
    if (broken) {
      refused.push({ entityId: id, refusal: broken })
      continue
    }
    const source = { from, signer: document.signerFingerprint, importedAt: deps.clock.now() }
    steps.push({ before, read, after: { ...draft, active: true, source, revision: before?.revision ?? 0 } })
  }
  return { steps, refused }
}

/**
 * A service at its first import. Unless the operator gives its level, it is the one that its metadata name in its
 * dialect.
 */
async function firstDraft(
  id: EntityId,
  metadata: ServiceMetadata,
  settings: SettingsChange,
  deps: ServiceDeps,
): Promise<ServiceDraft> {
  const draft = await applySettings(initialDraft(id, metadata), settings, deps, null)
  const named = deps.words.level(draft.settings.dialect, metadata)
  if (named === null || 'trustLevel' in settings) return draft
  return { ...draft, settings: { ...draft.settings, trustLevel: named } }
}

/**
 * The services by sector, because an aggregate has thousands of members and each is compared with those of its sector.
 */
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
function foreignTenant(before: Service | null, { tenant }: ServiceDraft): Refusal | null {
  const owner = before?.tenant ?? null
  // check: an-entity-of-another-tenant-is-refused
  if (!before || owner === null || owner === tenant) return null
  return refusal('tenant-foreign', { entityId: before.entityId, tenant: owner })
}

const auditOf = ({ before, after }: Step, actor: string, deps: ServiceDeps): AuditEvent =>
  before
    ? audited('service.updated', before, after, actor, deps)
    : auditedWhole('service.imported', null, after, after.entityId, actor, deps)

function imported(
  { before, after, read }: Step,
  changed: boolean,
  { clock, words }: Pick<ServiceDeps, 'clock' | 'words'>,
): ImportedService {
  const now = clock.now()
  return {
    service: after,
    kind: !changed ? 'unchanged' : before ? 'updated' : 'registered',
    changes: changesOf(before, after, words),
    readFindings: read.findings,
    findings: [...advice(after, now, words), ...exceptionFindings(after.settings, now)],
    signingKeys: after.metadata.keys.filter(({ use }) => use !== 'encryption').map(keyFingerprint),
  }
}

const nothingLeft = (
  unread: readonly UnreadService[],
  refused: readonly RefusedService[],
  { from, dryRun }: ImportInput,
): OperatorError =>
  unread.length + refused.length === 0
    ? new Refused(refusal('metadata-no-service', { from }))
    : new NothingImported({ dryRun, unread, refused })
