import { algorithmsOfKeys } from '../../operators/keys/manage-keys.js'
import type { ServiceDeps } from '../../operators/services/service-deps.js'
import type { OperatorTools } from '../../compose/operator-tools.js'

/** The dependencies of the registry's use cases, taken from the tools of the command line. */
export const serviceDepsOf = (tools: OperatorTools): ServiceDeps => ({
  services: tools.services,
  clock: tools.clock,
  known: tools.known,
  words: tools.words,
  signableAlgorithms: () => algorithmsOfKeys(tools.keys),
  accountsInSector: (sector) => tools.accountsInSector(sector),
})
