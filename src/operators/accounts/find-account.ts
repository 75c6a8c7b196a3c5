import type { Account } from '../../domain/account.js'
import { emailKey } from '../../domain/email.js'
import type { AccountId } from '../../domain/ids.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { Clock } from '../../domain/ports/clock.js'
import { usernameKey } from '../../domain/username.js'
import type { AuditTools } from '../audit/audit-tools.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { accountView, type AccountView } from './account-view.js'

export interface LookUpAccountDeps {
  readonly accounts: Pick<AccountStore, 'findByUsername' | 'findByEmail'>
  readonly audit: Pick<AuditTools, 'append'>
  readonly clock: Clock
}

/** An account, and what it was found by. */
export interface FoundAccount {
  readonly account: AccountView
  readonly by: 'username' | 'email'
}

interface HeldAccount {
  readonly account: AccountId
  readonly by: FoundAccount['by']
}

/**
 * The account of exactly this user name or e-mail address. The look-up is logged before anything is told, whether it
 * found somebody or not. `reason`: as `reasonOf` gives it. Throws `Refused`: `account-unknown`; `account-several`, where
 * several have this address, or one has it as
 * its user name.
 */
export async function lookUpAccount(
  identifier: string,
  reason: string,
  actor: string,
  deps: LookUpAccountDeps,
): Promise<FoundAccount> {
  const { found, by } = await foundBy(identifier.trim(), deps)
  const [account, ...more] = found
  const sole = account && more.length === 0 ? account : null
  // check: a-look-up-of-an-account-is-logged
  await deps.audit.append({
    at: deps.clock.now(),
    actor,
    action: 'account.looked-up',
    subject: sole?.id ?? 'none',
    before: null,
    after: { found: sole !== null, reason },
  })
  if (!account) throw new Refused(refusal('account-unknown', {}))
  if (!sole) throw new Refused(refusal('account-several', {}))
  return { account: accountView(sole, by), by }
}

/** The account once more, as it is by now, for whoever has looked it up. Null: it is gone. */
export async function seenAgain(
  { account, by }: HeldAccount,
  { accounts }: { readonly accounts: Pick<AccountStore, 'find'> },
): Promise<AccountView | null> {
  const found = await accounts.find(account)
  return found && accountView(found, by)
}

/**
 * A user name may look like an address, also like the address of somebody else, who calls and is helped in the wrong
 * account: then they are several.
 */
async function foundBy(
  identifier: string,
  { accounts }: LookUpAccountDeps,
): Promise<{ readonly found: readonly Account[]; readonly by: 'username' | 'email' }> {
  const named = await accounts.findByUsername(usernameKey(identifier))
  const mailed = identifier.includes('@') ? await accounts.findByEmail(emailKey(identifier)) : []
  if (!named) return { found: mailed, by: 'email' }
  // check: nobody-is-looked-up-behind-somebodys-user-name
  return { found: [named, ...mailed.filter(({ id }) => id !== named.id)], by: 'username' }
}
