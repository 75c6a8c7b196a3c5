import type { EntityId, LoginId } from './ids.js'
import type { Log } from './ports/log.js'
import type { Meter } from './ports/meter.js'
import type { ProofFailure } from './proof-failure.js'

interface FailedProof {
  readonly method: string
  readonly reason: ProofFailure
  readonly login?: LoginId
  readonly service?: EntityId
}

interface Told {
  readonly log: Pick<Log, 'info'>
  readonly meter: Pick<Meter, 'proofFailed'>
}

/** A proof that did not hold, in log and metrics, by its code alone: never whose it was to be. */
export function tellFailedProof(proof: FailedProof, { log, meter }: Told): void {
  meter.proofFailed(proof.method, proof.reason)
  log.info('proof.failed', { ...proof })
}
