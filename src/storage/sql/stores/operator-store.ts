import { LessThan, Not, type EntityManager } from 'typeorm'
import { z } from 'zod'
import { changeAgain, OVERTAKEN } from '../../../domain/change-again.js'
import { operatorId, operatorSessionId, tenantId, type OperatorId } from '../../../domain/ids.js'
import { OPERATOR_ROLES, type Operator, type OperatorSession, type Tenant } from '../../../domain/operator.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { OperatorChange, OperatorStore } from '../../../domain/ports/operator-store.js'
import { usernameKey } from '../../../domain/username.js'
import type { Database } from '../database.js'
import {
  OperatorEntity,
  OperatorSessionEntity,
  TenantEntity,
  type OperatorRow,
  type OperatorSessionRow,
} from '../entities/operator-entities.js'
import { closeDraft } from './draft-store.js'
import { byText, checkedRow, instant, isStorable, tenantIdShape } from './rows.js'
import { writeAudit } from './write-audit.js'

/** Operators, their sessions and the tenants in SQL. */
export const createOperatorStore = (database: Database, stamp: AuditStamp): OperatorStore => ({
  ...operatorsIn(database, stamp),
  ...sessionsIn(database, stamp),
  ...tenantsIn(database, stamp),
})

type Operators = Pick<OperatorStore, 'all' | 'findByUsername' | 'create' | 'change'>
type Tenants = Pick<OperatorStore, 'tenants' | 'createTenant' | 'hasTenant'>
type Sessions = Omit<OperatorStore, keyof Operators | keyof Tenants>

const operatorsIn = (database: Database, stamp: AuditStamp): Operators => ({
  all: () => database.read(async (rows) => (await rows.find(OperatorEntity)).map(operatorOf).sort(byName)),
  findByUsername: (key) =>
    database.read(async (rows) => {
      const row = isStorable(key) ? await rows.findOneBy(OperatorEntity, { usernameKey: key }) : null
      return row && operatorOf(row)
    }),
  create: (operator, audit, approved) =>
    database.write(async (rows) => {
      const row = rowOf(operator)
      if (await rows.existsBy(OperatorEntity, { usernameKey: row.usernameKey })) return false
      await rows.insert(OperatorEntity, row)
      await closeDraft(rows, approved?.approval)
      await writeAudit(rows, [audit, ...(approved ? [approved.audit] : [])], stamp)
      return true
    }),
  change: (id, change) => changeOperator(database, stamp, id, change),
})

const sessionsIn = (database: Database, stamp: AuditStamp): Sessions => ({
  signIn: (operator, { id, startedAt, lastActionAt }, audit) =>
    database.write(async (rows) => {
      if (!(await replace(rows, operator))) return false
      await rows.insert(OperatorSessionEntity, { id, operatorId: operator.id, startedAt, lastActionAt })
      await writeAudit(rows, audit, stamp)
      return true
    }),
  findSession: (id) => database.read((rows) => findSession(rows, id)),
  touchSession: (id, at) =>
    database.write(async (rows) => {
      await rows.update(OperatorSessionEntity, { id }, { lastActionAt: at })
    }),
  endSession: (id, audit) =>
    database.write(async (rows) => {
      const { affected } = await rows.delete(OperatorSessionEntity, { id })
      if (affected) await writeAudit(rows, [audit], stamp)
    }),
  forgetSessions: ({ started, acted }) =>
    database.write(async (rows) => {
      const old = await rows.delete(OperatorSessionEntity, { startedAt: LessThan(started) })
      const idle = await rows.delete(OperatorSessionEntity, { lastActionAt: LessThan(acted) })
      return (old.affected ?? 0) + (idle.affected ?? 0)
    }),
})

const tenantsIn = (database: Database, stamp: AuditStamp): Tenants => ({
  tenants: () =>
    database.read(async (rows) =>
      (await rows.find(TenantEntity))
        .map((row): Tenant => ({ id: tenantId(row.id), createdAt: row.createdAt }))
        .sort((one, other) => byText(one.id, other.id)),
    ),
  createTenant: (tenant, audit) =>
    database.write(async (rows) => {
      if (await rows.existsBy(TenantEntity, { id: tenant.id })) return false
      await rows.insert(TenantEntity, { ...tenant })
      await writeAudit(rows, [audit], stamp)
      return true
    }),
  hasTenant: (id) =>
    isStorable(id) ? database.read((rows) => rows.existsBy(TenantEntity, { id })) : Promise.resolve(false),
})

const passkeyShape = z.object({
  instance: z.string(),
  name: z.string(),
  createdAt: instant,
  credential: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()),
  counter: z.int(),
})

const operatorShape = z.object({
  id: z.string().transform(operatorId),
  username: z.string(),
  role: z.enum(OPERATOR_ROLES),
  tenant: tenantIdShape.nullable(),
  hotline: z.boolean(),
  disabled: z.boolean(),
  passwordHash: z.string(),
  oneTimeUntil: instant.nullable(),
  totpSecret: z.string().nullable(),
  totpStep: z.int().nullable(),
  passkeys: z.array(passkeyShape).nullable(),
  createdAt: instant,
  version: z.int(),
})

function operatorOf(row: OperatorRow): Operator {
  const { totpSecret, totpStep, passkeys, ...operator } = checkedRow(operatorShape, row, `operator_account ${row.id}`)
  const totp = totpSecret === null || totpStep === null ? null : { secret: totpSecret, step: totpStep }
  return { ...operator, totp, passkeys: passkeys ?? [] }
}

const rowOf = ({ totp, ...operator }: Operator): OperatorRow => ({
  ...operator,
  usernameKey: usernameKey(operator.username),
  totpSecret: totp?.secret ?? null,
  totpStep: totp?.step ?? null,
})

const byName = (one: Operator, other: Operator): number =>
  byText(usernameKey(one.username), usernameKey(other.username))

const sessionOf = ({ id, operatorId: operator, startedAt, lastActionAt }: OperatorSessionRow): OperatorSession => ({
  id: operatorSessionId(id),
  operator: operatorId(operator),
  startedAt,
  lastActionAt,
})

/** Writes the next value of an operator of the version that it has; false if another one is stored by now. */
async function replace(rows: EntityManager, operator: Operator): Promise<boolean> {
  const { id, version } = operator
  // check: operators-are-changed-as-they-were-read
  const { affected } = await rows.update(OperatorEntity, { id, version }, rowOf({ ...operator, version: version + 1 }))
  return affected === 1
}

async function findSession(rows: EntityManager, id: OperatorSession['id']) {
  const session = await rows.findOneBy(OperatorSessionEntity, { id })
  const operator = session && (await rows.findOneBy(OperatorEntity, { id: session.operatorId }))
  return session && operator ? { session: sessionOf(session), operator: operatorOf(operator) } : null
}

const changeOperator = (
  database: Database,
  stamp: AuditStamp,
  id: OperatorId,
  change: OperatorChange,
): Promise<Operator | null> =>
  changeAgain<Operator | null>(
    async () => {
      const row = await database.read((rows) => rows.findOneBy(OperatorEntity, { id }))
      const before = row && operatorOf(row)
      const made = before && change(before)
      if (!made) return null
      const isWritten = await database.write(async (rows) => {
        if (!(await replace(rows, { ...made.next, version: before.version }))) return false
        if (made.endSessions) {
          const kept = made.keepSession === undefined ? {} : { id: Not(made.keepSession) }
          await rows.delete(OperatorSessionEntity, { operatorId: id, ...kept })
        }
        await writeAudit(rows, [made.audit, ...(made.approved ? [made.approved.audit] : [])], stamp)
        await closeDraft(rows, made.approved?.approval)
        return true
      })
      return isWritten ? { ...made.next, version: before.version + 1 } : OVERTAKEN
    },
    () => {
      throw new OperatorError('operator-busy', 'Other commands keep changing this operator; try again')
    },
  )
