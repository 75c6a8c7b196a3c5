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

/** A service that is gone: what an instance that was behind has to forget. */
export interface ServiceRemovalRow {
  entityId: string
  revision: number
}

export const ServiceRemovalEntity = new EntitySchema<ServiceRemovalRow>({
  name: 'service_removal',
  columns: {
    entityId: column('word', 'entity_id', { primary: true }),
    revision: column('integer', 'revision'),
  },
  indices: [{ name: 'ix_service_removal_revision', columns: ['revision'] }],
})
