import type { MethodId } from '../../domain/ids.js'

/** Our addresses towards one upstream, all below one of its own (CONTRACT: HTTP). */
export interface UpstreamAddresses {
  /** Our entityID as a service of it, and where our metadata are. */
  readonly entityId: string
  /** Our AssertionConsumerService, by POST. */
  readonly acs: string
}

/** The addresses towards the upstream of this name. `publicUrl`: without a slash at its end. */
export function upstreamAddresses(publicUrl: string, name: MethodId): UpstreamAddresses {
  const base = `${publicUrl}/saml/upstream/${name}`
  return { entityId: `${base}/metadata`, acs: `${base}/acs` }
}
