import { algorithmsOfKeys } from '../../operators/keys/manage-keys.js'
import type { ServiceDeps } from '../../operators/services/service-deps.js'
import type { SourceDeps } from '../../operators/sources/source-deps.js'
import type { OperatorTools } from '../../compose/operator-tools.js'

/** The dependencies of the registry's use cases, taken from the tools of the command line. */
export const serviceDepsOf = (tools: OperatorTools): ServiceDeps => ({
  services: tools.services,
  clock: tools.clock,
  known: tools.known,
  words: tools.words,
  judgeMetadata: (metadata) => tools.judgeMetadata(metadata),
  metadataGrace: tools.metadataGrace,
  certificateEnd: tools.certificateEnd,
  signableAlgorithms: () => algorithmsOfKeys(tools.keys),
  accountsInSector: (sector) => tools.accountsInSector(sector),
  loginsSince: (service, since) => tools.loginsSince(service, since),
})

/** The dependencies of their sources. What one brings is proved by its signer: it needs no second person. */
export const sourceDepsOf = (tools: OperatorTools): SourceDeps => ({
  ...tools.sources,
  services: { ...serviceDepsOf(tools), services: tools.registry },
})
