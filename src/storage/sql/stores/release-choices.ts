import { z } from 'zod'
import { ATTRIBUTE_NAMES } from '../../../domain/identity.js'
import type { ReleaseChoices } from '../../../domain/ports/release-choices.js'
import type { Database } from '../database.js'
import { ReleaseChoiceEntity } from '../entities/account-entities.js'
import { raiseVersion } from './account-store.js'
import { checkedRow, storedJson } from './rows.js'

const choiceShape = z.object({ ticked: storedJson(z.array(z.enum(ATTRIBUTE_NAMES))) })

const FIND = 'SELECT ticked FROM release_choice WHERE account_id = $1 AND entity_id = $2'

/** What citizens ticked last time, in SQL. It goes with the account. */
export const createReleaseChoices = (database: Database): ReleaseChoices => ({
  async find(account, service) {
    const [row] = await database.ask({ text: FIND, values: [account, service] })
    return row ? checkedRow(choiceShape, row, `choice of account ${account}`).ticked : null
  },
  keep: (account, service, ticked, at) =>
    database.write(async (rows) => {
      // check: a-choice-raises-the-version-of-its-account
      if (!(await raiseVersion(rows, account))) return
      await rows.upsert(ReleaseChoiceEntity, { accountId: account, entityId: service, ticked, chosenAt: at }, [
        'accountId',
        'entityId',
      ])
    }),
})
