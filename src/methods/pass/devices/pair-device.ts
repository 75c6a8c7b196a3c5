import type { Account } from '../../../domain/account.js'
import type { PassDeviceId } from '../../../domain/ids.js'
import { blockCodeOf } from '../../../domain/pass-block-code.js'
import { passStatus } from '../../../domain/pass-challenge.js'
import { PASS_PAIRING_LIFETIME, pairingIdOf, pairingMovedTo, type PassPairing } from '../../../domain/pass-pairing.js'
import type { Instant } from '../../../domain/instant.js'
import type { SignedIn } from '../../../account/shell/require-account.js'
import type { DevicePorts } from '../device-ports.js'
import { PASS } from '../settings.js'

/** More phones than anybody has. */
export const MOST_DEVICES = 10

/**
 * Begins a pairing for the signed-in citizen. The level of their session caps the phone, and the pairing ends with the
 * session. What earlier pairings left unfinished is forgotten. Null if the citizen has enough phones.
 */
export async function startPairing(
  { account, level, session }: SignedIn,
  deps: DevicePorts,
): Promise<PassPairing | null> {
  const now = deps.clock.now()
  await forgetUnfinished(account, now, deps)
  if ((await deps.devices.listOf(account.id)).length >= MOST_DEVICES) return null
  const link = deps.random.id()
  const pairing: PassPairing = {
    id: pairingIdOf(link, deps.digest),
    link,
    version: 1,
    account: account.id,
    session: session.id,
    cap: level,
    key: await deps.makeKey(link),
    keepUntil: now + PASS_PAIRING_LIFETIME,
    state: { name: 'open' },
  }
  await deps.pairings.create(pairing)
  return pairing
}

async function forgetUnfinished(account: Account, now: Instant, deps: DevicePorts): Promise<void> {
  for (const { id, pairedAt } of await deps.devices.listOf(account.id)) {
    if (isBound(account, id) || pairedAt + PASS_PAIRING_LIFETIME > now) continue
    await deps.devices.remove(id, account.id, (each) => each, {
      at: now,
      actor: 'broker',
      action: 'pass.pairing-failed',
      subject: account.id,
      before: { device: id },
      after: null,
    })
  }
}

const isBound = ({ methods }: Account, device: PassDeviceId): boolean =>
  methods.some(({ method, instance }) => method === PASS && instance === device)

/** The state of a pairing, for the page that waits for it. */
export type PairingProgress =
  | { readonly status: 'waiting'; readonly link: string; readonly until: Instant }
  /** The phone of this name has sent its key and needs the number. */
  | { readonly status: 'registered'; readonly name: string; readonly number: string; readonly until: Instant }
  | { readonly status: 'done'; readonly name: string; readonly blockCode: string }
  | { readonly status: 'over' }

/** The state of a pairing, shown only to its own account. */
export async function pairingProgress(
  account: Account,
  id: string,
  { challenges, devices, digest, clock, publicUrl, ...ports }: DevicePorts,
): Promise<PairingProgress> {
  const pairing = await livePairing(id, ports)
  // check: a-pairing-is-shown-to-its-account
  if (pairing?.account !== account.id || pairing.state.name === 'over') return { status: 'over' }
  const { state, keepUntil } = pairing
  if (state.name === 'open')
    return { status: 'waiting', link: `${publicUrl}/pass/pair/${pairing.link}`, until: keepUntil }
  const device = await devices.find(state.device)
  if (!device) return { status: 'over' }
  // A pairing that broke off while it was binding is done if the account has the phone.
  if (state.name === 'done' || isBound(account, device.id)) {
    return { status: 'done', name: device.name, blockCode: blockCodeOf(device.id, digest) }
  }
  const challenge = await challenges.find(state.challenge)
  if (!challenge || passStatus(challenge, clock.now()) !== 'scanned') return { status: 'over' }
  return { status: 'registered', name: device.name, number: challenge.number, until: challenge.expiresAt }
}

/** The status of a pairing for whoever knows its id, with nothing of the account. */
export async function pairingStatus(
  id: string,
  { challenges, clock, ...ports }: Pick<DevicePorts, 'pairings' | 'challenges' | 'sessions' | 'clock'>,
): Promise<PairingProgress['status']> {
  const pairing = await livePairing(id, ports)
  if (!pairing || pairing.state.name === 'over') return 'over'
  if (pairing.state.name === 'done') return 'done'
  if (pairing.state.name === 'open') return 'waiting'
  const challenge = await challenges.find(pairing.state.challenge)
  return passStatus(challenge, clock.now()) === 'scanned' ? 'registered' : 'over'
}

/** The pairing, unless the session that began it is over; one that is done stays. */
async function livePairing(
  id: string,
  { pairings, sessions }: Pick<DevicePorts, 'pairings' | 'sessions'>,
): Promise<PassPairing | null> {
  const pairing = await pairings.find(id)
  // An earlier version began this pairing, and no phone finds it any more.
  if (pairing?.link === '') return null
  if (!pairing || pairing.state.name === 'done') return pairing
  // check: a-pairing-is-not-shown-after-its-session
  return (await sessions.find(pairing.session)) && pairing
}

/** Ends a pairing that the citizen no longer wants. What the phone has sent is forgotten. */
export async function cancelPairing(account: Account, id: string, deps: DevicePorts): Promise<void> {
  const pairing = await deps.pairings.find(id)
  // check: a-pairing-is-ended-by-its-account
  if (pairing?.account !== account.id || !['open', 'registered'].includes(pairing.state.name)) return
  if (!(await deps.pairings.replace(pairingMovedTo(pairing, { name: 'over' })))) return
  if (pairing.state.name !== 'registered') return
  const { device } = pairing.state
  await deps.devices.remove(device, account.id, (each) => each, {
    at: deps.clock.now(),
    actor: 'citizen',
    action: 'pass.pairing-cancelled',
    subject: account.id,
    before: { device },
    after: null,
  })
}
