import { type EntityManager, LessThan } from 'typeorm'
import { z } from 'zod'
import type { AuditEvent } from '../../../domain/audit-event.js'
import type { AccountId } from '../../../domain/ids.js'
import type { Random } from '../../../domain/ports/random.js'
import type { SecondFactors } from '../../../domain/ports/second-factors.js'
import { PASSWORD, type SecondFactor } from '../../../domain/second-factor.js'
import type { Database } from '../database.js'
import { AccountMethodEntity } from '../entities/account-entities.js'
import { RecoveryCodeEntity, SecondFactorEntity, type SecondFactorRow } from '../entities/second-factor-entities.js'
import { replaceAccount } from './account-store.js'
import { checkedRow } from './checked-row.js'
import { isStorable } from './storable.js'
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

/** Second factors and recovery codes in SQL. */
export function createSecondFactors(database: Database, random: Random): SecondFactors {
  return {
    find: (account) =>
      database.read(async (rows) => ({
        factors: await boundFactors(rows, account),
        codesLeft: await rows.countBy(RecoveryCodeEntity, { accountId: account }),
      })),
    bind: (account, factor, codes, audit) =>
      database.write(async (rows) => {
        const isKept = await replaceAccount(rows, account, audit, random)
        if (isKept) await putFactor(rows, account.id, factor)
        if (isKept && codes) await putCodes(rows, account.id, codes)
        return isKept
      }),
    unbind: (account, instance, audit) =>
      database.write(async (rows) => {
        const isKept = await replaceAccount(rows, account, audit, random)
        if (isKept) await dropFactor(rows, account.id, instance)
        return isKept
      }),
    noteUse: (accountId, instance, counter) =>
      database.write(async (rows) => {
        const next = counterText(counter)
        const earlier = { accountId, instance, counter: LessThan(next) }
        const { affected } = await rows.update(SecondFactorEntity, earlier, { counter: next })
        return affected === 1
      }),
    renewCodes: (account, codes, audit) =>
      database.write(async (rows) => {
        await putCodes(rows, account, codes)
        await writeAudit(rows, [audit], random)
      }),
    spendCode: async (account, digest, audit) =>
      isStorable(digest) ? database.write((rows) => spendCode(rows, account, digest, audit, random)) : null,
  }
}

async function spendCode(
  rows: EntityManager,
  accountId: AccountId,
  digest: string,
  audit: (left: number) => AuditEvent,
  random: Random,
): Promise<number | null> {
  const { affected } = await rows.delete(RecoveryCodeEntity, { accountId, digest })
  if (affected !== 1) return null
  const left = await rows.countBy(RecoveryCodeEntity, { accountId })
  await writeAudit(rows, [audit(left)], random)
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

async function boundFactors(rows: EntityManager, accountId: AccountId): Promise<readonly SecondFactor[]> {
  const bound = await rows.findBy(AccountMethodEntity, { accountId, method: PASSWORD, blocked: false })
  const instances = new Set(bound.map(({ instance }) => instance))
  const found = await rows.find(SecondFactorEntity, { where: { accountId }, order: { instance: 'ASC' } })
  return found.filter(({ instance }) => instances.has(instance)).map(factorOf)
}

const factorOf = ({ accountId, instance, kind, material, counter }: SecondFactorRow): SecondFactor =>
  checkedRow(factorShape, { ...material, instance, kind, counter: Number(counter) }, `second_factor of ${accountId}`)

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
