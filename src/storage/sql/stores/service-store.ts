import { setImmediate } from 'node:timers/promises'
import { type EntityManager, type FindOptionsWhere, MoreThan } from 'typeorm'
import { changeAgain, OVERTAKEN } from '../../../domain/change-again.js'
import type { EntityId } from '../../../domain/ids.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { ServiceChange, ServiceStore } from '../../../domain/ports/service-store.js'
import type { Service } from '../../../domain/service.js'
import { type Database, runOn } from '../database.js'
import { ServiceEntity, ServiceRemovalEntity, type ServiceRow } from '../entities/service-entities.js'
import { placesOf, writeRows } from '../many-rows.js'
import { closeDraft } from './draft-store.js'
import { Overtaken, overtakenOf } from './overtaken.js'
import { checkedRow, inChunks, entityIdShape } from './rows.js'
import { raiseRevision, readRevision } from './revisions.js'
import { removedInUse, removeServices } from './service-removals.js'
import { serviceShape } from './service-shape.js'
import { applySources } from './source-changes.js'
import { forgetVersions, readVersions, writeVersions } from './service-versions.js'
import { writeAudit } from './write-audit.js'

/** The registry in SQL. */
export function createServiceStore(database: Database, stamp: AuditStamp): ServiceStore {
  return {
    all: () => database.read(async (rows) => (await rows.find(ServiceEntity, BY_ID)).map(fromRow)),
    find: (id) =>
      database.read(async (rows) => {
        const row = await rows.findOneBy(ServiceEntity, { entityId: id })
        return row && fromRow(row)
      }),
    revision: () => database.read((rows) => readRevision(rows, 'service')),
    changesSince: (revision) => database.read((rows) => changesSince(rows, revision)),
    change: (decide) => changeServices(database, stamp, decide),
    removedInUse: (ids) => removedInUse(database, ids),
    versions: (id, most = ALL) => database.read((rows) => readVersions(rows, id, most)),
    forgetVersions: (limits) => database.write((rows) => forgetVersions(rows, limits)),
  }
}

async function changeServices<Result>(
  database: Database,
  stamp: AuditStamp,
  decide: () => Promise<ServiceChange<Result>>,
): Promise<Result> {
  const overtaken: string[] = []
  return changeAgain(
    async () => {
      const change = await decide()
      const what = await database.write((rows) => apply(rows, change, stamp)).catch(overtakenOf)
      if (what === null) return change.result
      overtaken.push(what)
      return OVERTAKEN
    },
    () => {
      throw new OperatorError('service-changed', `${overtaken[0] ?? ''} was changed by another command; try again`)
    },
  )
}

/** More versions than are ever kept of one service. */
const ALL = 10_000

async function apply(rows: EntityManager, change: ServiceChange<unknown>, stamp: AuditStamp): Promise<null> {
  const { save, remove, audit, sources = [] } = change
  if (save.length + remove.length + sources.length === 0) return null
  const revision = await raiseRevision(rows, 'service')
  for (const chunk of inChunks(save)) {
    await saveAll(rows, chunk, revision)
    // Of a whole federation in several turns of the loop, in which whoever needs no database goes on.
    if (chunk.length < save.length) await setImmediate()
  }
  const removed: Service[] = []
  for (const chunk of inChunks(remove)) removed.push(...(await removeServices(rows, chunk, revision, fromRow)))
  await writeVersions(rows, change, removed)
  await applySources(rows, sources)
  await closeDraft(rows, change.approval)
  await writeAudit(rows, [...audit, ...sources.flatMap((each) => each.audit)], stamp)
  return null
}

const BY_ID = { order: { entityId: 'ASC' } } as const

async function changesSince(rows: EntityManager, since: number) {
  const later = { revision: MoreThan(since) }
  return {
    revision: await readRevision(rows, 'service'),
    saved: await savedSince(rows, later),
    removed: (await rows.find(ServiceRemovalEntity, { where: later, ...BY_ID })).map((row) =>
      checkedRow(entityIdShape, row.entityId, 'service_removal'),
    ),
  }
}

/**
 * Rows that are read at once: logins wait for as long as these take, and rows and values of thousands at a time would
 * take several times the memory of what stays.
 */
const PAGE = 50

async function savedSince(rows: EntityManager, later: FindOptionsWhere<ServiceRow>): Promise<readonly Service[]> {
  const saved: Service[] = []
  for (;;) {
    const last = saved.at(-1)
    const where = last ? { ...later, entityId: MoreThan(last.entityId) } : later
    const page = await rows.find(ServiceEntity, { where, ...BY_ID, take: PAGE })
    for (const row of page) saved.push(fromRow(row))
    if (page.length < PAGE) return saved
    // SQLite answers in the thread of the event loop.
    await setImmediate()
  }
}

async function saveAll(rows: EntityManager, services: readonly Service[], revision: number): Promise<void> {
  const ids = services.map(({ entityId }) => entityId)
  await refuseOverwriting(rows, services, ids)
  const changed = services.map((service): ServiceRow => ({ ...service, revision }))
  await writeRows(rows, ServiceEntity, changed, { overwrite: true })
  await runOn(rows, { text: `DELETE FROM service_removal WHERE entity_id IN ${placesOf(ids.length)}`, values: ids })
}

async function refuseOverwriting(
  rows: EntityManager,
  services: readonly Service[],
  ids: readonly EntityId[],
): Promise<void> {
  const text = `SELECT entity_id, revision FROM service_provider WHERE entity_id IN ${placesOf(ids.length)}`
  const stored = await runOn(rows, { text, values: ids })
  const revisions = new Map(stored.map((row) => [row['entity_id'], row['revision']]))
  const overtaken = services.find(({ entityId, revision }) => (revisions.get(entityId) ?? 0) !== revision)
  // check: what-another-command-changed-is-not-overwritten
  if (overtaken) throw new Overtaken(overtaken.entityId)
}

const fromRow = (row: ServiceRow): Service => checkedRow(serviceShape, row, `service_provider ${row.entityId}`)
