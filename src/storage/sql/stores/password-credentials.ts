import { z } from 'zod'
import { methodId, type MethodId } from '../../../domain/ids.js'
import type { PasswordCredentials } from '../../../domain/ports/password-credentials.js'
import type { Database } from '../database.js'
import { PasswordCredentialEntity } from '../entities/account-entities.js'
import { raiseVersion } from './change-account.js'
import { checkedRow, accountIdShape, isStorable } from './rows.js'

const credentialShape = z.object({ account_id: accountIdShape, hash: z.string() })

/** The instance: a password's second factors are bindings of their own. */
// check: a-second-factor-is-no-password
const FIND = `
  SELECT c.account_id, c.hash
  FROM account a
    JOIN password_credential c ON c.account_id = a.id
    JOIN account_method m ON m.account_id = a.id
  WHERE a.username_key = $1 AND m.method = $2 AND m.instance = '' AND NOT m.blocked`

/** What the password method looks up in SQL. An account whose password is not bound, or blocked, has none here. */
export function createPasswordCredentials(
  database: Database,
  method: MethodId = methodId('password'),
): PasswordCredentials {
  return {
    find: async (usernameKey) => {
      if (!isStorable(usernameKey)) return null
      const [row] = await database.ask({ text: FIND, values: [usernameKey, method] })
      if (!row) return null
      const { account_id, hash } = checkedRow(credentialShape, row, 'password_credential')
      return { account: account_id, hash }
    },
    rehash: (account, oldHash, newHash) =>
      database.write(async (rows) => {
        const held = { accountId: account, hash: oldHash }
        const { affected } = await rows.update(PasswordCredentialEntity, held, { hash: newHash })
        if (affected) await raiseVersion(rows, account)
      }),
  }
}
