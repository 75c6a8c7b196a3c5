import { z } from 'zod'
import type { RememberedConsent } from '../../../domain/release.js'
import { ATTRIBUTE_NAMES } from '../../../domain/identity.js'
import type { ConsentStore } from '../../../domain/ports/consent-store.js'
import type { Database } from '../database.js'
import { ConsentEntity } from '../entities/account-entities.js'
import { raiseVersion } from './change-account.js'
import { checkedRow, storedJson } from './rows.js'

const consentShape: z.ZodType<RememberedConsent> = z.object({
  digest: z.string(),
  declined: storedJson(z.array(z.enum(ATTRIBUTE_NAMES))),
})

const FIND = 'SELECT digest, declined FROM consent WHERE account_id = $1 AND entity_id = $2'

/** What citizens asked to be remembered, in SQL. It goes with the account. */
export const createConsentStore = (database: Database): ConsentStore => ({
  async find(account, service) {
    const [row] = await database.ask({ text: FIND, values: [account, service] })
    return row ? checkedRow(consentShape, row, `consent of account ${account}`) : null
  },
  remember: (account, service, consent, at) =>
    database.write(async (rows) => {
      // Nobody remembers anything for an account that is gone.
      // check: a-consent-raises-the-version-of-its-account
      if (!(await raiseVersion(rows, account))) return
      const row = { accountId: account, entityId: service, ...consent, rememberedAt: at }
      await rows.upsert(ConsentEntity, row, ['accountId', 'entityId'])
    }),
})
