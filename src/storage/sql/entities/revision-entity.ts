import { EntitySchema } from 'typeorm'
import { column } from '../columns.js'

/** What instances follow by polling; one row each, made by a migration. */
export type RevisionName = 'service' | 'key' | 'logo' | 'upstream'

export interface RevisionRow {
  name: RevisionName
  value: number
}

export const RevisionEntity = new EntitySchema<RevisionRow>({
  name: 'revision',
  columns: {
    name: column('word', 'name', { primary: true }),
    value: column('integer', 'value'),
  },
})
