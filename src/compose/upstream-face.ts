import type { MethodId } from '../domain/ids.js'
import type { UpstreamMessages } from '../domain/ports/upstream-messages.js'
import type { UpstreamRegistry } from '../domain/ports/upstream-registry.js'

/** What the methods of upstreams are made from. */
export interface UpstreamFace {
  readonly upstreams: UpstreamRegistry
  readonly upstreamMessages: UpstreamMessages
  readonly upstreamIsUp: (name: MethodId) => boolean
}

const none = () => Promise.reject(new TypeError('no upstream is registered'))

/** Nothing is registered yet. */
export const upstreamFace = (): UpstreamFace => ({
  upstreams: { find: () => undefined, all: () => [], revision: () => 0 },
  upstreamMessages: { request: none, read: none, metadata: none },
  upstreamIsUp: () => true,
})
