import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** Which process does a job that one of all does, and until when. */
export interface JobLeaseRow {
  job: string
  holder: string
  heldUntil: Instant
}

export const JobLeaseEntity = new EntitySchema<JobLeaseRow>({
  name: 'job_lease',
  columns: {
    job: column('word', 'job', { primary: true }),
    holder: column('word', 'holder'),
    heldUntil: column('time', 'held_until'),
  },
})
