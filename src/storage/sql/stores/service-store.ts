import type { EntityManager } from 'typeorm'
import { changeAgain, OVERTAKEN } from '../../../domain/change-again.js'
import type { EntityId } from '../../../domain/ids.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { ServiceChange, ServiceStore } from '../../../domain/ports/service-store.js'
import type { Service } from '../../../domain/service.js'
import { type Database, runOn } from '../database.js'
import { ServiceEntity, type ServiceRow } from '../entities/service-entities.js'
import { placesOf, type WithWritten, writeRows } from '../many-rows.js'
import { closeDraft } from './draft-store.js'
import { Overtaken, overtakenOf } from './overtaken.js'
import { inChunks, inPieces } from './rows.js'
import { raiseRevision, readRevision } from './revisions.js'
import { BEFORE_ALL, readChanges, serviceOf } from './service-reading.js'
import { removedInUse, removeServices } from './service-removals.js'
import { applySources } from './source-changes.js'
import { forgetVersions, readVersions, writeVersions, writtenService, type WrittenService } from './service-versions.js'
import { type ReadyEntry, readyEntries, writeReadyEntries } from './write-audit.js'

/** The registry in SQL. */
export function createServiceStore(database: Database, stamp: AuditStamp): ServiceStore {
  return {
    all: async () => (await readChanges(database, BEFORE_ALL)).saved,
    find: (id) =>
      database.read(async (rows) => {
        const row = await rows.findOneBy(ServiceEntity, { entityId: id })
        return row && serviceOf(row)
      }),
    revision: () => database.read((rows) => readRevision(rows, 'service')),
    changesSince: (revision) => readChanges(database, revision),
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
      const ready = await readyChange(change, stamp)
      const what = await database.write((rows) => apply(rows, change, ready)).catch(overtakenOf)
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

/** What is to be written, made before its transaction begins: others wait for that, and a federation takes a while. */
interface ReadyChange {
  readonly services: readonly SavedService[]
  readonly entries: readonly ReadyEntry[]
}

/** A service to be saved, with the revision that it was read at. */
interface SavedService extends WrittenService {
  readonly revision: number
}

async function readyChange(
  { save, audit, sources = [] }: ServiceChange<unknown>,
  stamp: AuditStamp,
): Promise<ReadyChange> {
  const services: SavedService[] = []
  await inPieces(save, (piece) => {
    services.push(...piece.map((service) => ({ ...writtenService(service), revision: service.revision })))
    return Promise.resolve()
  })
  const entries = await readyEntries([...audit, ...sources.flatMap((each) => each.audit)], stamp)
  return { services, entries }
}

async function apply(rows: EntityManager, change: ServiceChange<unknown>, ready: ReadyChange): Promise<null> {
  const { remove, sources = [] } = change
  const { services, entries } = ready
  if (services.length + remove.length + sources.length === 0) return null
  const revision = await raiseRevision(rows, 'service')
  await inPieces(services, (piece) => saveAll(rows, piece, revision))
  const removed: Service[] = []
  for (const chunk of inChunks(remove)) removed.push(...(await removeServices(rows, chunk, revision, serviceOf)))
  await writeVersions(rows, change, [...services, ...removed.map(writtenService)])
  await applySources(rows, sources)
  await closeDraft(rows, change.approval)
  await writeReadyEntries(rows, entries)
  return null
}

async function saveAll(rows: EntityManager, services: readonly SavedService[], revision: number): Promise<void> {
  const ids = services.map(({ entityId }) => entityId)
  await refuseOverwriting(rows, services, ids)
  const changed = services.map(({ entityId, state }): WithWritten<ServiceRow> => ({ ...state, entityId, revision }))
  await writeRows(rows, ServiceEntity, changed, { overwrite: true })
  await runOn(rows, { text: `DELETE FROM service_removal WHERE entity_id IN ${placesOf(ids.length)}`, values: ids })
}

async function refuseOverwriting(
  rows: EntityManager,
  services: readonly SavedService[],
  ids: readonly EntityId[],
): Promise<void> {
  const text = `SELECT entity_id, revision FROM service_provider WHERE entity_id IN ${placesOf(ids.length)}`
  const stored = await runOn(rows, { text, values: ids })
  const revisions = new Map(stored.map((row) => [row['entity_id'], row['revision']]))
  const overtaken = services.find(({ entityId, revision }) => (revisions.get(entityId) ?? 0) !== revision)
  // check: what-another-command-changed-is-not-overwritten
  if (overtaken) throw new Overtaken(overtaken.entityId)
}
