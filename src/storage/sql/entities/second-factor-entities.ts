import { EntitySchema } from 'typeorm'
import { column } from '../columns.js'
import { ofAccount } from './account-entities.js'

export interface SecondFactorRow {
  accountId: string
  instance: string
  kind: string
  /** What it is checked with: the sealed secret, or the passkey's public key. */
  material: object
  /** Twelve digits: a passkey's count outgrows an integer of 32 bits, and text of one length compares like numbers. */
  counter: string
}

export const SecondFactorEntity = new EntitySchema<SecondFactorRow>({
  name: 'second_factor',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    instance: column('word', 'instance', { primary: true }),
    kind: column('word', 'kind'),
    material: column('json', 'material'),
    counter: column('word', 'counter'),
  },
  foreignKeys: [ofAccount()],
})

/** A code that is not used yet, as a keyed digest. */
export interface RecoveryCodeRow {
  accountId: string
  digest: string
}

export const RecoveryCodeEntity = new EntitySchema<RecoveryCodeRow>({
  name: 'recovery_code',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    digest: column('word', 'digest', { primary: true }),
  },
  foreignKeys: [ofAccount()],
})
