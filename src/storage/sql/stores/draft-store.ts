import { type EntityManager, In, LessThan, LessThanOrEqual, Not } from 'typeorm'
import { z } from 'zod'
import { type Approval, type Draft, type DraftHead, DRAFT_STATES, type DraftContent } from '../../../domain/draft.js'
import { draftId, operatorId } from '../../../domain/ids.js'
import { OPERATOR_ROLES } from '../../../domain/operator.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { DraftStore } from '../../../domain/ports/draft-store.js'
import { SERVICE_ACTS } from '../../../domain/service-version.js'
import type { Database } from '../database.js'
import { DraftEntity, type DraftRow } from '../entities/draft-entity.js'
import { ProposedPseudonymEntity } from '../entities/pseudonym-entities.js'
import { byText, checkedRow, instant, isStorable, tenantIdShape } from './rows.js'
import { serviceShape } from './service-shape.js'
import { upstreamShape } from './upstream-shape.js'
import { writeAudit } from './write-audit.js'

/** Drafts in SQL. */
export const createDraftStore = (database: Database, stamp: AuditStamp): DraftStore => ({
  create: (draft, audit) =>
    database.write(async (rows) => {
      await rows.insert(DraftEntity, { ...draft, content: draft.content })
      await writeAudit(rows, [audit], stamp)
    }),
  open: () => database.read((rows) => headsOf(rows, { state: 'open' })),
  find: (id) =>
    database.read(async (rows) => {
      const row = isStorable(id) ? await rows.findOneBy(DraftEntity, { id }) : null
      return row && checkedRow(draftShape, row, `change_draft ${row.id}`)
    }),
  reject: (decision, audit) =>
    database.write(async (rows) => {
      if (!(await decide(rows, decision, 'rejected'))) return false
      await writeAudit(rows, [audit], stamp)
      return true
    }),
  forgetPasswords: (before) =>
    database.write(async (rows) => {
      const over = [{ state: Not('open') }, { expiresAt: LessThanOrEqual(before) }]
      const found = await rows.find(DraftEntity, { where: over.map((each) => ({ ...each, act: In(WITH_PASSWORD) })) })
      let count = 0
      for (const row of found) if (await forgetPassword(rows, row)) count += 1
      return count
    }),
  forget: (before, ended) =>
    database.write(async (rows) => {
      const old = await headsOf(rows, { expiresAt: LessThan(before) })
      if (old.length === 0) return 0
      await rows.delete(DraftEntity, { expiresAt: LessThan(before) })
      await writeAudit(rows, old.filter(({ state }) => state === 'open').map(ended), stamp)
      return old.length
    }),
})

/**
 * Closes a draft within the transaction of the change that it made. Throws `OperatorError('draft-decided')` where
 * somebody has decided it by then: then the change does not happen.
 */
export async function closeDraft(rows: EntityManager, approval: Approval | undefined): Promise<void> {
  if (!approval || (await decide(rows, approval, 'approved'))) return
  throw new OperatorError('draft-decided', `Draft ${approval.draft} was decided by somebody else meanwhile`)
}

async function decide(rows: EntityManager, { draft, by, at }: Approval, state: 'approved' | 'rejected') {
  const next = { state, decidedBy: by, decidedAt: at }
  // check: a-draft-is-decided-once
  const { affected } = await rows.update(DraftEntity, { id: draft, state: 'open' }, next)
  // What was to be imported is kept no longer than it waits.
  // check: a-decided-draft-keeps-no-pseudonyms
  if (affected === 1) await rows.delete(ProposedPseudonymEntity, { draft })
  const decided = affected === 1 ? await rows.findOneBy(DraftEntity, { id: draft, act: In(WITH_PASSWORD) }) : null
  // check: a-decided-draft-keeps-no-password
  if (decided) await forgetPassword(rows, decided)
  return affected === 1
}

/** Acts whose drafts hold a password. */
const WITH_PASSWORD: DraftHead['act'][] = ['reset-password', 'create-operator']

/** Whether there was one. */
async function forgetPassword(rows: EntityManager, row: DraftRow): Promise<boolean> {
  const { content } = checkedRow(draftShape, row, `change_draft ${row.id}`)
  if (!('passwordHash' in content) || content.passwordHash === null) return false
  await rows.update(DraftEntity, { id: row.id }, { content: { ...content, passwordHash: null } })
  return true
}

const HEAD = {
  id: true,
  at: true,
  author: true,
  expiresAt: true,
  tenant: true,
  act: true,
  subject: true,
  more: true,
  state: true,
  decidedBy: true,
  decidedAt: true,
} as const

/** Without their contents, which may be those of a whole federation. */
async function headsOf(rows: EntityManager, where: object): Promise<readonly DraftHead[]> {
  const found = await rows.find(DraftEntity, { select: HEAD, where })
  const heads = found.map((row: DraftRow) => checkedRow(headShape, row, `change_draft ${row.id}`))
  return heads.sort((one, other) => one.at - other.at || byText(one.id, other.id))
}

const headShape: z.ZodType<DraftHead> = z.object({
  id: z.string().transform(draftId),
  at: instant,
  author: z.string(),
  expiresAt: instant,
  tenant: tenantIdShape.nullable(),
  act: z.enum([
    ...SERVICE_ACTS,
    ...([
      'activate',
      'retire',
      'import-pseudonyms',
      'reset-password',
      'create-operator',
      'reset-second-factor',
      'import-upstream',
      'set-upstream',
      'remove-upstream',
    ] as const),
  ]),
  subject: z.string(),
  more: z.int(),
  state: z.enum(DRAFT_STATES),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
})

const ofOperator = { kind: z.literal('operator'), username: z.string(), base: z.int() }

const contentShape: z.ZodType<DraftContent> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('services'),
    services: z.array(
      z.object({
        act: z.enum(SERVICE_ACTS),
        restored: z.int().nullable(),
        newPseudonyms: z.literal(true).optional(),
        service: serviceShape,
      }),
    ),
  }),
  z.object({ kind: z.literal('key'), act: z.enum(['activate', 'retire']), key: z.string(), base: z.int() }),
  z.object({
    kind: z.literal('pseudonyms'),
    act: z.literal('import-pseudonyms'),
    sector: z.string(),
    rows: z.int(),
    file: z.string(),
  }),
  z.object({
    kind: z.literal('upstream'),
    act: z.enum(['import-upstream', 'set-upstream', 'remove-upstream']),
    base: z.int(),
    upstream: upstreamShape,
  }),
  z.discriminatedUnion('act', [
    z.object({ ...ofOperator, act: z.literal('reset-password'), passwordHash: z.string().nullable() }),
    z.object({
      ...ofOperator,
      act: z.literal('create-operator'),
      passwordHash: z.string().nullable(),
      id: z.string().transform(operatorId),
      role: z.enum(OPERATOR_ROLES),
      tenant: tenantIdShape.nullable(),
      hotline: z.boolean(),
    }),
    z.object({ ...ofOperator, act: z.literal('reset-second-factor') }),
  ]),
])

const draftShape: z.ZodType<Draft> = z.intersection(headShape, z.object({ content: contentShape }))
