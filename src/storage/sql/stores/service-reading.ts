import { setImmediate } from 'node:timers/promises'
import { type EntityManager, MoreThan } from 'typeorm'
import type { EntityId } from '../../../domain/ids.js'
import type { ServiceStore } from '../../../domain/ports/service-store.js'
import type { Service } from '../../../domain/service.js'
import type { Database } from '../database.js'
import { ServiceEntity, ServiceRemovalEntity, type ServiceRow } from '../entities/service-entities.js'
import { checkedRow, entityIdShape } from './rows.js'
import { readRevision } from './revisions.js'
import { serviceShape } from './service-shape.js'

type Changes = Awaited<ReturnType<ServiceStore['changesSince']>>

/** Earlier than every revision. */
export const BEFORE_ALL = -1

/**
 * Rows that are read at once: logins wait for as long as these take, and rows and values of thousands at a time would
 * take several times the memory of what stays.
 */
const PAGE = 50

/** Tries, between two of which somebody has changed the registry. */
const TRIES = 3

/**
 * What changed after a revision, as it stands at one moment. SQLite has one connection, in which a transaction of thousands
 * of rows would keep everybody waiting: there each page is a transaction of its own, and all of it is read again if the
 * revision has risen meanwhile.
 */
export async function readChanges(database: Database, since: number): Promise<Changes> {
  if (database.kind === 'postgres') return database.read((rows) => inOneGo(rows, since))
  for (let tried = 0; tried < TRIES; tried += 1) {
    const changes = await pageByPage(database, since)
    if (changes) return changes
  }
  // Where somebody keeps changing it, the others wait once.
  return database.read((rows) => inOneGo(rows, since))
}

/** Null where it was changed meanwhile. */
async function pageByPage(database: Database, since: number): Promise<Changes | null> {
  const { revision, removed, first } = await database.read((rows) => beginning(rows, since))
  const saved = await following(first, (last) => database.read((rows) => pageAfter(rows, since, last)))
  // What fits into one page was read with its revision.
  if (saved.length < PAGE) return { revision, saved, removed }
  // check: what-is-read-in-pages-is-of-one-moment
  return (await database.read((rows) => readRevision(rows, 'service'))) === revision
    ? { revision, saved, removed }
    : null
}

async function inOneGo(rows: EntityManager, since: number): Promise<Changes> {
  const { revision, removed, first } = await beginning(rows, since)
  return { revision, removed, saved: await following(first, (last) => pageAfter(rows, since, last)) }
}

async function beginning(rows: EntityManager, since: number) {
  const revision = await readRevision(rows, 'service')
  const first = await pageAfter(rows, since, null)
  const gone = await rows.find(ServiceRemovalEntity, { where: { revision: MoreThan(since) }, ...BY_ID })
  return { revision, first, removed: gone.map((row) => checkedRow(entityIdShape, row.entityId, 'service_removal')) }
}

async function following(
  first: readonly Service[],
  next: (last: EntityId) => Promise<readonly Service[]>,
): Promise<readonly Service[]> {
  const all = [...first]
  let page = first
  for (let last = page.at(-1); last && page.length === PAGE; last = page.at(-1)) {
    // SQLite answers in the thread of the event loop.
    await setImmediate()
    page = await next(last.entityId)
    all.push(...page)
  }
  return all
}

const BY_ID = { order: { entityId: 'ASC' } } as const

async function pageAfter(rows: EntityManager, since: number, last: EntityId | null): Promise<readonly Service[]> {
  const later = { revision: MoreThan(since) }
  const where = last === null ? later : { ...later, entityId: MoreThan(last) }
  return (await rows.find(ServiceEntity, { where, ...BY_ID, take: PAGE })).map(serviceOf)
}

/** The service of a row. Throws `BrokerError('internal')` for one that does not hold one. */
export const serviceOf = (row: ServiceRow): Service => checkedRow(serviceShape, row, `service_provider ${row.entityId}`)
