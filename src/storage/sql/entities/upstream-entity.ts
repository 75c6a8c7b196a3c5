import { EntitySchema } from 'typeorm'
import { column } from '../columns.js'

/** Another account as a way to log in, and what the jobs of the broker have noted of it. */
export interface UpstreamRow {
  name: string
  id: string
  dialect: string
  entityId: string
  peer: object
  settings: object
  metadata: string | null
  source: object
  fetches: object
  health: object
  version: number
}

export const UpstreamEntity = new EntitySchema<UpstreamRow>({
  name: 'upstream',
  columns: {
    name: column('word', 'name', { primary: true }),
    id: column('word', 'id'),
    dialect: column('word', 'dialect'),
    entityId: column('word', 'entity_id'),
    peer: column('json', 'peer'),
    settings: column('json', 'settings'),
    metadata: column('text', 'metadata', { nullable: true }),
    source: column('json', 'source'),
    fetches: column('json', 'fetches'),
    health: column('json', 'health'),
    version: column('integer', 'version'),
  },
  indices: [{ name: 'ix_upstream_id', columns: ['id'], unique: true }],
})
