import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface RefusedRequestRow {
  /** The error id. */
  id: string
  requestId: string | null
  answerId: string | null
  at: Instant
  binding: string
  xml: string | null
  relayStateBytes: number | null
  sender: string
  service: string | null
  tenant: string | null
  claimed: string | null
  code: string
  detail: string | null
  rule: string
  checks: unknown
}

export const RefusedRequestEntity = new EntitySchema<RefusedRequestRow>({
  name: 'refused_request',
  columns: {
    id: column('word', 'id', { primary: true }),
    requestId: column('word', 'request_id', { nullable: true }),
    answerId: column('word', 'answer_id', { nullable: true }),
    at: column('time', 'at'),
    binding: column('word', 'binding'),
    xml: column('text', 'xml', { nullable: true }),
    relayStateBytes: column('integer', 'relay_state_bytes', { nullable: true }),
    sender: column('word', 'sender'),
    service: column('word', 'service', { nullable: true }),
    tenant: column('word', 'tenant', { nullable: true }),
    claimed: column('word', 'claimed', { nullable: true }),
    code: column('word', 'code'),
    detail: column('text', 'detail', { nullable: true }),
    rule: column('word', 'rule'),
    checks: column('json', 'checks'),
  },
  indices: [
    { name: 'ix_refused_request_request_id', columns: ['requestId'] },
    { name: 'ix_refused_request_answer_id', columns: ['answerId'] },
    { name: 'ix_refused_request_at', columns: ['at'] },
    { name: 'ix_refused_request_sender_at', columns: ['sender', 'at'] },
  ],
})
