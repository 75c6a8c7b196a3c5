import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface KeyRow {
  id: string
  use: string
  state: string
  stateSince: Instant | null
  type: string
  certificate: string
  notAfter: Instant
  createdAt: Instant
  activatedAt: Instant | null
  wrappedPrivateKey: string
}

export const KeyEntity = new EntitySchema<KeyRow>({
  name: 'signing_key',
  columns: {
    id: column('word', 'id', { primary: true }),
    use: column('word', 'key_use'),
    state: column('word', 'state'),
    stateSince: column('time', 'state_since', { nullable: true }),
    type: column('word', 'type'),
    certificate: column('text', 'certificate'),
    notAfter: column('time', 'not_after'),
    createdAt: column('time', 'created_at'),
    activatedAt: column('time', 'activated_at', { nullable: true }),
    wrappedPrivateKey: column('text', 'wrapped_private_key'),
  },
})
