import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** A phone that was paired as a pass. It goes with its account; one that is used without any has none. */
export interface PassDeviceRow {
  id: string
  accountId: string | null
  name: string
  publicKey: object
  pinDigest: string
  blockCodeDigest: string
  wrongTries: number
  pairedAt: Instant
  firstUsedAt: Instant | null
  blockedAt: Instant | null
}

export const PassDeviceEntity = new EntitySchema<PassDeviceRow>({
  name: 'pass_device',
  columns: {
    id: column('word', 'id', { primary: true }),
    accountId: column('word', 'account_id', { nullable: true }),
    name: column('word', 'name'),
    publicKey: column('json', 'public_key'),
    pinDigest: column('word', 'pin_digest'),
    blockCodeDigest: column('word', 'block_code_digest'),
    wrongTries: column('integer', 'wrong_tries'),
    pairedAt: column('time', 'paired_at'),
    firstUsedAt: column('time', 'first_used_at', { nullable: true }),
    blockedAt: column('time', 'blocked_at', { nullable: true }),
  },
  indices: [
    { name: 'ix_pass_device_account_id', columns: ['accountId'] },
    { name: 'ix_pass_device_block_code_digest', columns: ['blockCodeDigest'], unique: true },
  ],
  foreignKeys: [{ target: 'account', columnNames: ['accountId'], referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
})
