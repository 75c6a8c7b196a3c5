import type { Account } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId, PassDeviceId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { PassDevice } from '../pass-device.js'

/** `wrong`: counted. `blocked`: by this try, which was the last one, or before it, and then nothing was compared. */
export type PinTry = 'right' | 'wrong' | 'blocked' | 'gone'

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
   * The first challenge was answered, and the account that the device is bound to by that, in one transaction: as
   * `AccountStore.replace`. False, and nothing is changed, also if the device is not that account's, was used before,
   * or is gone or blocked.
   */
  bindUsed(account: Account, id: PassDeviceId, at: Instant, audit: AuditEvent | null): Promise<boolean>
  /**
   * False if there is no such device of this account. So in the two below. `audit` null: the entry of this act is
   * written already, with a change of the account.
   */
  rename(account: AccountId, id: PassDeviceId, name: string, audit: AuditEvent): Promise<boolean>
  remove(account: AccountId, id: PassDeviceId, audit: AuditEvent | null): Promise<boolean>
  /**
   * Forgets the phones without an account that were paired before `pairedBefore` and never used; how many there were.
   */
  forgetUnused(pairedBefore: Instant, audit: AuditEvent): Promise<number>
  /** Whosever it is. False if it is gone or blocked already. */
  block(id: PassDeviceId, at: Instant, audit: AuditEvent): Promise<boolean>
}
