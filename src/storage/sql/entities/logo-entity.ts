import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface LogoRow {
  entityId: string
  source: string
  digest: string | null
  type: string | null
  width: number
  height: number
  /** The picture, base64. */
  image: string | null
  fault: string | null
  failures: number
  at: Instant
  dueAt: Instant
}

export const LogoEntity = new EntitySchema<LogoRow>({
  name: 'service_logo',
  columns: {
    entityId: column('word', 'entity_id', { primary: true }),
    source: column('word', 'source'),
    digest: column('word', 'digest', { nullable: true }),
    type: column('word', 'type', { nullable: true }),
    width: column('integer', 'width'),
    height: column('integer', 'height'),
    image: column('text', 'image', { nullable: true }),
    fault: column('word', 'fault', { nullable: true }),
    failures: column('integer', 'failures'),
    at: column('time', 'at'),
    dueAt: column('time', 'due_at'),
  },
  indices: [{ name: 'ix_service_logo_digest', columns: ['digest'] }],
})
