import { z } from 'zod'
import type { RememberedConsent } from '../../../domain/consent.js'
import { ATTRIBUTE_NAMES } from '../../../domain/identity.js'
import type { ConsentStore } from '../../../domain/ports/consent-store.js'
import type { Database } from '../database.js'
import { ConsentEntity } from '../entities/account-entities.js'
import { checkedRow } from './checked-row.js'

const consentShape: z.ZodType<RememberedConsent> = z.object({
  digest: z.string(),
  declined: z.array(z.enum(ATTRIBUTE_NAMES)),
})

/** What citizens asked to be remembered, in SQL. It goes with the account. */
export const createConsentStore = (database: Database): ConsentStore => ({
  find: (account, service) =>
    database.read(async (rows) => {
      const row = await rows.findOneBy(ConsentEntity, { accountId: account, entityId: service })
      return row && checkedRow(consentShape, row, `consent of account ${account}`)
    }),
  remember: (account, service, consent, at) =>
    database.write(async (rows) => {
      const row = { accountId: account, entityId: service, ...consent, rememberedAt: at }
      await rows.upsert(ConsentEntity, row, ['accountId', 'entityId'])
    }),
})
