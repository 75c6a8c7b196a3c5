import type { Account } from '../domain/account.js'
import type { Evidence } from '../domain/evidence.js'
import { refreshedBy } from '../domain/proofed-account.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * The account as its card has it by now: what it keeps from a card follows the card, such as an address after a move.
 */
export async function refreshIdentity(seen: Account, { facts, at }: Evidence, ports: LoginPorts): Promise<Account> {
  if (!facts || !refreshedBy(seen, facts)) return seen
  const refreshed = await ports.accounts.change(
    seen.id,
    (account) => refreshedBy(account, facts),
    ({ identity }, before) => ({
      at,
      actor: 'citizen',
      action: 'account.refreshed',
      subject: seen.id,
      before: null,
      after: {
        attributes: Object.entries(identity).flatMap(([name, value]) =>
          Object.values(before.identity).includes(value) ? [] : [name],
        ),
      },
    }),
  )
  return refreshed ?? seen
}
