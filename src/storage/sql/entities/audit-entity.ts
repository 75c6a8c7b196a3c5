import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { SELDOM_ACTION, SELDOM_ACTOR } from '../audit-columns.js'
import { column } from '../columns.js'

/**
 * Rows are only ever inserted; the one job that seals adds `seq` and `seal`, once, and retention takes away the first.
 * `id` orders the entries of one transaction: `<random>.<number>`, and is `<answer id>.<number>` for the end of a login;
 * `before` and `after` are JSON.
 */
export interface AuditRow {
  id: string
  at: Instant
  actor: string
  action: string
  subject: string
  before: string | null
  after: string | null
  /** Made by the writer over all of those above; null in rows from before there was a key for it. */
  mac: string | null
  /** Its place in the chain, from 1 on without a gap; null until it is sealed. */
  seq: number | null
  /** Whose it is, to be read by: no part of what the MAC covers. Null: nobody's in particular, or from before it was kept. */
  tenant: string | null
  /** A MAC over the seal before, `seq` and the entry. */
  seal: string | null
}

export const AuditEntity = new EntitySchema<AuditRow>({
  name: 'audit_entries',
  columns: {
    id: column('word', 'id', { primary: true }),
    at: column('time', 'at'),
    actor: column('word', 'actor'),
    action: column('word', 'action'),
    subject: column('word', 'subject'),
    before: column('text', 'before', { nullable: true }),
    after: column('text', 'after', { nullable: true }),
    mac: column('word', 'mac', { nullable: true }),
    seq: column('long', 'seq', { nullable: true }),
    seal: column('word', 'seal', { nullable: true }),
    tenant: column('word', 'tenant', { nullable: true }),
  },
  indices: [
    { name: 'ix_audit_entries_tenant', columns: ['tenant', 'at', 'id'], where: 'tenant IS NOT NULL' },
    { name: 'ix_audit_event_at', columns: ['at'] },
    { name: 'ix_audit_event_subject', columns: ['subject'] },
    { name: 'ux_audit_entries_seq', columns: ['seq'], unique: true, where: 'seq IS NOT NULL' },
    { name: 'ix_audit_entries_unsealed', columns: ['at', 'id'], where: 'seq IS NULL' },
    { name: 'ix_audit_entries_actor', columns: ['actor', 'at', 'id'], where: SELDOM_ACTOR },
    { name: 'ix_audit_entries_action', columns: ['action', 'at', 'id'], where: SELDOM_ACTION },
    // On the service that an entry names, an expression, which only its step of the schema can write.
    { name: 'ix_audit_entries_service', columns: ['after', 'at', 'id'], synchronize: false },
  ],
})

/** How far the chain of the audit goes, kept beside its table: `head`, its last entry; `checkpoint`, the last that was forgotten. */
export interface AuditMarkRow {
  name: string
  seq: number
  seal: string
  earlier: number | null
  at: Instant
  mac: string
}

export const AuditMarkEntity = new EntitySchema<AuditMarkRow>({
  name: 'audit_mark',
  columns: {
    name: column('word', 'name', { primary: true }),
    seq: column('long', 'seq'),
    seal: column('word', 'seal'),
    earlier: column('long', 'earlier', { nullable: true }),
    at: column('time', 'at'),
    mac: column('word', 'mac'),
  },
})
