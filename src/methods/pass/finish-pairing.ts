import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { pairingMovedTo } from '../../domain/pass-pairing.js'
import type { PassDeps } from './pass-deps.js'

/**
 * Binds a phone that has answered its first challenge to the account that its pairing is of (RULES: Trust level of a
 * login 4). False if the pairing is over: too late, ended by the citizen, or with the session that began it; or if the
 * account is gone.
 */
export async function finishPairing(id: string, device: PassDevice, deps: PassDeps): Promise<boolean> {
  const pairing = await deps.pairings.find(id)
  // check: an-ended-pairing-binds-nothing
  if (pairing?.state.name !== 'registered' || pairing.state.device !== device.id) return false
  // First, so that a pairing that is ended at this moment is either bound or over, never both.
  const binding = pairingMovedTo(pairing, { ...pairing.state, name: 'binding' })
  // check: what-is-being-bound-is-not-ended
  if (!(await deps.pairings.replace(binding))) return false
  // In one write with its mark of use, so that what is bound was used (ibid.); what broke off is forgotten by the next
  // pairing.
  if (!(await deps.bind(pairing, device))) return false
  // Only now: the page says that it is done, and shows the code of a phone that is bound.
  await deps.pairings.replace(pairingMovedTo(binding, { name: 'done', device: device.id }))
  return true
}

/**
 * After an answer that ends a pairing without binding: the phone's key is forgotten. Nothing for a login's challenge.
 */
export async function giveUpPairing({ purpose }: PassChallenge, deps: PassDeps): Promise<void> {
  if (purpose.kind !== 'pairing') return
  const pairing = await deps.pairings.find(purpose.pairing)
  if (pairing?.state.name !== 'registered' && pairing?.state.name !== 'binding') return
  const { device } = pairing.state
  if (!(await deps.pairings.replace(pairingMovedTo(pairing, { name: 'over' })))) return
  await deps.devices.remove(device, pairing.account, (each) => each, {
    at: deps.clock.now(),
    actor: 'broker',
    action: 'pass.pairing-failed',
    subject: pairing.account,
    before: { device },
    after: null,
  })
}
