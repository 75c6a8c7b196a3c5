import type { Account, BoundMethod } from '../../../domain/account.js'
import type { PassDevice } from '../../../domain/pass-device.js'
import type { PassPairing } from '../../../domain/pass-pairing.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'
import type { Clock } from '../../../domain/ports/clock.js'
import type { PassDevices } from '../../../domain/ports/pass-devices.js'
import type { SessionStore } from '../../../domain/ports/session-store.js'
import { reachedLevel } from '../../../domain/reached-level.js'
import { heldEvidence } from '../../../domain/session.js'
import type { SessionLimits } from '../../../domain/session-limits.js'
import { lowerOf, type TrustLevel } from '../../../domain/trust-level.js'
import { PASS } from '../settings.js'

export interface BindDeps {
  readonly accounts: Pick<AccountStore, 'find'>
  readonly devices: Pick<PassDevices, 'bindUsed'>
  readonly sessions: Pick<SessionStore, 'find'>
  readonly sessionLimits: SessionLimits
  readonly clock: Clock
}

/**
 * Makes a phone that was used once a method of its account. The phone's cap is the level of the session that began the
 * pairing, as it was then and as it is now (RULES: Trust level of a login 4 and 6), so that a code left on a screen is
 * worth no more than the session behind it. Binding and mark of use are one write: a bound phone has been used,
 * whatever breaks off in between. Returns false if the session has ended, the phone or the account is gone, or the
 * phone was blocked meanwhile.
 */
export async function bindDevice(
  pairing: Pick<PassPairing, 'account' | 'session' | 'cap'>,
  { id: instance, name }: Pick<PassDevice, 'id' | 'name'>,
  deps: BindDeps,
): Promise<boolean> {
  const { account } = pairing
  const found = await deps.accounts.find(account)
  const level = found && (await levelNow(found, pairing, deps))
  // check: a-pairing-ends-with-its-session
  if (!level) return false
  // check: a-pairing-ages-with-its-session
  const cap = lowerOf(pairing.cap, level)
  const boundAt = deps.clock.now()
  const bound: BoundMethod = { method: PASS, instance, key: null, name, cap, boundAt, blocked: false }
  const after = { device: instance, cap }
  const entry = { at: boundAt, actor: 'citizen', action: 'pass.bound' as const, subject: account, before: null, after }
  const bind = (each: Account): Account => ({ ...each, methods: [...each.methods, bound] })
  return deps.devices.bindUsed(instance, account, boundAt, bind, entry)
}

/** The level that the session that began the pairing reaches now; null if it has ended. */
async function levelNow(
  account: Account,
  pairing: Pick<PassPairing, 'session'>,
  { sessions, sessionLimits, clock }: BindDeps,
): Promise<TrustLevel | null> {
  const session = await sessions.find(pairing.session)
  return session && reachedLevel(account, heldEvidence(session, sessionLimits, clock.now()), false)
}
