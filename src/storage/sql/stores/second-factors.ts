import { type EntityManager, LessThan } from 'typeorm'
import { z } from 'zod'
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
        if (!(await replaceAccount(rows, account, audit, random))) return false
        // What a binding that is gone may have left.
        await rows.delete(SecondFactorEntity, { accountId: account.id, instance: factor.instance })
        await rows.insert(SecondFactorEntity, factorRow(account.id, factor))
        if (codes) await putCodes(rows, account.id, codes)
        return true
      }),
    unbind: (account, instance, audit) =>
      database.write(async (rows) => {
        if (!(await replaceAccount(rows, account, audit, random))) return false
        await rows.delete(SecondFactorEntity, { accountId: account.id, instance })
        const left = await rows.countBy(SecondFactorEntity, { accountId: account.id })
        if (left === 0) await putCodes(rows, account.id, [])
        return true
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
    spendCode: async (accountId, digest, audit) => {
      if (!isStorable(digest)) return null
      return database.write(async (rows) => {
        const { affected } = await rows.delete(RecoveryCodeEntity, { accountId, digest })
        if (affected !== 1) return null
        const left = await rows.countBy(RecoveryCodeEntity, { accountId })
        await writeAudit(rows, [audit(left)], random)
        return left
      })
    },
  }
}

async function boundFactors(rows: EntityManager, accountId: AccountId): Promise<readonly SecondFactor[]> {
  const bound = await rows.findBy(AccountMethodEntity, { accountId, method: PASSWORD, blocked: false })
  const instances = new Set(bound.map(({ instance }) => instance))
  const found = await rows.find(SecondFactorEntity, { where: { accountId }, order: { instance: 'ASC' } })
  return found.filter(({ instance }) => instances.has(instance)).map(factorOf)
}

const factorOf = ({ accountId, instance, kind, material, counter }: SecondFactorRow): SecondFactor =>
  checkedRow(factorShape, { ...material, instance, kind, counter: Number(counter) }, `second_factor of ${accountId}`)

const factorRow = (
  accountId: AccountId,
  { instance, kind, counter, ...material }: SecondFactor,
): SecondFactorRow => ({ accountId, instance, kind, material, counter: counterText(counter) })

const counterText = (counter: number): string => String(counter).padStart(12, '0')

async function putCodes(rows: EntityManager, accountId: AccountId, codes: readonly string[]): Promise<void> {
  await rows.delete(RecoveryCodeEntity, { accountId })
  if (codes.length > 0)
    await rows.insert(
      RecoveryCodeEntity,
      codes.map((digest) => ({ accountId, digest })),
    )
}
