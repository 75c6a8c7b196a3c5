import type { Finding } from '../../domain/finding.js'

/** Where an entity's reader leaves its findings. */
export type Report = (finding: Finding) => void
