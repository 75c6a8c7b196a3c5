import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { pairingMovedTo } from '../../domain/pass-pairing.js'
import type { PassDeps } from './pass-deps.js'

/**
 * Binds a phone that has answered its first challenge to the account of its pairing (RULES: Trust level of a login 4).
 * Returns false if the pairing is over (too late, ended by the citizen, or with the session that began it) or the
 * account is gone.
 */
export async function finishPairing(id: string, device: PassDevice, deps: PassDeps): Promise<boolean> {
  const pairing = await deps.pairings.find(id)
  // check: an-ended-pairing-binds-nothing
  if (pairing?.state.name !== 'registered' || pairing.state.device !== device.id) return false
  // This comes first, so that a pairing that is ended at this moment is either bound or over, never both.
  const binding = pairingMovedTo(pairing, { ...pairing.state, name: 'binding' })
  // check: what-is-being-bound-is-not-ended
  if (!(await deps.pairings.replace(binding))) return false
  // Binding and mark of use are one write, so that what is bound was used (ibid.). If this breaks off, the next pairing
  // forgets what is left.
  if (!(await deps.bind(pairing, device))) return false
  // This comes last: the page then says that the pairing is done, and shows the code of a phone that is bound.
  await deps.pairings.replace(pairingMovedTo(binding, { name: 'done', device: device.id }))
  return true
}

/**
 * Ends a pairing after an answer that binds nothing: the phone's key is forgotten. Does nothing for the challenge of a
 * login.
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
