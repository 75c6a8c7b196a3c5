import type { EntityId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { MetadataFetches, MetadataFetchStore } from '../../domain/ports/metadata-fetches.js'
import type { KeyInfo } from '../../domain/ports/signing-keys.js'

/** A service that fetched the metadata under its name, as far as the address is to be believed. */
export interface NamedFetch {
  readonly entityId: EntityId
  readonly count: number
  readonly lastAt: Instant
}

/** What is known of who has seen a key. None of it proves that a service uses what it fetched. */
export interface KeyFetches {
  /** How often the metadata were fetched since the key stands in them, by whomever. */
  readonly count: number
  readonly lastAt: Instant | null
  /** By name; the services alone that the viewer sees. */
  readonly named: readonly NamedFetch[]
  /** Services that fetched under their name while another key was announced, and not since this one is. */
  readonly notYet: readonly EntityId[]
}

/**
 * Who has fetched the metadata with each of the keys that are announced, by the key's id. `seen`: the services that the
 * viewer may see; others are counted and not named.
 */
export async function fetchesByKey(
  keys: readonly { readonly key: KeyInfo }[],
  seen: ReadonlySet<EntityId>,
  store: Pick<MetadataFetchStore, 'all'>,
): Promise<ReadonlyMap<string, KeyFetches>> {
  const all = await store.all()
  const announced = keys.map(({ key }) => key).filter(({ state }) => state !== 'retired')
  return new Map(announced.map(({ id, use }) => [id, fetchesOf(id, all, seen, usesOf(use, announced))]))
}

/** The ids of the keys of this use: what is fetched for one of them is fetched for its like. */
const usesOf = (use: KeyInfo['use'], keys: readonly KeyInfo[]): ReadonlySet<string> =>
  new Set(keys.filter((key) => key.use === use).map(({ id }) => id))

function fetchesOf(
  id: string,
  all: readonly MetadataFetches[],
  seen: ReadonlySet<EntityId>,
  alike: ReadonlySet<string>,
): KeyFetches {
  const own = all.filter(({ key }) => key === id)
  // check: who-fetched-is-told-of-seen-services-alone
  const named = namedIn(own).filter(({ entityId }) => seen.has(entityId))
  const known = new Set(named.map(({ entityId }) => entityId))
  const others = namedIn(all.filter(({ key }) => key !== id && alike.has(key)))
  const late = others.map(({ entityId }) => entityId).filter((each) => seen.has(each) && !known.has(each))
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    lastAt: own.length === 0 ? null : Math.max(...own.map(({ lastAt }) => lastAt)),
    named: named.toSorted((one, other) => (one.entityId < other.entityId ? -1 : 1)),
    notYet: [...new Set(late)].toSorted(),
  }
}

const namedIn = (fetches: readonly MetadataFetches[]): readonly NamedFetch[] =>
  fetches.flatMap(({ service, count, lastAt }) => (service === null ? [] : [{ entityId: service, count, lastAt }]))
