import { type EntityManager, LessThan } from 'typeorm'
import { z } from 'zod'
import type { AuditEvent } from '../../../domain/audit-event.js'
import type { AccountId } from '../../../domain/ids.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { SecondFactors } from '../../../domain/ports/second-factors.js'
import { PASSWORD, type SecondFactor } from '../../../domain/second-factor.js'
import type { Database, Row } from '../database.js'
import { RecoveryCodeEntity, SecondFactorEntity, type SecondFactorRow } from '../entities/second-factor-entities.js'
import { byText, checkedRow, isStorable, storedJson } from './rows.js'
import { changeAccount, raiseVersion } from './change-account.js'
import { writeAudit } from './write-audit.js'

const factorShape: z.ZodType<SecondFactor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('totp'), instance: z.string(), counter: z.int(), secret: z.string() }),
  z.object({
    kind: z.literal('passkey'),
    instance: z.string(),
    counter: z.int(),
    credential: z.string(),
    publicKey: z.string(),
    transports: z.array(z.string()),
  }),
])

const rowShape = z.object({
  instance: z.string(),
  kind: z.string(),
  material: storedJson(z.record(z.string(), z.unknown())),
  counter: z.string(),
})

/** PostgreSQL counts in 64 bits, which its driver reads as text. */
const codesShape = z.object({ codes_left: z.coerce.number().pipe(z.int()) })

/** One statement: every password that was right asks. A row for each binding, whose columns are null for no factor. */
// check: a-blocked-factor-is-none
const FIND = `
  SELECT f.instance, f.kind, f.material, f.counter,
    (SELECT COUNT(*) FROM recovery_code r WHERE r.account_id = a.id) AS codes_left
  FROM account a
    LEFT JOIN account_method m ON m.account_id = a.id AND m.method = $1 AND NOT m.blocked
    LEFT JOIN second_factor f ON f.account_id = a.id AND f.instance = m.instance
  WHERE a.id = $2`

/** Second factors and recovery codes in SQL. */
export function createSecondFactors(database: Database, stamp: AuditStamp): SecondFactors {
  return {
    async find(account) {
      const rows = await database.ask({ text: FIND, values: [PASSWORD, account] })
      const where = `second_factor of ${account}`
      const codesLeft = rows[0] === undefined ? 0 : checkedRow(codesShape, rows[0], where).codes_left
      const factors = rows.filter(({ instance }) => instance !== null).map((row) => factorOf(row, where))
      return { factors: factors.sort((one, other) => byText(one.instance, other.instance)), codesLeft }
    },
    bind: (account, change, { factor, codes }, entry) =>
      database.write(async (rows) => {
        const changed = await changeAccount(rows, account, change, entry, stamp)
        if (changed) await putFactor(rows, account, factor)
        if (changed && codes) await putCodes(rows, account, codes)
        return changed
      }),
    unbind: (account, change, instance, entry) =>
      database.write(async (rows) => {
        const changed = await changeAccount(rows, account, change, entry, stamp)
        if (changed) await dropFactor(rows, account, instance)
        return changed
      }),
    noteUse: (accountId, instance, counter) =>
      database.write(async (rows) => {
        const next = counterText(counter)
        // check: a-use-is-noted-once
        const earlier = { accountId, instance, counter: LessThan(next) }
        const { affected } = await rows.update(SecondFactorEntity, earlier, { counter: next })
        return affected === 1
      }),
    renewCodes: (account, codes, audit) =>
      database.write(async (rows) => {
        if (!(await raiseVersion(rows, account))) return
        await putCodes(rows, account, codes)
        await writeAudit(rows, [audit], stamp)
      }),
    spendCode: async (account, digest, audit) =>
      isStorable(digest) ? database.write((rows) => spendCode(rows, account, digest, audit, stamp)) : null,
  }
}

async function spendCode(
  rows: EntityManager,
  accountId: AccountId,
  digest: string,
  audit: (left: number) => AuditEvent,
  stamp: AuditStamp,
): Promise<number | null> {
  const { affected } = await rows.delete(RecoveryCodeEntity, { accountId, digest })
  if (affected !== 1) return null
  await raiseVersion(rows, accountId)
  const left = await rows.countBy(RecoveryCodeEntity, { accountId })
  await writeAudit(rows, [audit(left)], stamp)
  return left
}

async function putFactor(rows: EntityManager, accountId: AccountId, factor: SecondFactor): Promise<void> {
  // What a binding that went with its account's other methods may have left.
  await rows.delete(SecondFactorEntity, { accountId, instance: factor.instance })
  await rows.insert(SecondFactorEntity, factorRow(accountId, factor))
}

async function dropFactor(rows: EntityManager, accountId: AccountId, instance: string): Promise<void> {
  await rows.delete(SecondFactorEntity, { accountId, instance })
  const left = await rows.countBy(SecondFactorEntity, { accountId })
  if (left === 0) await putCodes(rows, accountId, [])
}

function factorOf(row: Row, where: string): SecondFactor {
  const { material, counter, ...rest } = checkedRow(rowShape, row, where)
  return checkedRow(factorShape, { ...material, ...rest, counter: Number(counter) }, where)
}

const factorRow = (accountId: AccountId, { instance, kind, counter, ...material }: SecondFactor): SecondFactorRow => ({
  accountId,
  instance,
  kind,
  material,
  counter: counterText(counter),
})

const counterText = (counter: number): string => String(counter).padStart(12, '0')

async function putCodes(rows: EntityManager, accountId: AccountId, codes: readonly string[]): Promise<void> {
  await rows.delete(RecoveryCodeEntity, { accountId })
  if (codes.length > 0)
    await rows.insert(
      RecoveryCodeEntity,
      codes.map((digest) => ({ accountId, digest })),
    )
}
