import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/**
 * Rows are only ever inserted. `id` orders the entries of one transaction: `<random>.<number>`, and is
 * `<answer id>.<number>` for the end of a login; `before` and `after` are JSON.
 */
export interface AuditRow {
  id: string
  at: Instant
  actor: string
  action: string
  subject: string
  before: string | null
  after: string | null
  /** Made by the writer over all of the others; null in rows from before there was a key for it. */
  mac: string | null
}

export const AuditEntity = new EntitySchema<AuditRow>({
  name: 'audit_event',
  columns: {
    id: column('word', 'id', { primary: true }),
    at: column('time', 'at'),
    actor: column('word', 'actor'),
    action: column('word', 'action'),
    subject: column('word', 'subject'),
    before: column('text', 'before', { nullable: true }),
    after: column('text', 'after', { nullable: true }),
    mac: column('word', 'mac', { nullable: true }),
  },
  indices: [
    { name: 'ix_audit_event_at', columns: ['at'] },
    { name: 'ix_audit_event_subject', columns: ['subject'] },
  ],
})
