import type { ReadFinding } from '../../domain/read-finding.js'

/** Takes a finding of an entity's reader. */
export type Report = (finding: ReadFinding) => void
