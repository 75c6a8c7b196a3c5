import { childOf } from '../../domain/child-service.js'
import { notServed, type Service } from '../../domain/service.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import { finding, type ServiceFinding } from '../findings.js'
import type { Judging } from './service-view.js'

/** Child services of a portal that it cannot ask for: each request that names one is denied. */
export async function requesterFindings(
  portal: Service,
  { services }: { readonly services: Pick<ServiceStore, 'find'> },
  { now, metadataGrace }: Judging,
): Promise<readonly ServiceFinding[]> {
  const found = await Promise.all(
    portal.settings.requesters.map(async (requester) => ({ requester, child: await services.find(requester) })),
  )
  return found.flatMap(({ requester, child }) => {
    const find = () => child ?? undefined
    if (childOf(portal, requester, { find, now, metadataGrace })) return []
    return [finding('requester-unusable', { requester, why: whyNot(portal, child, { now, metadataGrace }) })]
  })
}

function whyNot(
  portal: Service,
  child: Service | null,
  { now, metadataGrace }: Pick<Judging, 'now' | 'metadataGrace'>,
): 'unknown' | 'foreign' | 'disabled' {
  if (!child) return 'unknown'
  return notServed(child, now, metadataGrace) !== null && child.tenant === portal.tenant ? 'disabled' : 'foreign'
}
