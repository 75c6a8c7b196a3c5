import { createHash } from 'node:crypto'
import { type EntityManager, In } from 'typeorm'
import { z } from 'zod'
import type { AuditEvent } from '../../../domain/audit-event.js'
import type { EntityId } from '../../../domain/ids.js'
import type { Instant } from '../../../domain/instant.js'
import type { ServiceChange, VersionLimits } from '../../../domain/ports/service-store.js'
import type { ServiceMetadata } from '../../../domain/service.js'
import {
  SERVICE_ACTS,
  type ServiceAct,
  type ServiceState,
  type ServiceVersion,
} from '../../../domain/service-version.js'
import { runOn } from '../database.js'
import {
  ServiceDocumentEntity,
  ServiceVersionEntity,
  type ServiceDocumentRow,
  type ServiceVersionRow,
} from '../entities/service-version-entities.js'
import { placesOf, type WithWritten, writeRows, WrittenJson } from '../many-rows.js'
import { checkedRow, entityIdShape, inPieces, instant, storedJson, tenantIdShape } from './rows.js'
import { metadataShape, settingsShape, sourceShape } from './service-shape.js'

/** A service as it is written into the tables that hold it: JSON is made before the transaction, and once for all of them. */
export interface WrittenService {
  readonly entityId: EntityId
  readonly state: WithWritten<ServiceState>
  readonly document: ServiceDocumentRow
}

export function writtenService({ entityId, active, tenant, settings, metadata, source }: Stated): WrittenService {
  const written = new WrittenJson(metadata)
  const hash = createHash('sha256').update(written.text).digest('base64url')
  const state = {
    active,
    tenant,
    metadata: written,
    settings: new WrittenJson(settings),
    source: new WrittenJson(source),
  }
  return { entityId, state, document: { hash, content: written.text } }
}

type Stated = { readonly entityId: EntityId } & ServiceState

/** A version without its number. */
interface Left extends Omit<ServiceVersion, 'number' | 'state'>, WrittenService {}

/**
 * Keeps what a change leaves of each service, within its transaction: a version for every entry of the audit that tells
 * of a service. `written`: what is saved, and what is taken away as it was.
 */
export async function writeVersions(
  rows: EntityManager,
  { audit, approval }: Pick<ServiceChange<unknown>, 'audit' | 'approval'>,
  written: readonly WrittenService[],
): Promise<void> {
  const states = new Map(written.map((each) => [each.entityId as string, each]))
  const left = audit.flatMap((event): readonly Left[] => {
    const [act, service] = [actOf(event), states.get(event.subject)]
    if (act === null || !service) return []
    const { at, actor } = event
    const restored = event.action === 'service.restored' ? event.after.version : null
    return [{ ...service, at, actor, approvedBy: approval?.by ?? null, act, restored }]
  })
  await inPieces(left, (piece) => writePiece(rows, piece))
}

function actOf({ action }: AuditEvent): ServiceAct | null {
  return SERVICE_ACTS.find((act) => `service.${act}` === action) ?? null
}

async function writePiece(rows: EntityManager, left: readonly Left[]): Promise<void> {
  await writeDocuments(rows, new Map(left.map(({ document }) => [document.hash, document])))
  const last = await lastNumbers(rows, [...new Set(left.map(({ entityId }) => entityId))])
  const made = left.map(({ state, document, ...version }): WithWritten<ServiceVersionRow> => {
    const number = (last.get(version.entityId) ?? 0) + 1
    last.set(version.entityId, number)
    const { active, tenant, settings, source } = state
    return { ...version, number, active, tenant, settings, source, document: document.hash }
  })
  await writeRows(rows, ServiceVersionEntity, made, { overwrite: false })
}

/** Writes those that are not there; what most changes leave as it is, is not sent again. */
async function writeDocuments(rows: EntityManager, documents: ReadonlyMap<string, ServiceDocumentRow>): Promise<void> {
  const hashes = [...documents.keys()]
  const text = `SELECT hash FROM service_document WHERE hash IN ${placesOf(hashes.length)}`
  const there = new Set((await runOn(rows, { text, values: hashes })).map(({ hash }) => hash))
  const fresh = [...documents.values()].filter(({ hash }) => !there.has(hash))
  if (fresh.length > 0) await writeRows(rows, ServiceDocumentEntity, fresh, { overwrite: false })
}

async function lastNumbers(rows: EntityManager, ids: readonly EntityId[]): Promise<Map<string, number>> {
  const text = `SELECT entity_id, MAX(number) AS "last" FROM service_version
    WHERE entity_id IN ${placesOf(ids.length)} GROUP BY entity_id`
  const found = await runOn(rows, { text, values: ids })
  return new Map(found.map((row) => [String(row['entity_id']), Number(row['last'])]))
}

const versionShape = z.object({
  entityId: entityIdShape,
  number: z.int(),
  at: instant,
  actor: z.string().nullable(),
  approvedBy: z.string().nullable(),
  act: z.enum(SERVICE_ACTS),
  restored: z.int().nullable(),
  active: z.boolean(),
  tenant: tenantIdShape.nullable(),
  settings: settingsShape,
  source: sourceShape,
})

const documentShape = storedJson(metadataShape)

/** The versions of a service, the newest first; `most` of them. */
export async function readVersions(
  rows: EntityManager,
  entityId: EntityId,
  most: number,
): Promise<readonly ServiceVersion[]> {
  const found = await rows.find(ServiceVersionEntity, { where: { entityId }, order: { number: 'DESC' }, take: most })
  const hashes = [...new Set(found.map(({ document }) => document))]
  const documents = await rows.findBy(ServiceDocumentEntity, { hash: In(hashes) })
  const metadata = new Map(
    documents.map(({ hash, content }) => [hash, checkedRow(documentShape, content, `service_document ${hash}`)]),
  )
  return found.map((row) => {
    const where = `service_version ${row.entityId} ${row.number}`
    const { active, tenant, settings, source, ...version } = checkedRow(versionShape, row, where)
    const document = metadata.get(row.document)
    const state = { active, tenant, settings, source, metadata: checkedRow(metadataThere, document, where) }
    return { ...version, state }
  })
}

const metadataThere = z.custom<ServiceMetadata>((value) => value !== undefined)

/** Those that follow are not the last ones, or their service is gone. */
const LEFT_BEHIND = `"number" < (SELECT MAX(later."number") FROM service_version later
  WHERE later.entity_id = service_version.entity_id)`

/** Takes away versions beyond these limits, and metadata that no version has any more; the number of versions. */
export async function forgetVersions(rows: EntityManager, { most, since }: VersionLimits): Promise<number> {
  const remove = async (where: string, values: object): Promise<number> => {
    const from = rows.createQueryBuilder().delete().from(ServiceVersionEntity)
    return (await from.where(where, values).execute()).affected ?? 0
  }
  const old = await remove(`"at" < :since AND (act = 'removed' OR ${LEFT_BEHIND})`, { since: timeText(since) })
  const surplus = await remove(
    `"number" <= (SELECT MAX(later."number") FROM service_version later
      WHERE later.entity_id = service_version.entity_id) - :most`,
    { most },
  )
  const unused = 'NOT EXISTS (SELECT 1 FROM service_version WHERE document = service_document.hash)'
  if (old + surplus > 0) await rows.createQueryBuilder().delete().from(ServiceDocumentEntity).where(unused).execute()
  return old + surplus
}

const timeText = (at: Instant): string => new Date(at).toISOString()
