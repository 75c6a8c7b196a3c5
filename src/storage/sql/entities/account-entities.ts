import { EntitySchema, type EntitySchemaOptions } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

export interface AccountRow {
  id: string
  username: string | null
  usernameKey: string | null
  /** Keyed digest of the minimum set that a card told; null: never identified by a card. */
  identityKey: string | null
  pseudonymSeed: string
  proofing: object
  identity: object
  createdAt: Instant
  version: number
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'account',
  columns: {
    id: column('word', 'id', { primary: true }),
    username: column('word', 'username', { nullable: true }),
    usernameKey: column('word', 'username_key', { nullable: true }),
    identityKey: column('word', 'identity_key', { nullable: true }),
    pseudonymSeed: column('word', 'pseudonym_seed'),
    proofing: column('json', 'proofing'),
    identity: column('json', 'identity'),
    createdAt: column('time', 'created_at'),
    version: column('integer', 'version'),
  },
  indices: [
    { name: 'ix_account_username_key', columns: ['usernameKey'], unique: true },
    { name: 'ix_account_identity_key', columns: ['identityKey'] },
  ],
})

export interface AccountMethodRow {
  accountId: string
  method: string
  instance: string
  key: string | null
  name: string | null
  cap: string
  boundAt: Instant
  blocked: boolean
}

type ForeignKey = NonNullable<EntitySchemaOptions<unknown>['foreignKeys']>[number]

/** What belongs to an account goes with it. */
export const ofAccount = (): ForeignKey => ({
  target: 'account',
  columnNames: ['accountId'],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
})

export const AccountMethodEntity = new EntitySchema<AccountMethodRow>({
  name: 'account_method',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    method: column('word', 'method', { primary: true }),
    instance: column('word', 'instance', { primary: true }),
    key: column('word', 'method_key', { nullable: true }),
    name: column('word', 'name', { nullable: true }),
    cap: column('word', 'cap'),
    boundAt: column('time', 'bound_at'),
    blocked: column('flag', 'blocked'),
  },
  // Whose card this is, is one account's: two commands at once cannot bind it twice.
  indices: [{ name: 'ix_account_method_key', columns: ['method', 'key'], unique: true }],
  foreignKeys: [ofAccount()],
})

export interface PasswordCredentialRow {
  accountId: string
  hash: string
}

export const PasswordCredentialEntity = new EntitySchema<PasswordCredentialRow>({
  name: 'password_credential',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    hash: column('text', 'hash'),
  },
  foreignKeys: [ofAccount()],
})

/**
 * What was remembered at "confirm identity". It outlives a service: an entityID that comes back means the same service.
 */
export interface ConsentRow {
  accountId: string
  entityId: string
  digest: string
  declined: readonly string[]
  rememberedAt: Instant
}

export const ConsentEntity = new EntitySchema<ConsentRow>({
  name: 'consent',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    entityId: column('word', 'entity_id', { primary: true }),
    digest: column('word', 'digest'),
    declined: column('json', 'declined'),
    rememberedAt: column('time', 'remembered_at'),
  },
  foreignKeys: [ofAccount()],
})
