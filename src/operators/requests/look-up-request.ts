import type { TenantId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { RefusedRequestStore } from '../../domain/ports/refused-requests.js'
import { errorIdTyped, REFUSED_KEPT, type RefusedRequest } from '../../domain/refused-request.js'
import type { AuditTools } from '../audit/audit-tools.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'

export interface RequestDeps {
  readonly refusedRequests: RefusedRequestStore
  readonly audit: Pick<AuditTools, 'append'>
  readonly clock: Clock
}

/** Who looks: what is only claimed is for those who see the whole federation and look after it. */
export interface RequestViewer {
  readonly seesClaimed: boolean
  /** Whose requests they see; null: everybody's. */
  readonly tenant: TenantId | null
}

/** The refused request with this error id, and the tenant whose service sent it, as it was then. */
export interface FoundRequest {
  readonly request: RefusedRequest
  readonly tenant: string | null
}

/**
 * Looks a refused request up; that is logged before anything is shown. Throws `Refused('request-unknown')` where there is
 * none, where its time is over, and where it is not theirs to see: nobody can tell which.
 */
export async function lookUpRequest(
  typed: string,
  viewer: RequestViewer,
  actor: string,
  deps: RequestDeps,
): Promise<FoundRequest> {
  const errorId = errorIdTyped(typed)
  if (errorId === null) throw new Refused(refusal('request-unknown', { errorId: typed }))
  const at = deps.clock.now()
  // check: who-looks-up-a-request-is-in-the-audit
  await deps.audit.append({ at, actor, action: 'request.shown', subject: errorId, before: null, after: { errorId } })
  const found = await seenRequest(errorId, viewer, deps)
  if (!found) throw new Refused(refusal('request-unknown', { errorId }))
  return found
}

async function seenRequest(
  errorId: string,
  viewer: RequestViewer,
  { refusedRequests, clock }: RequestDeps,
): Promise<FoundRequest | null> {
  const request = await refusedRequests.find(errorId, viewer.tenant)
  // check: a-refused-request-is-shown-for-a-week
  if (!request || clock.now() - request.at >= REFUSED_KEPT) return null
  // Anybody can send a request in the name of a service.
  // check: a-claimed-request-is-seen-by-admins-alone
  if (request.service === null && !viewer.seesClaimed) return null
  return { request, tenant: request.tenant }
}
