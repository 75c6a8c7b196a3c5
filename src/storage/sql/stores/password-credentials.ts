import { accountId, methodId, type MethodId } from '../../../domain/ids.js'
import type { PasswordCredentials } from '../../../domain/ports/password-credentials.js'
import type { Database } from '../database.js'
import { AccountEntity, AccountMethodEntity, PasswordCredentialEntity } from '../entities/account-entities.js'
import { isStorable } from './storable.js'

/** What the password method looks up in SQL. An account whose password is not bound, or blocked, has none here. */
export function createPasswordCredentials(
  database: Database,
  method: MethodId = methodId('password'),
): PasswordCredentials {
  return {
    find: async (usernameKey) => {
      if (!isStorable(usernameKey)) return null
      return database.read(async (rows) => {
        const row = await rows
          .createQueryBuilder(PasswordCredentialEntity, 'credential')
          .innerJoin(AccountEntity.options.name, 'account', 'account.id = credential.accountId')
          .innerJoin(AccountMethodEntity.options.name, 'bound', 'bound.accountId = credential.accountId')
          .where('account.usernameKey = :usernameKey', { usernameKey })
          .andWhere('bound.method = :method', { method })
          // Its second factors are bindings of their own.
          .andWhere("bound.instance = ''")
          .andWhere('bound.blocked = :blocked', { blocked: false })
          .getOne()
        return row && { account: accountId(row.accountId), hash: row.hash }
      })
    },
    rehash: (account, oldHash, newHash) =>
      database.write(async (rows) => {
        await rows.update(PasswordCredentialEntity, { accountId: account, hash: oldHash }, { hash: newHash })
      }),
  }
}
