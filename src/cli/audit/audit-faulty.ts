import type { Verified } from '../../operators/audit/verify-log.js'

/** The audit log does not hold: the command has done its work, and says so by its exit code. */
export class AuditFaulty extends Error {
  /** What was found, where it is still to be told. */
  readonly found: Verified | null

  constructor(message: string, found: Verified | null) {
    super(message)
    this.name = 'AuditFaulty'
    this.found = found
  }
}
