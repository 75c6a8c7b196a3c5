import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { HeldKeys, KeySetStore, WrappedSetKey } from '../../../domain/ports/key-set-store.js'
import type { Database } from '../database.js'
import { KeySetEntity } from '../entities/key-set-entity.js'
import { checkedRow, instant } from './rows.js'
import { readKeys } from './key-store.js'
import { raiseRevision } from './revisions.js'

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

async function readHeld(rows: EntityManager): Promise<HeldKeys> {
  const found = await rows.find(KeySetEntity, { order: { purpose: 'ASC', generation: 'ASC' } })
  return {
    set: found.map((row) => checkedRow(setKeyShape, row, `secret_key_set ${row.id}`)),
    privateKeys: await readKeys(rows),
  }
}
