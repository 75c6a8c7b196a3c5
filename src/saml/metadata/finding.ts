import type { Finding } from '../../domain/finding.js'

/** Takes a finding of an entity's reader. */
export type Report = (finding: Finding) => void
