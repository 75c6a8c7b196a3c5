import { sameText } from '../../../crypto/same-text.js'
import type { EntityManager, FindOptionsWhere } from 'typeorm'
import { IsNull, LessThan } from 'typeorm'
import { z } from 'zod'
import type { ChangeAccount } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { passDeviceId, type AccountId, type PassDeviceId } from '../../../domain/ids.js'
import type { Instant } from '../../../domain/instant.js'
import { MOST_WRONG_TRIES, type PassDevice } from '../../../domain/pass-device.js'
import type { AccountEntry } from '../../../domain/ports/account-store.js'
import type { PassDevices, PinTry } from '../../../domain/ports/pass-devices.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { Database } from '../database.js'
import { PassDeviceEntity, type PassDeviceRow } from '../entities/pass-device-entity.js'
import { byText, checkedRow, accountIdShape, instant, isStorable } from './rows.js'
import { changeAccount, raiseVersion } from './account-store.js'
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
        const found = await rows.find(PassDeviceEntity, { where: { accountId } })
        return found.map(deviceOf).sort((one, other) => one.pairedAt - other.pairedAt || byText(one.id, other.id))
      }),
    add: ({ account, ...device }, audit) =>
      database.write(async (rows) => {
        if (account !== null) await raiseVersion(rows, account)
        await rows.insert(PassDeviceEntity, { ...device, accountId: account })
        await writeAudit(rows, [audit], stamp)
      }),
    forgetUnused: (pairedBefore, audit) =>
      database.write(async (rows) => {
        const unused: Where = { accountId: IsNull(), firstUsedAt: IsNull(), pairedAt: LessThan(pairedBefore) }
        const { affected } = await rows.delete(PassDeviceEntity, unused)
        if (affected) await writeAudit(rows, [audit], stamp)
        return affected ?? 0
      }),
    block: (id, at, change, entry) => database.write((rows) => block(rows, id, at, change, entry, stamp)),
    ...usesOf(database, stamp),
    ...changesOf(database, stamp),
  }
}

/** What a phone's own messages write. */
const usesOf = (database: Database, stamp: AuditStamp): Pick<PassDevices, 'tryPin' | 'markUsed'> => ({
  tryPin: (id, pinDigest, at, audit) =>
    database.write(async (rows) => {
      const { tried, account } = await tryPin(rows, id, pinDigest, at)
      if (tried !== 'blocked-now') return tried
      // check: a-phone-blocked-by-its-pin-raises-the-version-of-its-account
      if (account) await raiseVersion(rows, account)
      await writeAudit(rows, [audit], stamp)
      return 'blocked'
    }),
  markUsed: (id, at) =>
    database.write(async (rows) => {
      const device = await rows.findOneBy(PassDeviceEntity, { id, firstUsedAt: IsNull(), blockedAt: IsNull() })
      if (!device) return false
      await rows.update(PassDeviceEntity, { id }, { firstUsedAt: at })
      if (device.accountId !== null) await raiseVersion(rows, accountIdShape.parse(device.accountId))
      return true
    }),
})

/** Changes of a phone and its account, in one transaction with the audit entry, or not at all. */
function changesOf(database: Database, stamp: AuditStamp): Pick<PassDevices, 'bindUsed' | 'rename' | 'remove'> {
  const both = (
    account: AccountId,
    write: (rows: EntityManager) => Promise<{ affected?: number | null }>,
    change: ChangeAccount,
    entry: AccountEntry,
  ): Promise<boolean> =>
    database
      .write(async (rows) => {
        const { affected } = await write(rows)
        if (affected !== 1) return false
        // check: a-phone-changes-with-its-account-in-one
        if (!(await changeAccount(rows, account, change, entry, stamp))) throw new AccountUnchanged()
        return true
      })
      .catch(unlessAccountUnchanged)
  return {
    bindUsed: (id, accountId, at, change, entry) => {
      // check: a-phone-is-bound-to-its-own-account
      // check: a-blocked-phone-is-not-bound
      const unused: Where = { id, accountId, firstUsedAt: IsNull(), blockedAt: IsNull() }
      return both(accountId, (rows) => rows.update(PassDeviceEntity, unused, { firstUsedAt: at }), change, entry)
    },
    rename: (id, accountId, name, change, entry) =>
      // check: a-phone-is-renamed-by-its-account
      both(accountId, (rows) => rows.update(PassDeviceEntity, { id, accountId }, { name }), change, entry),
    remove: (id, accountId, change, entry) =>
      // check: a-phone-is-removed-by-its-account
      both(accountId, (rows) => rows.delete(PassDeviceEntity, { id, accountId }), change, entry),
  }
}

/** Takes back what a transaction has written. */
class AccountUnchanged extends Error {}

function unlessAccountUnchanged(error: unknown): false {
  if (error instanceof AccountUnchanged) return false
  throw error
}

async function block(
  rows: EntityManager,
  id: PassDeviceId,
  at: Instant,
  change: ChangeAccount,
  entry: AuditEvent,
  stamp: AuditStamp,
): Promise<boolean> {
  const { affected } = await rows.update(PassDeviceEntity, { id, blockedAt: IsNull() }, { blockedAt: at })
  const row = await rows.findOneBy(PassDeviceEntity, { id })
  if (!row) return false
  const isNew = affected === 1
  const account = row.accountId === null ? null : accountIdShape.parse(row.accountId)
  // Its binding may be left to block where wrong PINs have blocked the phone alone.
  const changed = account && (await changeAccount(rows, account, change, entry, stamp))
  if (changed) return true
  if (account && isNew) await raiseVersion(rows, account)
  if (isNew) await writeAudit(rows, [entry], stamp)
  return isNew
}

/** `blocked-now`: by this try. */
async function tryPin(
  rows: EntityManager,
  id: PassDeviceId,
  pinDigest: string,
  at: Instant,
): Promise<{ readonly tried: PinTry | 'blocked-now'; readonly account?: AccountId | null }> {
  // The count is raised first: that takes the row, and of tries at once each sees those before it.
  const { affected } = await rows.increment(PassDeviceEntity, { id, blockedAt: IsNull() }, 'wrongTries', 1)
  const row = await rows.findOneBy(PassDeviceEntity, { id })
  if (!row) return { tried: 'gone' }
  // check: a-blocked-phone-compares-no-pin
  if (affected !== 1) return { tried: 'blocked' }
  if (sameText(row.pinDigest, pinDigest)) {
    await rows.update(PassDeviceEntity, { id }, { wrongTries: 0 })
    return { tried: 'right' }
  }
  // check: three-wrong-pins-block
  if (row.wrongTries < MOST_WRONG_TRIES) return { tried: { triesLeft: MOST_WRONG_TRIES - row.wrongTries } }
  await rows.update(PassDeviceEntity, { id }, { blockedAt: at })
  return { tried: 'blocked-now', account: accountIdShape.nullable().parse(row.accountId) }
}
