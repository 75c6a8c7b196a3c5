import type { EntityId, LoginId } from './ids.js'
import type { Log } from './ports/log.js'
import type { Meter } from './ports/meter.js'

/** A proof of any method was not even tried: too many had failed before it. */
export const BRAKED = 'braked'

interface FailedProof {
  readonly method: string
  /** A code that the method's module lists, or `BRAKED`. */
  readonly reason: string
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
