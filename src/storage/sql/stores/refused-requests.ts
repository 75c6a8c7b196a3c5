import { In, LessThan, type EntityManager } from 'typeorm'
import { z } from 'zod'
import { ERRORS, type ErrorCode } from '../../../domain/error-catalogue.js'
import { SENDERS, type RefusedRequest } from '../../../domain/refused-request.js'
import { REQUEST_RULES } from '../../../domain/request-rules.js'
import type { RefusedRequestStore } from '../../../domain/ports/refused-requests.js'
import type { Database } from '../database.js'
import { RefusedRequestEntity, type RefusedRequestRow } from '../entities/refused-request-entity.js'
import { writeRows } from '../many-rows.js'
import { checkedRow, entityIdShape, inChunks, instant, isStorable, tenantIdShape } from './rows.js'

/** Refused requests in SQL. */
export const createRefusedRequests = (database: Database): RefusedRequestStore => ({
  keep: (requests, { all, claimed }) =>
    database.write(async (rows) => {
      for (const chunk of inChunks(requests.map(rowOf))) await writeRows(rows, RefusedRequestEntity, chunk, OVER)
      // check: claimed-requests-push-out-no-others
      await dropBeyond(rows, claimed, { sender: 'claimed' })
      // check: refused-requests-are-limited
      await dropBeyond(rows, all, {})
    }),
  find: (errorId, tenant) =>
    database.read(async (rows) => {
      // check: a-request-of-another-tenant-is-not-there
      const where = { id: errorId, ...(tenant !== null && { tenant }) }
      const row = isStorable(errorId) ? await rows.findOneBy(RefusedRequestEntity, where) : null
      return row && requestOf(row)
    }),
  findByMessage: (id, tenant) =>
    database.read(async (rows) => {
      if (!isStorable(id)) return []
      const theirs = tenant === null ? {} : { tenant }
      const where = [
        { requestId: id, ...theirs },
        { answerId: id, ...theirs },
      ]
      const found = await rows.find(RefusedRequestEntity, { where, order: { at: 'DESC', id: 'DESC' }, take: AT_MOST })
      return found.map(requestOf)
    }),
  forget: (before) =>
    database.write(async (rows) => {
      const { affected } = await rows.delete(RefusedRequestEntity, { at: LessThan(before) })
      return affected ?? 0
    }),
})

/** Of one ID: a service uses each once, others may use the same. */
const AT_MOST = 10

/** The database may run a write again whose answer was lost; no two requests have one id. */
const OVER = { overwrite: true } as const

/** As many as one write adds, and more. */
const AT_ONCE = 500

/** Drops the oldest of these beyond so many. */
async function dropBeyond(rows: EntityManager, most: number, where: { readonly sender?: string }): Promise<void> {
  for (;;) {
    const beyond = await rows.find(RefusedRequestEntity, {
      select: { id: true },
      where,
      order: { at: 'DESC', id: 'DESC' },
      skip: most,
      take: AT_ONCE,
    })
    if (beyond.length > 0) await rows.delete(RefusedRequestEntity, { id: In(beyond.map(({ id }) => id)) })
    if (beyond.length < AT_ONCE) return
  }
}

const errorCode = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERRORS, code))
const rule = z.enum(REQUEST_RULES)

const shape = z.object({
  id: z.string(),
  requestId: z.string().nullable(),
  answerId: z.string().nullable(),
  at: instant,
  binding: z.enum(['redirect', 'post']),
  xml: z.string().nullable(),
  relayStateBytes: z.int().nullable(),
  sender: z.enum(SENDERS),
  service: entityIdShape.nullable(),
  tenant: tenantIdShape.nullable(),
  claimed: z.string().nullable(),
  code: errorCode,
  detail: z.string().nullable(),
  rule,
  checks: z.array(
    z.union([
      z.strictObject({ rule, went: z.enum(['passed', 'open']) }),
      z.strictObject({ rule, went: z.literal('failed'), code: errorCode, detail: z.string().nullable() }),
    ]),
  ),
})

function requestOf(row: RefusedRequestRow): RefusedRequest {
  const { id, ...request } = checkedRow(shape, row, `refused_request ${row.id}`)
  return { ...request, errorId: id }
}

/** No database keeps half of a surrogate pair, PostgreSQL no U+0000: they are a stranger's, and shown as what they are. */
const storable = <Text extends string | null>(text: Text): Text =>
  // check: a-kept-request-can-be-stored
  typeof text === 'string' ? (text.replace(/[\0\p{Surrogate}]/gu, '\ufffd') as Text) : text

const rowOf = ({ errorId, requestId, xml, claimed, detail, ...request }: RefusedRequest): RefusedRequestRow => ({
  ...request,
  id: errorId,
  xml: storable(xml),
  claimed: storable(claimed),
  requestId: storable(requestId),
  detail: storable(detail),
})
