import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { HeldKeys, KeySetRewrap, KeySetStore, WrappedSetKey } from '../../../domain/ports/key-set-store.js'
import type { Database } from '../database.js'
import { KeySetEntity } from '../entities/key-set-entity.js'
import { checkedRow, instant } from './rows.js'
import { readKeys } from './key-store.js'
import { raiseRevision } from './revisions.js'
import { writeAudit } from './write-audit.js'

const setKeyShape: z.ZodType<WrappedSetKey> = z.object({
  id: z.string(),
  purpose: z.string(),
  generation: z.int(),
  wrapped: z.string(),
  createdAt: instant,
})

/** The key set in SQL. */
export const createKeySetStore = (database: Database): KeySetStore => ({
  held: () => database.read(readHeld),
  add: (missing) =>
    database.write(async (rows) => {
      // Written first: whoever makes keys at the same time waits for this, and sees what was made.
      await raiseRevision(rows, 'key')
      const held = await readHeld(rows)
      const added = missing(held)
      if (added.length > 0) await rows.insert(KeySetEntity, [...added])
      return [...held.set, ...added]
    }),
})

/** Wraps the key set in SQL anew. */
export const createKeySetRewrap = (database: Database, stamp: AuditStamp): KeySetRewrap => ({
  rewrap: (change) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'key')
      const { set } = await readHeld(rows)
      const { anew, event } = change(set)
      for (const { id, wrapped } of anew) await rows.update(KeySetEntity, { id }, { wrapped })
      if (anew.length > 0) await writeAudit(rows, [event], stamp)
      return { rewrapped: anew.length, all: set.length }
    }),
})

async function readHeld(rows: EntityManager): Promise<HeldKeys> {
  const found = await rows.find(KeySetEntity, { order: { purpose: 'ASC', generation: 'ASC' } })
  return {
    set: found.map((row) => checkedRow(setKeyShape, row, `secret_key_set ${row.id}`)),
    privateKeys: await readKeys(rows),
  }
}
