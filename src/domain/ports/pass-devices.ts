import type { ChangeAccount } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId, PassDeviceId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { PassDevice } from '../pass-device.js'
import type { AccountEntry } from './account-store.js'

/**
 * `triesLeft`: wrong and counted; so many more are compared. `blocked`: by this try, which was the last one, or before it,
 * and then nothing was compared.
 */
export type PinTry = 'right' | 'blocked' | 'gone' | { readonly triesLeft: number }

/** Phones that were paired. They go with their account. Throws `BrokerError('unavailable')` like every store. */
export interface PassDevices {
  find(id: PassDeviceId): Promise<PassDevice | null>
  /** Those of an account, oldest first. */
  listOf(account: AccountId): Promise<readonly PassDevice[]>
  findByBlockCode(digest: string): Promise<PassDevice | null>
  add(device: PassDevice, audit: AuditEvent): Promise<void>
  /**
   * Compares and counts in one transaction: of any number of tries at once, at most three are compared. A right PIN
   * forgets the wrong ones before it. `audit` is written with the try that blocks.
   */
  tryPin(id: PassDeviceId, pinDigest: string, at: Instant, audit: AuditEvent): Promise<PinTry>
  /** The first challenge was answered. False if it was before, or the device is gone or blocked. */
  markUsed(id: PassDeviceId, at: Instant): Promise<boolean>
  /**
   * The first challenge was answered, and `change` of its account binds the device: in one transaction with the entry, as
   * `AccountStore.change`. False, and nothing is changed, also if the device is not that account's, was used before, or
   * is gone or blocked. In the two below likewise: false if there is no such device of this account, or `change` gives
   * null.
   */
  bindUsed(
    id: PassDeviceId,
    account: AccountId,
    at: Instant,
    change: ChangeAccount,
    entry: AccountEntry,
  ): Promise<boolean>
  rename(
    id: PassDeviceId,
    account: AccountId,
    name: string,
    change: ChangeAccount,
    entry: AccountEntry,
  ): Promise<boolean>
  remove(id: PassDeviceId, account: AccountId, change: ChangeAccount, entry: AccountEntry): Promise<boolean>
  /**
   * Forgets the phones without an account that were paired before `pairedBefore` and never used; how many there were.
   */
  forgetUnused(pairedBefore: Instant, audit: AuditEvent): Promise<number>
  /**
   * Blocks the device, whosever it is, and what `change` makes of its account, in one transaction with the entry. False
   * if it is gone, or was blocked already and `change` gives null.
   */
  block(id: PassDeviceId, at: Instant, change: ChangeAccount, entry: AuditEvent): Promise<boolean>
}
