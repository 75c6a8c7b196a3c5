import { EntitySchema } from 'typeorm'
import { column } from '../columns.js'

export interface ServiceRow {
  entityId: string
  tenant: string | null
  active: boolean
  metadata: object
  settings: object
  source: object
  revision: number
}

export const ServiceEntity = new EntitySchema<ServiceRow>({
  name: 'service_provider',
  columns: {
    entityId: column('word', 'entity_id', { primary: true }),
    tenant: column('word', 'tenant', { nullable: true }),
    active: column('flag', 'active'),
    metadata: column('json', 'metadata'),
    settings: column('json', 'settings'),
    source: column('json', 'source'),
    revision: column('integer', 'revision'),
  },
  indices: [{ name: 'ix_service_provider_revision', columns: ['revision'] }],
})

/**
 * A service that is gone: what an instance that was behind has to forget, and what it comes back with. Sector and owner are
 * null where it was removed before they were kept, and the log does not tell them.
 */
export interface ServiceRemovalRow {
  entityId: string
  revision: number
  sector: string | null
  tenant: string | null
}

export const ServiceRemovalEntity = new EntitySchema<ServiceRemovalRow>({
  name: 'service_removal',
  columns: {
    entityId: column('word', 'entity_id', { primary: true }),
    revision: column('integer', 'revision'),
    sector: column('word', 'sector', { nullable: true }),
    tenant: column('word', 'tenant', { nullable: true }),
  },
  indices: [{ name: 'ix_service_removal_revision', columns: ['revision'] }],
})
