import type { EntityId } from '../../domain/ids.js'
import { days, type Instant } from '../../domain/instant.js'
import type { MetadataSource, Service } from '../../domain/service.js'
import { feeds, isAddress, type Source } from '../../domain/source.js'
import { refusal, type Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { ReadDocument } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'

/** The source whose document it is. */
export interface Feed {
  readonly source: Pick<Source, 'id' | 'feeds' | 'url' | 'entityId'>
  /**
   * `unattended`: nobody looks on, so what a person has decided or would have to stays; `confirmed`: the same, and a
   * person has seen how many services leave; `by-hand`: a person imports the document.
   */
  readonly mode: 'unattended' | 'confirmed' | 'by-hand'
}

/** A refresh leaves in peace what somebody has decided; whoever imports by hand decides anew. */
export function isSkipped(
  id: EntityId,
  before: Service | null,
  removed: ReadonlySet<EntityId>,
  feed: Feed | null,
): boolean {
  if (feed === null || feed.mode === 'by-hand') return false
  // check: a-source-feeds-its-own-services-alone
  if (before) return !feeds(feed.source, before)
  // check: what-a-person-removed-does-not-come-back-by-itself
  return feed.source.feeds === 'service' || removed.has(id)
}

/** Whether a service is served with these metadata: a refresh takes back no decision of a person. */
export function activeAfter(before: Service | null, feed: Feed | null): boolean {
  if (before === null || feed === null || feed.mode === 'by-hand') return true
  // check: a-refresh-enables-nothing-that-a-person-disabled
  return before.active || before.source.left === true
}

/** Where metadata come from that a document brings. */
export function originOf(
  before: Service | null,
  given: Pick<MetadataSource, 'from' | 'signer'> & { readonly now: Instant },
  feed: Feed | null,
): MetadataSource {
  const { from, signer, now: importedAt } = given
  if (feed?.source.feeds !== 'service') return { from, signer, importedAt }
  // Whoever proves the next document is who was given at first.
  return { from, signer: before?.source.signer ?? null, importedAt, refreshed: true }
}

/** True if the same metadata have another origin now, so that another source feeds them or none. */
export const hasMoved = (before: MetadataSource, after: MetadataSource): boolean =>
  provenBy(before) !== provenBy(after) || before.left === true

const provenBy = ({ from, signer }: MetadataSource): string =>
  signer === null ? '' : `${isAddress(from) ? from : ''} ${signer}`

/** The services that the source feeds and that its document holds no more, as they are then: disabled, not removed. */
export function departed(all: Iterable<Service>, document: ReadDocument, feed: Feed | null): readonly Service[] {
  if (feed === null) return []
  const { source, mode } = feed
  const fed = [...all].filter((service) => feeds(source, service))
  const { entities, refused, untold = [] } = document
  // check: a-member-that-is-refused-has-not-left
  const held = new Set<string>([...entities, ...refused, ...untold].map(({ entityId }) => entityId))
  const gone = fed.filter(({ entityId }) => !held.has(entityId))
  if (source.feeds === 'service') {
    // check: a-document-without-its-service-disables-nothing
    if (gone[0]) throw new Refused(refusal('source-entity', { url: source.url, entityId: gone[0].entityId }))
    return []
  }
  const of = fed.filter(isServed).length
  const leaving = gone.filter(isServed)
  // check: a-document-that-shrinks-waits-for-a-person
  if (mode === 'unattended' && isMany(leaving.length, of)) {
    const services = leaving.slice(0, MOST_NAMED).map(({ entityId }) => entityId)
    throw new Refused(refusal('source-shrunk', { url: source.url, gone: leaving.length, of, services }))
  }
  return leaving
}

/**
 * Those that can be lost: one that is disabled already is served to nobody, and would be asked about again with each
 * document; one that was enabled after it had left is a person's decision.
 */
const isServed = ({ active, source: { left } }: Service): boolean => active && left !== true

/** Whoever has to decide about more of them has to ask who keeps the document. */
const MOST_NAMED = 20

/** A third of the services that a source feeds and that are served, or all of them. */
const isMany = (leaving: number, of: number): boolean => leaving > 0 && leaving * 3 >= of

/** The service once it has left its source. */
export const asLeft = (service: Service): Service => ({
  ...service,
  active: false,
  source: { ...service.source, left: true },
})

/** The rule that the end of these metadata breaks; null: none. */
export function unfitEnd({ entityId, metadata: { validUntil }, settings }: ServiceDraft, now: Instant): Refusal | null {
  const { validUntilRequired: ahead } = settings
  // check: metadata-end-when-they-have-to
  if (ahead === null || (validUntil !== null && validUntil <= now + days(ahead))) return null
  return refusal('valid-until-required', { entityId, days: ahead, validUntil })
}
