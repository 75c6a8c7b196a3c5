import type { BoundMethod } from '../../domain/account.js'
import { methodId } from '../../domain/ids.js'
import type { PassDevice } from '../../domain/pass-device.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { DevicePorts } from '../../domain/ports/device-ports.js'
import { changeAccount } from './change-account.js'

export const PASS = methodId('pass')

/**
 * Makes a phone that was used once a method of its account, capped by the session that began the pairing (RULES: Trust
 * level of a login 4). Both in one write: a phone that is bound has been used, whatever ends in between. False if the
 * phone or the account is gone, the phone was blocked meanwhile, or others keep changing the account.
 */
export function bindDevice(
  { account, cap }: Pick<PassPairing, 'account' | 'cap'>,
  { id: instance, name }: Pick<PassDevice, 'id' | 'name'>,
  { accounts, devices, clock }: Pick<DevicePorts, 'accounts' | 'devices' | 'clock'>,
): Promise<boolean> {
  const boundAt = clock.now()
  const bound: BoundMethod = { method: PASS, instance, key: null, name, cap, boundAt, blocked: false }
  const after = { device: instance, cap }
  const entry = { at: boundAt, actor: 'citizen', action: 'pass.bound', subject: account, before: null, after }
  return changeAccount(account, (each) => ({ ...each, methods: [...each.methods, bound] }), entry, {
    find: (id) => accounts.find(id),
    replace: (next, audit) => devices.bindUsed(next, instance, boundAt, audit),
  })
}
