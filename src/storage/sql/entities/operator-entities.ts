import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface TenantRow {
  id: string
  createdAt: Instant
}

export const TenantEntity = new EntitySchema<TenantRow>({
  name: 'tenant',
  columns: { id: column('word', 'id', { primary: true }), createdAt: column('time', 'created_at') },
})

export interface OperatorRow {
  id: string
  username: string
  usernameKey: string
  role: string
  tenant: string | null
  hotline: boolean
  disabled: boolean
  passwordHash: string
  oneTimeUntil: Instant | null
  totpSecret: string | null
  totpStep: number | null
  /** Null: none; from before there were any. */
  passkeys: object | null
  createdAt: Instant
  version: number
}

export const OperatorEntity = new EntitySchema<OperatorRow>({
  name: 'operator_account',
  columns: {
    id: column('word', 'id', { primary: true }),
    username: column('word', 'username'),
    usernameKey: column('word', 'username_key'),
    role: column('word', 'role'),
    tenant: column('word', 'tenant', { nullable: true }),
    hotline: column('flag', 'hotline'),
    disabled: column('flag', 'disabled'),
    passwordHash: column('text', 'password_hash'),
    oneTimeUntil: column('time', 'one_time_until', { nullable: true }),
    totpSecret: column('text', 'totp_secret', { nullable: true }),
    totpStep: column('integer', 'totp_step', { nullable: true }),
    passkeys: column('json', 'passkeys', { nullable: true }),
    createdAt: column('time', 'created_at'),
    version: column('integer', 'version'),
  },
  indices: [{ name: 'ix_operator_account_username_key', columns: ['usernameKey'], unique: true }],
})

export interface OperatorSessionRow {
  id: string
  operatorId: string
  startedAt: Instant
  lastActionAt: Instant
}

export const OperatorSessionEntity = new EntitySchema<OperatorSessionRow>({
  name: 'operator_session',
  columns: {
    id: column('word', 'id', { primary: true }),
    operatorId: column('word', 'operator_id'),
    startedAt: column('time', 'started_at'),
    lastActionAt: column('time', 'last_action_at'),
  },
  foreignKeys: [
    {
      target: 'operator_account',
      columnNames: ['operatorId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
})
