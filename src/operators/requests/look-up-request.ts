import type { TenantId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { RefusedRequestStore } from '../../domain/ports/refused-requests.js'
import { errorIdTyped, messageIdTyped, REFUSED_KEPT, type RefusedRequest } from '../../domain/refused-request.js'
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
 * Looks a refused request up, by its error id, or by the ID of the request or of the Response that told the service, as
 * the portal's log has them; that is logged before anything is shown. Throws `Refused('request-unknown')` where there is
 * none, where its time is over, and where it is not theirs to see: nobody can tell which.
 */
export async function lookUpRequest(
  typed: string,
  viewer: RequestViewer,
  actor: string,
  deps: RequestDeps,
): Promise<FoundRequest> {
  const errorId = errorIdTyped(typed) ?? messageIdTyped(typed)
  if (errorId === null) throw new Refused(refusal('request-unknown', { errorId: typed }))
  const at = deps.clock.now()
  // check: who-looks-up-a-request-is-in-the-audit
  await deps.audit.append({ at, actor, action: 'request.shown', subject: errorId, before: null, after: { errorId } })
  const found = await seenRequest(errorId, viewer, deps)
  if (!found) throw new Refused(refusal('request-unknown', { errorId }))
  return found
}

/** The newest that is theirs to see: another tenant may use the same ID for its own. */
async function seenRequest(id: string, viewer: RequestViewer, deps: RequestDeps): Promise<FoundRequest | null> {
  const { refusedRequests } = deps
  const one = errorIdTyped(id) === null ? null : await refusedRequests.find(id, viewer.tenant)
  const found = errorIdTyped(id) === null ? await refusedRequests.findByMessage(id, viewer.tenant) : one ? [one] : []
  for (const request of found) {
    const seen = seenBy(request, viewer, deps)
    if (seen) return seen
  }
  return null
}

function seenBy(request: RefusedRequest, viewer: RequestViewer, { clock }: RequestDeps): FoundRequest | null {
  // check: a-refused-request-is-shown-for-a-week
  if (clock.now() - request.at >= REFUSED_KEPT) return null
  // Anybody can send a request in the name of a service.
  // check: a-claimed-request-is-seen-by-admins-alone
  if (request.service === null && !viewer.seesClaimed) return null
  return { request, tenant: request.tenant }
}
