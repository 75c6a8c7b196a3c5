import type { Operator } from '../../domain/operator.js'
import { seesTenant } from '../rights.js'
import type { DraftDeps } from '../drafts/draft-view.js'
import { servicesOf } from './bounded-services.js'

/** The drafts as this operator sees them: one of another tenant, or of several, is not there, and makes no change. */
export function draftsOf(operator: Operator, deps: DraftDeps): DraftDeps {
  const { drafts } = deps
  return {
    ...deps,
    services: servicesOf(operator, deps.services),
    drafts: {
      ...drafts,
      open: async () => (await drafts.open()).filter(({ tenant }) => seesTenant(operator, tenant)),
      async find(id) {
        const draft = await drafts.find(id)
        // check: drafts-are-seen-by-their-tenant-alone
        return draft && seesTenant(operator, draft.tenant) ? draft : null
      },
    },
  }
}
