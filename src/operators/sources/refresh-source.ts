import { OperatorError } from '../../domain/operator-error.js'
import { isPast } from '../../domain/past.js'
import { MOST_TOLD } from '../../domain/read-finding.js'
import type { Service } from '../../domain/service.js'
import { feeds, type RefusedMember, type Source, type SourceState, type SourceTrouble } from '../../domain/source.js'
import { refusal, type Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { Feed } from '../services/feed.js'
import { importServices, type ImportResult } from '../services/import-services.js'
import { NothingImported } from '../services/nothing-imported.js'
import type { ReadDocument } from '../services/service-deps.js'
import type { SettingsChange } from '../services/setting-rules.js'
import { SETTING_KEYS } from '../typed/setting-keys.js'
import { nextDue } from './due.js'
import { removedEntry } from './register-source.js'
import { provenAs } from './proven-as.js'
import type { FetchedFile, SourceDeps } from './source-deps.js'

/** How a refresh went. */
export type Refreshed =
  /** Nothing has changed; or, in what was read, nothing that matters. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'applied'; readonly changed: number; readonly result: ImportResult }
  /** The last good version stays. `document`: SHA-256 of what was refused, where there was one. */
  | {
      readonly kind: 'refused'
      readonly refusal: Refusal
      /** The same for whoever sees one of the services that it feeds: no member of the document is named. */
      readonly told: Refusal
      readonly document: string | null
    }
  /** It feeds nobody any more, and was forgotten. */
  | { readonly kind: 'forgotten' }

export interface RefreshInput {
  /** Who acts, for the audit log. */
  readonly actor: string
  /** SHA-256 of a document that a person has seen and wants, whoever leaves with it; null: nobody looks on. */
  readonly confirmed: string | null
}

/**
 * Fetches a source and takes what is new, all in one transaction. Whatever is wrong with it, the services work on as they
 * are (RULES: Operators 3), and what is wrong is noted. Throws only what the broker itself is not able to do.
 */
export async function refreshSource(source: Source, input: RefreshInput, deps: SourceDeps): Promise<Refreshed> {
  const fed = await fedBy(source, deps)
  if (fed.length === 0) {
    const at = deps.services.clock.now()
    // Whoever has changed it meanwhile feeds somebody with it, perhaps: the next look decides.
    const isGone = await deps.sources.remove(source, [removedEntry(source, input.actor, at)])
    return { kind: isGone ? 'forgotten' : 'unchanged' }
  }
  const seen: { document: string | null } = { document: null }
  try {
    const went = await attempt(source, fed, input, deps, seen)
    await note(source, went.state, deps)
    return went.refreshed
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const why = whyRefused(error, source)
    const told = toldToAll(why, error, source)
    await note(source, failed(source.state, told, deps.services.clock.now()), deps)
    return { kind: 'refused', refusal: why, told, document: seen.document }
  }
}

/** The services that it feeds now. A source of one needs no look at thousands, each time that it is asked. */
async function fedBy(source: Source, { services: { services } }: SourceDeps): Promise<readonly Service[]> {
  const own = source.entityId === null ? null : await services.find(source.entityId)
  const all = source.entityId === null ? await services.all() : own ? [own] : []
  return all.filter((service) => feeds(source, service))
}

interface Went {
  readonly refreshed: Refreshed
  readonly state: SourceState
}

async function attempt(
  source: Source,
  fed: readonly Service[],
  { actor, confirmed }: RefreshInput,
  deps: SourceDeps,
  seen: { document: string | null },
): Promise<Went> {
  const { state, url } = source
  const isAsked = confirmed === null && !hasEnded(state, deps)
  // A server that takes a new document for the one before would keep that one here beyond its end, for ever.
  // check: an-ended-document-is-asked-for-as-a-whole
  const fetched = await deps.fetchIfChanged(url, isAsked ? state : { etag: null, lastModified: null })
  if (fetched === null) return unchanged(source, {}, deps)
  const { etag, lastModified, file } = fetched
  const digest = deps.digest(file)
  seen.document = digest
  if (digest === state.document) return unchanged(source, { etag, lastModified }, deps)
  const document = await deps.readMetadata(file, provenAs(source, fed))
  const mode = confirmed === digest ? 'confirmed' : 'unattended'
  const result = await taken(document, { source, mode }, actor, deps)
  const changed = result.services.filter(({ kind }) => kind !== 'unchanged').length
  return {
    refreshed: { kind: 'applied', changed, result },
    state: succeeded(state, fetched, document, refusedMembers(document, result, fed), deps),
  }
}

/** An end is not put off by being told again: a document that was good may have ended meanwhile. */
function unchanged(source: Source, validators: Partial<SourceState>, deps: SourceDeps): Went {
  const { state, url } = source
  const now = deps.services.clock.now()
  // check: an-ended-document-is-not-good-for-being-unchanged
  if (hasEnded(state, deps)) {
    throw new Refused(refusal('source-refused', { url, rule: 'metadata-expired', message: 'validUntil' }))
  }
  const good = { ...state, ...validators, failures: 0, trouble: null, succeededAt: now }
  return { refreshed: { kind: 'unchanged' }, state: good }
}

// check: an-end-is-the-same-to-a-refresh-and-to-its-reader
const hasEnded = ({ validUntil }: SourceState, { services: { clock } }: SourceDeps): boolean =>
  isPast(validUntil, clock.now())

const taken = (document: ReadDocument, feed: Feed & { source: Source }, actor: string, deps: SourceDeps) =>
  importServices(
    document,
    { from: feed.source.url, settings: settingsOf(feed.source, deps), dryRun: false, feed },
    actor,
    deps.services,
  )

/** The settings of services that come later, as they were typed at the import. */
const settingsOf = ({ settings }: Source, { services: { known } }: SourceDeps): SettingsChange =>
  SETTING_KEYS.reduce<SettingsChange>((sofar, { name, read }) => {
    const typed = settings[name]
    return typed === undefined ? sofar : { ...sofar, ...read(typed, known) }
  }, {})

function succeeded(
  state: SourceState,
  { etag, lastModified }: FetchedFile,
  { documentFingerprint, cacheFor, validUntil }: ReadDocument,
  refused: SourceState['refused'],
  { services: { clock } }: SourceDeps,
): SourceState {
  const now = clock.now()
  const read = { etag, lastModified, cacheFor, validUntil, document: documentFingerprint }
  return { ...state, ...read, succeededAt: now, failures: 0, trouble: null, refused }
}

/** Those registered services that the document has in a form that is refused: they work on as they were. */
function refusedMembers(
  document: ReadDocument,
  { refused }: ImportResult,
  fed: readonly Service[],
): readonly RefusedMember[] {
  const ours = new Set<string>(fed.map(({ entityId }) => entityId))
  const all = [
    ...document.refused,
    // check: a-member-that-is-refused-is-told-among-thousands
    ...(document.untold ?? []).map((each) => ({ ...each, message: each.rule })),
    ...refused.map(({ entityId, refusal: { rule } }) => ({ entityId, rule, message: rule })),
  ]
  return all.filter(({ entityId }) => ours.has(entityId)).slice(0, MOST_TOLD)
}

function failed(state: SourceState, why: Refusal, now: number): SourceState {
  const { rule, message, leaving } = troubleOf(why)
  const since = state.trouble?.rule === rule ? state.trouble.since : now
  return { ...state, failures: state.failures + 1, trouble: { rule, message, since, leaving } }
}

/** Why nothing was taken, as a refusal of its own. */
function whyRefused(error: OperatorError, { url }: Source): Refusal {
  if (error instanceof Refused) return error.refusal
  const all = error instanceof NothingImported ? error.all : null
  const [unread, refused] = [all?.unread[0], all?.refused[0]]
  if (!unread && refused) return refused.refusal
  return refusal('source-refused', { url, rule: error.rule, message: unread?.message ?? error.message })
}

/** What concerns the document as a whole; who leaves is counted there, and named to nobody who does not see it. */
const OF_ALL: ReadonlySet<Refusal['code']> = new Set(['source-refused', 'source-shrunk', 'source-entity'])

/** A shared source has services of several tenants: why one of its members is refused is told by the rule alone. */
function toldToAll(why: Refusal, error: OperatorError, { url, entityId }: Source): Refusal {
  // check: a-shared-source-names-no-member
  const namesMember = entityId === null && (error instanceof NothingImported || !OF_ALL.has(why.code))
  return namesMember ? refusal('source-refused', { url, rule: error.rule, message: error.rule }) : why
}

function troubleOf(why: Refusal): Omit<SourceTrouble, 'since'> {
  if (why.code === 'source-shrunk') {
    const { gone, of } = why.data
    return { rule: why.rule, message: '', leaving: { gone, of } }
  }
  if (why.code === 'source-refused') return { rule: why.data.rule, message: why.data.message, leaving: null }
  return { rule: why.rule, message: '', leaving: null }
}

/** Where a person has changed the source meanwhile, the next fetch follows that, and this one is not noted. */
async function note(source: Source, state: SourceState, deps: SourceDeps): Promise<void> {
  const now = deps.services.clock.now()
  const dueAt = nextDue(state, now, { longest: deps.refreshEvery, chance: deps.chance() })
  await deps.sources.note({ ...source, state, fetchedAt: now, dueAt })
}
