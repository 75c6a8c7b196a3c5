import type { Account } from '../domain/account.js'
import type { Evidence } from '../domain/evidence.js'
import { refreshedBy } from '../domain/proofed-account.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * The account as its card has it by now: what it keeps from a card follows the card, such as an address after a move.
 * Lost to a change of the same moment, it follows with the next login.
 */
export async function refreshIdentity(account: Account, { facts, at }: Evidence, ports: LoginPorts): Promise<Account> {
  const next = facts ? refreshedBy(account, facts) : null
  if (!next) return account
  const changed = Object.entries(next.identity).filter(([, value]) => !Object.values(account.identity).includes(value))
  const event = {
    at,
    actor: 'citizen',
    action: 'account.refreshed',
    subject: account.id,
    before: null,
    after: { attributes: changed.map(([name]) => name) },
  }
  return (await ports.accounts.replace(next, event)) ? next : account
}
