import type { EntityId } from '../../../domain/ids.js'
import { childOf, type ChildLookUp } from '../../../domain/child-service.js'
import type { Service } from '../../../domain/service.js'
import type { Dialects } from '../../dialects/dialect.js'
import type { AskedChild } from './request-context.js'

/**
 * The child service that a request is made for that names these services (`requestersNamed`); null: none. A portal that has no child services may name whom it
 * likes, as proxies do, and asks for itself. One that has some names one of them at most: the list says nothing of which
 * of several counts.
 */
export function childAsked(
  [first, ...more]: readonly EntityId[],
  portal: Service,
  dialects: Dialects,
  lookUp: ChildLookUp,
): AskedChild | 'denied' | null {
  if (portal.settings.requesters.length === 0 || first === undefined) return null
  // check: one-child-is-asked-for-at-a-time
  const service = more.length === 0 ? childOf(portal, first, lookUp) : null
  // check: a-requester-that-is-no-child-is-denied
  return service ? { service, dialect: dialects.get(service.settings.dialect) } : 'denied'
}
