import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** A sector that somebody has got a pseudonym in. Rows are only ever inserted: they outlive the audit log. */
export interface SectorUsedRow {
  sector: string
  firstUsedAt: Instant
}

export const SectorUsedEntity = new EntitySchema<SectorUsedRow>({
  name: 'sector_used',
  columns: {
    sector: column('word', 'sector', { primary: true }),
    firstUsedAt: column('time', 'first_used_at'),
  },
})
