import type { AuditEvent } from '../../domain/audit-event.js'
import { entityId } from '../../domain/ids.js'
import type { OperatorError } from '../../domain/operator-error.js'
import type { SourceChange } from '../../domain/ports/source-store.js'
import type { RemovedService } from '../../domain/ports/service-store.js'
import type { Service, ServiceKey } from '../../domain/service.js'
import { finding, refusal, type Refusal, type ServiceFinding } from '../findings.js'
import { Refused } from '../refused.js'
import { advice } from './advice.js'
import { applySettings } from './apply-settings.js'
import { asItWas, returning, wrongReturn } from './comes-back.js'
import { activeAfter, asLeft, departed, hasMoved, isSkipped, originOf, unfitEnd, type Feed } from './feed.js'
import { keyFingerprint } from './fingerprint.js'
import { inTurns } from './in-turns.js'
import { bySector } from './by-sector.js'
import { countedOnce, leftSector } from './left-sector.js'
import { NothingImported, type RefusedService } from './nothing-imported.js'
import { audited, auditedWhole } from './registered-service.js'
import { changesOf, sameService, type Change } from './service-changes.js'
import type { ReadDocument, ReadService, ServiceDeps, UnreadService } from './service-deps.js'
import { draftOf, initialDraft, type ServiceDraft } from './service-draft.js'
import { brokenRule, wrongEntityId } from './service-rules.js'
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
  /** The source whose document it is; null: there will be no other. */
  readonly feed?: Feed | null
  /** The source that comes with the import, asked for at each try; absent: none does. */
  readonly source?: () => Promise<SourceChange>
}

export type ImportKind = 'registered' | 'updated' | 'unchanged'

/** What the import means for one service. */
export interface ImportedService {
  /** The service as it is now, or would be. */
  readonly service: Service
  readonly kind: ImportKind
  readonly changes: readonly Change[]
  /** What the operator should know of the service: what its reader found, and what else. */
  readonly findings: readonly ServiceFinding[]
  /** SHA-256 of its signing certificates; for a key without certificate, of the key. */
  readonly signingKeys: readonly string[]
}

export interface ImportResult {
  readonly dryRun: boolean
  readonly services: readonly ImportedService[]
  /** `unread`: what the reader refuses; `refused`: what a rule of the registry refuses. */
  readonly unread: readonly UnreadService[]
  /** So many more the reader refuses, which nobody is told one by one. */
  readonly untold: number
  readonly refused: readonly RefusedService[]
  /** SHA-256 of the document, to be compared if no signer was given. */
  readonly document: string
  /** SHA-256 of the signer's certificate; null if the signature was not checked. */
  readonly signer: string | null
}

interface Step {
  readonly before: Service | null
  /** What was here before it was removed, and comes back. */
  readonly earlier: RemovedService | null
  readonly after: Service
  /** Null for one that the document holds no more. */
  readonly read: ReadService | null
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
  const { refused: unread, untold = [], documentFingerprint, signerFingerprint } = document
  const whole = { dryRun, unread, untold: untold.length, document: documentFingerprint, signer: signerFingerprint }
  return deps.services.change(async () => {
    const { steps, refused } = await plan(document, input, deps)
    // check: what-no-service-is-left-of-is-refused
    if (steps.length === 0 && !isNoNews(document, refused, input)) throw nothingLeft(unread, refused, input)
    const changed = new Set(steps.filter(({ before, after }) => !before || !sameService(before, after)))
    const moved = steps.filter(({ before, after }) => before !== null && hasMoved(before.source, after.source))
    // check: a-dry-run-changes-nothing
    const written = dryRun ? [] : [...new Set([...changed, ...moved])]
    // check: a-source-is-registered-with-its-services
    const sources = dryRun || !input.source ? [] : [await input.source()]
    const services = await inTurns(steps, (step) => imported(step, changed.has(step), deps))
    return {
      save: written.map(({ after }) => after),
      remove: [],
      audit: written.map((step) => auditOf(step, actor, deps)),
      sources,
      result: { ...whole, services, refused },
    }
  })
}

async function plan(
  document: ReadDocument,
  input: ImportInput,
  deps: ServiceDeps,
): Promise<{ steps: readonly Step[]; refused: readonly RefusedService[] }> {
  const { feed = null } = input
  // What was removed is known by the store, and asked for where nobody decides it anew.
  const { saved: all, removed } =
    feed === null ? { saved: await deps.services.all(), removed: [] } : await deps.services.changesSince(0)
  const registry = new Map(all.map((service) => [service.entityId, service]))
  const gone = new Set(removed)
  const steps = departed(all, document, feed).map((before) => leaving(before))
  const ids = document.entities.map((read) => entityId(read.entityId))
  const back = await returning(
    ids.filter((id) => !registry.has(id)),
    deps,
  )
  const house = { document, sectors: bySector(all), accounts: countedOnce(deps), input, deps }
  const judged = await inTurns(document.entities, async (read) => {
    const id = entityId(read.entityId)
    const known = { before: registry.get(id) ?? null, earlier: back.get(id) ?? null }
    return isSkipped(id, known.before, gone, feed) ? null : judge(read, known, house)
  })
  return {
    steps: [...steps, ...judged.filter((each) => each !== null && 'after' in each)],
    refused: judged.filter((each) => each !== null && 'refusal' in each),
  }
}

/** What services are judged by. */
interface House {
  readonly document: ReadDocument
  /** The registered ones by sector. */
  readonly sectors: ReadonlyMap<string, readonly Service[]>
  /** How many accounts have a pseudonym in a sector; null: nobody counts them. */
  readonly accounts: ServiceDeps['accountsInSector']
  readonly input: ImportInput
  readonly deps: ServiceDeps
}

async function judge(read: ReadService, known: Known, house: House): Promise<Step | RefusedService> {
  const { before, earlier } = known
  const { document, sectors, input, deps } = house
  const id = entityId(read.entityId)
  const draft = await draftFor(read, known, input, deps)
  const broken =
    (before === null ? wrongEntityId(id) : null) ??
    (await foreignTenant(before, draft, deps)) ??
    (await wrongReturn(draft, earlier, deps)) ??
    (before === null && earlier === null ? await leftSector(draft, house.sectors, house.accounts) : null) ??
    brokenRule(draft, sectors.get(draft.settings.sector) ?? [], isChosen(known, input)) ??
    unfitEnd(draft, deps.clock.now())
  if (broken) return { entityId: id, refusal: broken }
  return { before, earlier, read, after: serviceAfter(before, draft, document, input, deps) }
}

type Known = Pick<Step, 'before' | 'earlier'>

/** Whether somebody has chosen the sector, now or before. */
const isChosen = ({ before, earlier }: Known, { settings }: ImportInput): boolean =>
  before !== null || earlier !== null || 'sector' in settings

const leaving = (before: Service): Step => ({ before, earlier: null, after: asLeft(before), read: null })

/** A refresh keeps every setting of a service that is there; whoever imports by hand sets them for all. */
async function draftFor(
  { entityId: id, metadata }: ReadService,
  { before, earlier }: Known,
  { settings, feed }: ImportInput,
  deps: ServiceDeps,
): Promise<ServiceDraft> {
  if (before === null) return firstDraft(asItWas(initialDraft(entityId(id), metadata), earlier), settings, deps)
  const draft = { ...draftOf(before), metadata }
  const isByHand = feed == null || feed.mode === 'by-hand'
  return isByHand ? applySettings(draft, settings, deps, draftOf(before)) : draft
}

function serviceAfter(
  before: Service | null,
  draft: ServiceDraft,
  { signerFingerprint: signer }: ReadDocument,
  { from, feed = null }: ImportInput,
  { clock }: ServiceDeps,
): Service {
  const source = originOf(before, { from, signer, now: clock.now() }, feed)
  return { ...draft, active: activeAfter(before, feed), source, revision: before?.revision ?? 0 }
}

/**
 * A service at its first import. Unless the operator gives its level, it is the one that its metadata name in its
 * dialect.
 */
async function firstDraft(start: ServiceDraft, settings: SettingsChange, deps: ServiceDeps): Promise<ServiceDraft> {
  const draft = await applySettings(start, settings, deps, null)
  const named = deps.words.level(draft.settings.dialect, draft.metadata)
  if (named === null || 'trustLevel' in settings) return draft
  return { ...draft, settings: { ...draft.settings, trustLevel: named } }
}

/** An entityID belongs to one tenant (RULES: Operators 2). One of nobody is given to a tenant by who sees it. */
async function foreignTenant(
  before: Service | null,
  { tenant }: ServiceDraft,
  { services }: Pick<ServiceDeps, 'services'>,
): Promise<Refusal | null> {
  const owner = before?.tenant ?? null
  if (!before || owner === tenant) return null
  const { entityId: id } = before
  // check: an-entity-of-another-tenant-is-refused
  if (owner !== null) return refusal('tenant-foreign', { entityId: id, tenant: owner })
  // check: a-service-of-nobody-is-not-shown-to-a-tenant
  const isSeen = tenant === null || (await services.find(id)) !== null
  return isSeen ? null : refusal('tenant-foreign', { entityId: id, tenant })
}

const auditOf = ({ before, after, read }: Step, actor: string, deps: ServiceDeps): AuditEvent =>
  before
    ? audited(read === null ? 'service.disabled' : 'service.updated', before, after, actor, deps)
    : auditedWhole('service.imported', null, after, after.entityId, actor, deps)

function imported(
  { before, earlier, after, read }: Step,
  changed: boolean,
  { clock, words }: Pick<ServiceDeps, 'clock' | 'words'>,
): ImportedService {
  const now = clock.now()
  return {
    service: after,
    kind: !changed ? 'unchanged' : before ? 'updated' : 'registered',
    changes: changesOf(before, after, words),
    findings: [
      ...(read?.findings ?? [finding('metadata-left', {})]),
      ...(read === null ? [] : vanishingKeys(before, after)),
      ...(earlier === null ? [] : [finding('sector-kept', { sector: earlier.sector })]),
      ...advice(after, now, words),
      ...exceptionFindings(after.settings, now),
    ],
    signingKeys: after.metadata.keys.filter(({ use }) => use !== 'encryption').map(keyFingerprint),
  }
}

/** Requests that are signed with such a key are refused from then on. */
const vanishingKeys = (before: Service | null, after: Service): readonly ServiceFinding[] =>
  (before?.metadata.keys ?? [])
    .filter((key) => !after.metadata.keys.some((each) => each.publicKey === key.publicKey && covers(each.use, key.use)))
    .map((key) => finding('key-vanishes', { use: key.use, sha256: keyFingerprint(key) }))

const covers = (use: ServiceKey['use'], wanted: ServiceKey['use']): boolean => use === 'both' || use === wanted

/** A refresh may bring nothing but services that others feed, or that are gone: then nothing is wrong with it. */
const isNoNews = (
  { refused: unread }: ReadDocument,
  refused: readonly RefusedService[],
  { feed = null }: ImportInput,
): boolean => feed !== null && feed.mode !== 'by-hand' && unread.length + refused.length === 0

const nothingLeft = (
  unread: readonly UnreadService[],
  refused: readonly RefusedService[],
  { from, dryRun }: ImportInput,
): OperatorError =>
  unread.length + refused.length === 0
    ? new Refused(refusal('metadata-no-service', { from }))
    : new NothingImported({ dryRun, unread, refused })
