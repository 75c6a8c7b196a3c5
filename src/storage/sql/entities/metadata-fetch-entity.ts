import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface MetadataFetchRow {
  keyId: string
  /** Empty: nobody was named. */
  service: string
  fetches: number
  lastAt: Instant
}

export const MetadataFetchEntity = new EntitySchema<MetadataFetchRow>({
  name: 'metadata_fetch',
  columns: {
    keyId: column('word', 'key_id', { primary: true }),
    service: column('word', 'service', { primary: true }),
    fetches: column('long', 'fetches'),
    lastAt: column('time', 'last_at'),
  },
})
