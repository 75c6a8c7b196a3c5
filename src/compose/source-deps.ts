import type { Config } from '../config/config.js'
import { serviceCertificateEnd } from '../crypto/service-certificate-end.js'
import type { UpstreamRegistry } from '../domain/ports/upstream-registry.js'
import { days } from '../domain/instant.js'
import { algorithmsOfKeys } from '../operators/keys/manage-keys.js'
import type { ServiceDeps } from '../operators/services/service-deps.js'
import type { SourceDeps } from '../operators/sources/source-deps.js'
import { createMetadataWords } from '../saml/dialects/metadata-words.js'
import type { Edges } from './edges.js'
import { sourceToolsOn } from './source-tools.js'
import type { OpenedStores } from './stores.js'
import { keyTools } from './key-tools.js'
import { accountsInSector, knownValues, metadataJudge } from './tools.js'

/** What the registry and its sources stand on: stores, and the edges of this machine. */
type Ground = Edges & { readonly stores: OpenedStores; readonly upstreams: UpstreamRegistry }

/** What a change of the registry needs, on these stores. */
export function serviceDepsOn({ stores, upstreams, ...edges }: Ground, config: Config): ServiceDeps {
  const { clock, dialects } = edges
  const keys = keyTools(config, stores, edges)
  return {
    services: stores.services,
    clock,
    known: knownValues(dialects, config, () => upstreams.all().map(({ name }) => name)),
    words: createMetadataWords(dialects),
    judgeMetadata: metadataJudge(config, clock),
    metadataGrace: days(config.settings.metadata.grace),
    certificateEnd: serviceCertificateEnd,
    signableAlgorithms: () => algorithmsOfKeys(keys),
    accountsInSector: (sector) => accountsInSector(sector, stores),
    loginsSince: (service, since) => stores.history.answeredSince(service, since),
  }
}

/** What sources are refreshed with, on these stores; `readMetadata` is the one reader of this process. */
export const sourceDepsOf = (ground: Ground & Pick<SourceDeps, 'readMetadata'>, config: Config): SourceDeps => ({
  ...sourceToolsOn(ground.stores.sources, ground.readMetadata, ground, config),
  services: serviceDepsOn(ground, config),
})
