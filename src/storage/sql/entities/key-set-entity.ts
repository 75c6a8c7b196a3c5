import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** A key of the broker's own, wrapped with SECRET_KEY. */
export interface KeySetRow {
  id: string
  purpose: string
  generation: number
  wrapped: string
  createdAt: Instant
}

export const KeySetEntity = new EntitySchema<KeySetRow>({
  name: 'secret_key_set',
  columns: {
    id: column('word', 'id', { primary: true }),
    purpose: column('word', 'purpose'),
    generation: column('integer', 'generation'),
    wrapped: column('text', 'wrapped_key'),
    createdAt: column('time', 'created_at'),
  },
  indices: [{ name: 'ix_secret_key_set_purpose', columns: ['purpose', 'generation'], unique: true }],
})
