import type { Database } from '../database.js'

/** The one index that both questions need is that of the primary key. */
const FIND = (condition: string) => `SELECT id FROM account WHERE ${condition} LIMIT 1`

/** Whether accounts of test citizens are stored, and whether others are. Colons stand in no other account's id. */
export async function accountKinds(database: Database): Promise<{ readonly test: boolean; readonly others: boolean }> {
  const found = async (condition: string): Promise<boolean> =>
    (await database.ask({ text: FIND(condition), values: [] })).length > 0
  return { test: await found("id LIKE 'test:%'"), others: await found("id NOT LIKE 'test:%'") }
}
