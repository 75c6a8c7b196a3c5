import type { Config } from '../config/config.js'
import type { MethodId } from '../domain/ids.js'
import type { UpstreamMessages } from '../domain/ports/upstream-messages.js'
import type { UpstreamRegistry } from '../domain/ports/upstream-registry.js'
import { days } from '../domain/instant.js'
import { isVouchedFor, type SamlUpstream, type Upstream } from '../domain/upstream.js'
import type { Lasting } from './lasting.js'

/** What the methods of upstreams are made from. */
export interface UpstreamFace {
  readonly upstreams: UpstreamRegistry
  readonly upstreamMessages: UpstreamMessages
  readonly upstreamIsUp: (name: MethodId) => boolean
  readonly upstreamIsVouchedFor: (upstream: Upstream) => boolean
}

/** The registered upstreams, and SAML towards them. */
export const upstreamFace = (
  { upstreams, keys, clock }: Pick<Lasting, 'upstreams' | 'keys' | 'clock'>,
  { publicUrl, settings }: Config,
): UpstreamFace => ({
  upstreams,
  upstreamMessages: whenFirstAsked(async () => {
    const { createUpstreamMessages } = await import('../saml/sp/upstream-messages.js')
    const { validForDays, displayName } = settings.metadata
    return createUpstreamMessages({ publicUrl, keys, clock, validForDays, displayNames: displayName })
  }),
  upstreamIsUp: (name) => upstreams.isUp(name),
  upstreamIsVouchedFor: (upstream) => isVouchedFor(upstream, clock.now(), days(settings.metadata.grace)),
})

/** Most brokers have no upstream: what speaks to them is loaded with the first message. */
function whenFirstAsked(load: () => Promise<UpstreamMessages>): UpstreamMessages {
  let loaded: Promise<UpstreamMessages> | null = null
  const messages = (): Promise<UpstreamMessages> => (loaded ??= load())
  return {
    request: async (upstream: SamlUpstream, question) => (await messages()).request(upstream, question),
    read: async (upstream, response) => (await messages()).read(upstream, response),
    metadata: async (upstream) => (await messages()).metadata(upstream),
  }
}
