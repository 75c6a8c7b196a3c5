import type { MethodId } from '../ids.js'
import type { Upstream } from '../upstream.js'

/** The registered upstreams as this process knows them, in memory; at most 5 s behind the store. */
export interface UpstreamRegistry {
  /** The upstream of this name, switched off or not. */
  find(name: MethodId): Upstream | undefined
  /** In the order of their names. */
  all(): readonly Upstream[]
  /** Calls this after each change from now on. Returns what ends that. */
  follow(changed: () => void): () => void
  /** Another value whenever anything has changed; what is made of the upstreams can be kept until then. */
  revision(): number
}
