import type { Account } from '../../domain/account.js'
import { methodId } from '../../domain/ids.js'
import type { PassDevice } from '../../domain/pass-device.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { Clock } from '../../domain/ports/clock.js'

export const PASS = methodId('pass')

/** Others that change an account at the same moment are few. */
const MOST_TURNS = 5

/**
 * Makes a phone that was used once a method of its account, capped by the session that began the pairing (RULES: Trust
 * level of a login 4). False if the account is gone, or others keep changing it.
 */
export async function bindDevice(
  { account: id, cap }: Pick<PassPairing, 'account' | 'cap'>,
  { id: device, name }: Pick<PassDevice, 'id' | 'name'>,
  { accounts, clock }: { readonly accounts: AccountStore; readonly clock: Clock },
): Promise<boolean> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const account = await accounts.find(id)
    if (!account) return false
    const now = clock.now()
    const bound = { method: PASS, instance: device, key: null, name, cap, boundAt: now, blocked: false }
    const next: Account = { ...account, version: account.version + 1, methods: [...account.methods, bound] }
    const entry = { at: now, actor: 'citizen', action: 'pass.bound', subject: id, before: null, after: { device, cap } }
    if (await accounts.replace(next, entry)) return true
  }
  return false
}
