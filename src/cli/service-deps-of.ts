import { signableAlgorithms } from '../operators/keys/signable-algorithms.js'
import type { ServiceDeps } from '../operators/services/service-deps.js'
import type { OperatorTools } from '../compose/operator-tools.js'

/** What the use cases of the registry need, from the tools of the command line. */
export const serviceDepsOf = (tools: OperatorTools, actor: string): ServiceDeps => ({
  services: tools.services,
  clock: tools.clock,
  actor,
  known: tools.known,
  words: tools.words,
  signableAlgorithms: () => signableAlgorithms(tools.keys),
  accountsInSector: (sector) => tools.accountsInSector(sector),
})
