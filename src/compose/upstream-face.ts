import type { MethodId } from '../domain/ids.js'
import type { UpstreamMessages } from '../domain/ports/upstream-messages.js'
import type { UpstreamRegistry } from '../domain/ports/upstream-registry.js'
import type { Lasting } from './lasting.js'

/** What the methods of upstreams are made from. */
export interface UpstreamFace {
  readonly upstreams: UpstreamRegistry
  readonly upstreamMessages: UpstreamMessages
  readonly upstreamIsUp: (name: MethodId) => boolean
}

const none = () => Promise.reject(new TypeError('no upstream is registered'))

/** The upstreams that are registered. */
export const upstreamFace = ({ upstreams }: Pick<Lasting, 'upstreams'>): UpstreamFace => ({
  upstreams,
  upstreamMessages: { request: none, read: none, metadata: none },
  upstreamIsUp: (name) => upstreams.isUp(name),
})
