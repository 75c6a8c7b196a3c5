import { sameText } from '../../../crypto/same-text.js'
import type { EntityManager, FindOptionsWhere } from 'typeorm'
import { IsNull, LessThan } from 'typeorm'
import { z } from 'zod'
import type { Account } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { passDeviceId, type PassDeviceId } from '../../../domain/ids.js'
import type { Instant } from '../../../domain/instant.js'
import { MOST_WRONG_TRIES, type PassDevice } from '../../../domain/pass-device.js'
import type { PassDevices, PinTry } from '../../../domain/ports/pass-devices.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { Database } from '../database.js'
import { PassDeviceEntity, type PassDeviceRow } from '../entities/pass-device-entity.js'
import { replaceAccount } from './account-store.js'
import { checkedRow } from './checked-row.js'
import { accountIdShape, instant } from './row-shapes.js'
import { isStorable } from './storable.js'
import { writeAudit } from './write-audit.js'

const deviceShape: z.ZodType<PassDevice> = z
  .object({
    id: z.string().transform(passDeviceId),
    accountId: accountIdShape.nullable(),
    name: z.string(),
    publicKey: z.object({ x: z.string(), y: z.string() }),
    pinDigest: z.string(),
    blockCodeDigest: z.string(),
    wrongTries: z.int(),
    pairedAt: instant,
    firstUsedAt: instant.nullable(),
    blockedAt: instant.nullable(),
  })
  .transform(({ accountId, ...device }) => ({ ...device, account: accountId }))

const deviceOf = (row: PassDeviceRow): PassDevice => checkedRow(deviceShape, row, `pass_device ${row.id}`)

type Where = FindOptionsWhere<PassDeviceRow>

/** Paired phones in SQL. */
export function createPassDevices(database: Database, stamp: AuditStamp): PassDevices {
  const one = (where: Where) =>
    database.read(async (rows) => {
      const row = await rows.findOneBy(PassDeviceEntity, where)
      return row && deviceOf(row)
    })
  return {
    find: async (id) => (isStorable(id) ? one({ id }) : null),
    findByBlockCode: (blockCodeDigest) => one({ blockCodeDigest }),
    listOf: (accountId) =>
      database.read(async (rows) => {
        const found = await rows.find(PassDeviceEntity, { where: { accountId }, order: { pairedAt: 'ASC', id: 'ASC' } })
        return found.map(deviceOf)
      }),
    add: ({ account, ...device }, audit) =>
      database.write(async (rows) => {
        await rows.insert(PassDeviceEntity, { ...device, accountId: account })
        await writeAudit(rows, [audit], stamp)
      }),
    tryPin: (id, pinDigest, at, audit) =>
      database.write(async (rows) => {
        const tried = await tryPin(rows, id, pinDigest, at)
        if (tried === 'blocked-now') await writeAudit(rows, [audit], stamp)
        return tried === 'blocked-now' ? 'blocked' : tried
      }),
    markUsed: (id, at) =>
      database.write(async (rows) => {
        const unused: Where = { id, firstUsedAt: IsNull(), blockedAt: IsNull() }
        const { affected } = await rows.update(PassDeviceEntity, unused, { firstUsedAt: at })
        return affected === 1
      }),
    bindUsed: (account, id, at, audit) =>
      database.write((rows) => bindUsed(rows, account, id, at, audit, stamp)).catch(unlessAccountChanged),
    ...changesOf(database, stamp),
  }
}

async function bindUsed(
  rows: EntityManager,
  account: Account,
  id: PassDeviceId,
  at: Instant,
  audit: AuditEvent | null,
  stamp: AuditStamp,
): Promise<boolean> {
  // check: a-phone-is-bound-to-its-own-account
  // check: a-blocked-phone-is-not-bound
  const unused: Where = { id, accountId: account.id, firstUsedAt: IsNull(), blockedAt: IsNull() }
  const { affected } = await rows.update(PassDeviceEntity, unused, { firstUsedAt: at })
  if (affected !== 1) return false
  // check: a-phone-is-bound-and-used-in-one
  if (!(await replaceAccount(rows, account, audit, stamp))) throw new AccountChanged()
  return true
}

/** Takes back what a transaction has written. */
class AccountChanged extends Error {}

function unlessAccountChanged(error: unknown): false {
  if (error instanceof AccountChanged) return false
  throw error
}

/** Changes that are written with their audit entry, or not at all. */
function changesOf(
  database: Database,
  stamp: AuditStamp,
): Pick<PassDevices, 'rename' | 'remove' | 'forgetUnused' | 'block'> {
  const changed = (audit: AuditEvent | null, change: (rows: EntityManager) => Promise<{ affected?: number | null }>) =>
    database.write(async (rows) => {
      const { affected } = await change(rows)
      if (affected !== 1) return false
      if (audit) await writeAudit(rows, [audit], stamp)
      return true
    })
  return {
    rename: (accountId, id, name, audit) =>
      // check: a-phone-is-renamed-by-its-account
      changed(audit, (rows) => rows.update(PassDeviceEntity, { id, accountId }, { name })),
    // check: a-phone-is-removed-by-its-account
    remove: (accountId, id, audit) => changed(audit, (rows) => rows.delete(PassDeviceEntity, { id, accountId })),
    forgetUnused: (pairedBefore, audit) =>
      database.write(async (rows) => {
        const unused: Where = { accountId: IsNull(), firstUsedAt: IsNull(), pairedAt: LessThan(pairedBefore) }
        const { affected } = await rows.delete(PassDeviceEntity, unused)
        if (affected) await writeAudit(rows, [audit], stamp)
        return affected ?? 0
      }),
    block: (id, at, audit) =>
      changed(audit, (rows) => rows.update(PassDeviceEntity, { id, blockedAt: IsNull() }, { blockedAt: at })),
  }
}

/** `blocked-now`: by this try. */
async function tryPin(
  rows: EntityManager,
  id: PassDeviceId,
  pinDigest: string,
  at: Instant,
): Promise<PinTry | 'blocked-now'> {
  // The count is raised first: that takes the row, and of tries at once each sees those before it.
  const { affected } = await rows.increment(PassDeviceEntity, { id, blockedAt: IsNull() }, 'wrongTries', 1)
  const row = await rows.findOneBy(PassDeviceEntity, { id })
  if (!row) return 'gone'
  // check: a-blocked-phone-compares-no-pin
  if (affected !== 1) return 'blocked'
  if (sameText(row.pinDigest, pinDigest)) {
    await rows.update(PassDeviceEntity, { id }, { wrongTries: 0 })
    return 'right'
  }
  // check: three-wrong-pins-block
  if (row.wrongTries < MOST_WRONG_TRIES) return 'wrong'
  await rows.update(PassDeviceEntity, { id }, { blockedAt: at })
  return 'blocked-now'
}
