import type { Database } from './database.js'

/** The database, whose writers wait for `ready` first, outside of any transaction; what that throws, they throw. */
export const readyFirst = (database: Database, ready: () => Promise<unknown>): Database => ({
  ...database,
  async write(work) {
    // check: whoever-writes-proves-the-secret-first
    await ready()
    return database.write(work)
  },
  async add(statement) {
    await ready()
    return database.add(statement)
  },
})
