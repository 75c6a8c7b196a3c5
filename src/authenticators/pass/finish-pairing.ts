import type { PassDeviceId } from '../../domain/ids.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { pairingMovedTo, type PassPairing } from '../../domain/pass-pairing.js'
import type { PassDeps } from './pass-deps.js'

/**
 * Binds a phone that has answered its first challenge to the account that its pairing is of (RULES: Trust level of a
 * login 4). False if the pairing is over: too late, or ended by the citizen.
 */
export async function finishPairing(id: string, device: PassDevice, deps: PassDeps): Promise<boolean> {
  const pairing = await deps.pairings.find(id)
  if (pairing?.state.name !== 'registered' || pairing.state.device !== device.id) return false
  // First, so that a pairing that is ended at this moment is either bound or over, never both.
  const done = pairingMovedTo(pairing, { name: 'done', device: device.id })
  if (!(await deps.pairings.replace(done))) return false
  if (await deps.bind(pairing, device)) return true
  if (await deps.pairings.replace(pairingMovedTo(done, { name: 'over' }))) await forget(pairing, device.id, deps)
  return false
}

/** Ends a pairing without binding: the phone's key is forgotten. Nothing for a login's challenge. */
export async function giveUpPairing({ purpose }: PassChallenge, deps: PassDeps): Promise<void> {
  if (purpose.kind !== 'pairing') return
  const pairing = await deps.pairings.find(purpose.pairing)
  if (pairing?.state.name !== 'registered') return
  const { device } = pairing.state
  if (await deps.pairings.replace(pairingMovedTo(pairing, { name: 'over' }))) await forget(pairing, device, deps)
}

async function forget({ account }: PassPairing, device: PassDeviceId, { devices, clock }: PassDeps): Promise<void> {
  await devices.remove(account, device, {
    at: clock.now(),
    actor: 'broker',
    action: 'pass.pairing-failed',
    subject: account,
    before: { device },
    after: null,
  })
}
