import { EntitySchema, type EntitySchemaOptions } from 'typeorm'
import type { Account, BoundMethod } from '../../../domain/account.js'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'
import {
  flag,
  integer,
  json,
  mappingOf,
  orNull,
  primary,
  time,
  word,
  wordOf,
  type Field,
  type RowOf,
} from '../mapping.js'
import { identityShape, proofingShape } from '../stores/account-shape.js'
import { accountIdShape, methodIdShape, trustLevel } from '../stores/rows.js'

/**
 * Each property of an account but its methods and the pseudonyms of an earlier IdP, and the column that keeps it: a new one
 * needs a line here.
 */
const ACCOUNT_FIELDS = {
  id: primary(wordOf('id', accountIdShape)),
  username: orNull(word('username')),
  pseudonymSeed: word('pseudonym_seed'),
  proofing: json('proofing', proofingShape),
  identity: json('identity', identityShape),
  identityKey: orNull(word('identity_key')),
  blockedAt: orNull(time('blocked_at')),
  sessionsEndedAt: orNull(time('sessions_ended_at')),
  createdAt: time('created_at'),
  version: integer('version'),
} satisfies { readonly [Name in Exclude<keyof Account, 'methods' | 'earlierPseudonyms'>]: Field<Account[Name]> }

export const ACCOUNT = mappingOf(ACCOUNT_FIELDS)

/** The fields of an account, and the forms of its user name and e-mail address that are compared. */
export type AccountRow = RowOf<typeof ACCOUNT_FIELDS> & { usernameKey: string | null; emailKey: string | null }

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'account',
  columns: {
    ...ACCOUNT.columns,
    usernameKey: column('word', 'username_key', { nullable: true }),
    emailKey: column('word', 'email_key', { nullable: true }),
  },
  indices: [
    { name: 'ix_account_username_key', columns: ['usernameKey'], unique: true },
    { name: 'ix_account_identity_key', columns: ['identityKey'] },
    { name: 'ix_account_email_key', columns: ['emailKey'] },
  ],
})

const METHOD_FIELDS = {
  method: primary(wordOf('method', methodIdShape)),
  instance: primary(word('instance')),
  key: orNull(word('method_key')),
  name: orNull(word('name')),
  cap: wordOf('cap', trustLevel),
  boundAt: time('bound_at'),
  blocked: flag('blocked'),
} satisfies { readonly [Name in keyof BoundMethod]: Field<BoundMethod[Name]> }

/** A method bound to an account; its account is no part of the value. */
export const ACCOUNT_METHOD = mappingOf(METHOD_FIELDS)

export type AccountMethodRow = RowOf<typeof METHOD_FIELDS> & { accountId: string }

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
  columns: { accountId: column('word', 'account_id', { primary: true }), ...ACCOUNT_METHOD.columns },
  // A card belongs to one account: two commands at once cannot bind it twice.
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

/** What was ticked of the optional attributes last time. Like a consent it outlives a service. */
export interface ReleaseChoiceRow {
  accountId: string
  entityId: string
  ticked: readonly string[]
  chosenAt: Instant
}

export const ReleaseChoiceEntity = new EntitySchema<ReleaseChoiceRow>({
  name: 'release_choice',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    entityId: column('word', 'entity_id', { primary: true }),
    ticked: column('json', 'ticked'),
    chosenAt: column('time', 'chosen_at'),
  },
  foreignKeys: [ofAccount()],
})
