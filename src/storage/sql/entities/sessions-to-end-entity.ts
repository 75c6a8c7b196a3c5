import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface SessionsToEndRow {
  whose: string
  /** The account's id, or the method's. The account may be gone by now. */
  subject: string
  endedAt: Instant
  /** The action of the audit. */
  why: string
}

export const SessionsToEndEntity = new EntitySchema<SessionsToEndRow>({
  name: 'sessions_to_end',
  columns: {
    whose: column('word', 'whose', { primary: true }),
    subject: column('word', 'subject', { primary: true }),
    endedAt: column('time', 'ended_at'),
    why: column('word', 'why'),
  },
})
