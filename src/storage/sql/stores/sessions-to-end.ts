import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { SessionsToEnd, SessionsToEndStore } from '../../../domain/ports/sessions-to-end.js'
import type { Database } from '../database.js'
import { SessionsToEndEntity } from '../entities/sessions-to-end-entity.js'
import { writeRows } from '../many-rows.js'
import { accountIdShape, checkedRow, methodIdShape, storedTime } from './rows.js'

const ALL = { text: 'SELECT whose, subject, ended_at, why FROM sessions_to_end ORDER BY ended_at', values: [] }

const common = { ended_at: storedTime, why: z.string() }
const rowShape = z.discriminatedUnion('whose', [
  z.object({ whose: z.literal('account'), subject: accountIdShape, ...common }),
  z.object({ whose: z.literal('method'), subject: methodIdShape, ...common }),
])

/** What is left to do of the end of sessions in SQL. A job asks every few seconds, so it is one plain statement. */
export const createSessionsToEnd = (database: Database): SessionsToEndStore => ({
  all: async () =>
    (await database.ask(ALL)).map((row): SessionsToEnd => {
      const { ended_at: endedAt, ...rest } = checkedRow(rowShape, row, 'sessions_to_end')
      return { ...rest, endedAt }
    }),
  done: ({ whose, subject, endedAt }) =>
    database.write(async (rows) => {
      // check: sessions-that-end-once-more-are-looked-for-once-more
      await rows.delete(SessionsToEndEntity, { whose, subject, endedAt })
    }),
})

/** Within the transaction of the change that ends them: the last end of the same sessions counts. */
export const noteSessionsToEnd = (rows: EntityManager, task: SessionsToEnd): Promise<void> =>
  writeRows(rows, SessionsToEndEntity, [{ ...task }], { overwrite: true })
