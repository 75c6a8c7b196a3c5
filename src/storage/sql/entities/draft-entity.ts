import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface DraftRow {
  id: string
  at: Instant
  author: string
  expiresAt: Instant
  tenant: string | null
  act: string
  subject: string
  more: number
  state: string
  decidedBy: string | null
  decidedAt: Instant | null
  content: object
}

export const DraftEntity = new EntitySchema<DraftRow>({
  name: 'change_draft',
  columns: {
    id: column('word', 'id', { primary: true }),
    at: column('time', 'at'),
    author: column('word', 'author'),
    expiresAt: column('time', 'expires_at'),
    tenant: column('word', 'tenant', { nullable: true }),
    act: column('word', 'act'),
    subject: column('word', 'subject'),
    more: column('integer', 'more'),
    state: column('word', 'state'),
    decidedBy: column('word', 'decided_by', { nullable: true }),
    decidedAt: column('time', 'decided_at', { nullable: true }),
    content: column('json', 'content'),
  },
})
