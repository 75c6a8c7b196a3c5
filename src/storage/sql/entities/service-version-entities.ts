import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** Metadata that versions refer to: once for each content, however many versions have it. */
export interface ServiceDocumentRow {
  hash: string
  /** JSON, kept as the text that the hash is of. */
  content: string
}

export const ServiceDocumentEntity = new EntitySchema<ServiceDocumentRow>({
  name: 'service_document',
  columns: {
    hash: column('word', 'hash', { primary: true }),
    content: column('text', 'content'),
  },
})

export interface ServiceVersionRow {
  entityId: string
  number: number
  at: Instant
  actor: string | null
  approvedBy: string | null
  act: string
  restored: number | null
  active: boolean
  tenant: string | null
  settings: object
  source: object
  document: string
}

export const ServiceVersionEntity = new EntitySchema<ServiceVersionRow>({
  name: 'service_version',
  columns: {
    entityId: column('word', 'entity_id', { primary: true }),
    number: column('integer', 'number', { primary: true }),
    at: column('time', 'at'),
    actor: column('word', 'actor', { nullable: true }),
    approvedBy: column('word', 'approved_by', { nullable: true }),
    act: column('word', 'act'),
    restored: column('integer', 'restored', { nullable: true }),
    active: column('flag', 'active'),
    tenant: column('word', 'tenant', { nullable: true }),
    settings: column('json', 'settings'),
    source: column('json', 'source'),
    document: column('word', 'document'),
  },
  indices: [{ name: 'ix_service_version_document', columns: ['document'] }],
})
