import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** Where metadata are fetched from, and how the last fetches went. */
export interface SourceRow {
  id: string
  feeds: string
  url: string
  entityId: string | null
  tenant: string | null
  signer: string | null
  settings: object
  state: object
  fetchedAt: Instant | null
  dueAt: Instant
  version: number
}

export const SourceEntity = new EntitySchema<SourceRow>({
  name: 'metadata_source',
  columns: {
    id: column('word', 'id', { primary: true }),
    feeds: column('word', 'feeds'),
    url: column('text', 'url'),
    entityId: column('word', 'entity_id', { nullable: true }),
    tenant: column('word', 'tenant', { nullable: true }),
    signer: column('text', 'signer', { nullable: true }),
    settings: column('json', 'settings'),
    state: column('json', 'state'),
    fetchedAt: column('time', 'fetched_at', { nullable: true }),
    dueAt: column('time', 'due_at'),
    version: column('integer', 'version'),
  },
  indices: [{ name: 'ix_metadata_source_due_at', columns: ['dueAt'] }],
})
