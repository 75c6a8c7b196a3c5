import type { Config } from '../config/config.js'
import { createValueSeal } from '../crypto/value-seal.js'
import type { UpstreamStore } from '../domain/ports/upstream-store.js'
import { upstreamSecretPlace } from '../domain/upstream-secret.js'
import { METHOD_MODULES } from '../methods/registry.js'
import type { ReadIdpMetadata, UpstreamDeps, UpstreamRefreshDeps } from '../operators/upstreams/upstream-deps.js'
import type { Edges } from './edges.js'
import { entityIdOf } from './own-addresses.js'
import { sourceToolsOn } from './source-tools.js'
import type { OpenedStores } from './stores.js'

/** What upstreams are changed with. `upstreams`: as operators change them, at once or by drafts. */
export const upstreamTools = (
  config: Config,
  stores: OpenedStores,
  upstreams: UpstreamStore,
  { clock, random }: Pick<Edges, 'clock' | 'random'>,
): UpstreamDeps => ({
  upstreams,
  methodSwitches: stores.methodSwitches,
  services: stores.services,
  readIdpMetadata: idpReader(config, clock),
  houseMethods: METHOD_MODULES.map(({ id }) => id),
  httpLoopback: !config.secure,
  sealSecret: async (upstream, secret) => {
    await stores.keySet.open()
    return createValueSeal(stores.keySet.key('stored-values')).seal(upstreamSecretPlace(upstream), secret)
  },
  clock,
  random,
})

/** What they are refreshed with. */
export function upstreamRefreshOf(config: Config, stores: OpenedStores, edges: Edges): UpstreamRefreshDeps {
  const { fetchIfChanged, digest, refreshEvery, chance } = sourceToolsOn(stores.sources, NO_READER, edges, config)
  return { ...upstreamTools(config, stores, stores.upstreams, edges), fetchIfChanged, digest, refreshEvery, chance }
}

const NO_READER = () => Promise.reject(new TypeError('services are not read here'))

const idpReader =
  (config: Config, clock: Edges['clock']): ReadIdpMetadata =>
  async (file, { signer, entityId }) =>
    (await import('../saml/metadata/idp-metadata.js')).readIdpMetadata(file, {
      signer,
      entityId,
      now: clock.now(),
      ownEntityId: entityIdOf(config),
      allowHttpLoopback: !config.secure,
    })
