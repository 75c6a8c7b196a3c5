import type { Account, BoundMethod } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { minutes, type Instant } from '../../../domain/instant.js'
import type { PassDeviceId } from '../../../domain/ids.js'
import { blockCodeDigest } from '../../../domain/pass-block-code.js'
import { deviceName, type PassDevice } from '../../../domain/pass-device.js'
import { PASS } from '../settings.js'
import type { DevicePorts } from '../device-ports.js'

type ManageDeps = Pick<DevicePorts, 'devices' | 'clock'>

/** The result of a change of a phone. `last`: it is the account's only way in. */
export type DeviceChange = 'done' | 'gone' | 'last' | 'bad-name'

const isThis = (id: PassDeviceId) => (bound: Account['methods'][number]) =>
  bound.method === PASS && bound.instance === id

/** The account after `change` of this phone's binding; the same object if the phone is not bound. */
const withBinding = (account: Account, id: PassDeviceId, change: Partial<BoundMethod>): Account =>
  account.methods.some(isThis(id))
    ? { ...account, methods: account.methods.map((each) => (isThis(id)(each) ? { ...each, ...change } : each)) }
    : account

/** Gives a phone of this account another name. */
export async function renameDevice(
  account: Account,
  id: PassDeviceId,
  typed: string,
  { devices, clock }: ManageDeps,
): Promise<DeviceChange> {
  const name = deviceName(typed)
  if (name === null) return 'bad-name'
  const audit = entry(account, id, 'pass.renamed', clock.now())
  const isRenamed = await devices.rename(id, account.id, name, (each) => withBinding(each, id, { name }), audit)
  return isRenamed ? 'done' : 'gone'
}

/** Unpairs a phone of this account: it proves nothing any more. The account's last way in cannot be unpaired. */
export async function unpairDevice(
  account: Account,
  id: PassDeviceId,
  { devices, clock }: ManageDeps,
): Promise<DeviceChange> {
  const refused = new Set<'last'>()
  const unbind = (each: Account): Account | null => {
    refused.clear()
    const methods = each.methods.filter((bound) => !isThis(id)(bound))
    if (methods.length === each.methods.length) return each
    // The account is looked at as it is now: another tab may have removed the other way in.
    // check: the-last-way-in-stays
    if (methods.some(({ blocked }) => !blocked)) return { ...each, methods }
    refused.add('last')
    return null
  }
  const isRemoved = await devices.remove(id, account.id, unbind, entry(account, id, 'pass.removed', clock.now()))
  if (refused.has('last')) return 'last'
  return isRemoved ? 'done' : 'gone'
}

/**
 * Blocks a phone of this account for its owner, or for an operator on the owner's behalf (`actor`). It can be paired
 * again but never unblocked.
 */
export async function blockDevice(
  account: Pick<Account, 'id'>,
  id: PassDeviceId,
  deps: ManageDeps,
  actor = 'citizen',
): Promise<DeviceChange> {
  const device = await deps.devices.find(id)
  // check: a-phone-is-blocked-by-its-account
  if (device?.account !== account.id) return 'gone'
  await block(device, actor, deps)
  return 'done'
}

/** How many codes one address may try in vain. */
const MOST_CODES = 10
const CODE_WINDOW = minutes(15)

/** `braked`: too many wrong codes came from this address, and this one was not looked up. */
export type CodeResult = 'blocked' | 'unknown' | 'braked'

/** Blocks the phone that this code belongs to. It needs no login and does nothing else (RULES: The pass 1). */
export async function blockByCode(
  typed: string,
  address: string,
  deps: ManageDeps & Pick<DevicePorts, 'digest' | 'attempts'>,
): Promise<CodeResult> {
  const key = `block code ${deps.digest.digest('brake-address', address)}`
  // A try is counted before the code is looked up, so that codes tried at once get no larger allowance than codes tried
  // one by one.
  // check: codes-are-not-guessed
  // check: codes-tried-at-once-share-one-allowance
  if ((await deps.attempts.add(key, CODE_WINDOW)) > MOST_CODES) {
    await deps.attempts.takeBack(key)
    return 'braked'
  }
  const digest = blockCodeDigest(typed, deps.digest)
  const device = digest && (await deps.devices.findByBlockCode(digest))
  if (!device) return 'unknown'
  await deps.attempts.takeBack(key)
  await block(device, 'citizen', deps)
  return 'blocked'
}

/**
 * Blocks the phone and its binding in one write: from here on it answers nothing, and what it proved does not count.
 */
async function block(device: PassDevice, actor: string, { devices, clock }: ManageDeps): Promise<void> {
  const subject = device.account ?? device.id
  const after = { device: device.id, reason: 'asked' as const }
  const audit = { at: clock.now(), actor, action: 'pass.blocked' as const, subject, before: null, after }
  const mark = (each: Account): Account | null =>
    each.methods.some((bound) => isThis(device.id)(bound) && !bound.blocked)
      ? withBinding(each, device.id, { blocked: true })
      : null
  await devices.block(device.id, clock.now(), mark, audit)
}

const entry = (
  { id }: Account,
  device: PassDeviceId,
  action: 'pass.renamed' | 'pass.removed',
  at: Instant,
): AuditEvent => ({
  at,
  actor: 'citizen',
  action,
  subject: id,
  before: { device },
  after: null,
})
