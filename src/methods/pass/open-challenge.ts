import { movedTo, type PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { PassProblem } from './pass-problem.js'
import type { OpenedChallenge } from './phone-requests.js'
import { challengeOfLink, demandEntitled } from './challenge-of-link.js'
import { openPayload } from './messages.js'
import type { PassDeps } from './pass-deps.js'
import { messageOfDevice } from './signed-message.js'

/**
 * Opens a challenge. The first phone that does so has it, and may open it again. Throws `taken`, `used`, `blocked`, and
 * whatever a message or a link is refused for.
 */
export async function openChallenge(link: string, jws: string, deps: PassDeps): Promise<OpenedChallenge> {
  const found = await challengeOfLink(link, deps.challenges, deps.clock.now())
  const addressee = { publicUrl: deps.publicUrl, link }
  const { device } = await messageOfDevice(jws, 'open', openPayload, addressee, deps.devices)
  const challenge = await claimed(found, device, deps)
  return {
    service: challenge.names,
    nonce: challenge.nonce,
    encryptionKey: challenge.key.public,
    expiresAt: new Date(challenge.expiresAt).toISOString(),
  }
}

async function claimed(challenge: PassChallenge, device: PassDevice, deps: PassDeps): Promise<PassChallenge> {
  demandEntitled(challenge, device)
  // check: a-blocked-phone-opens-nothing
  if (device.blockedAt !== null) {
    await deps.challenges.replace(movedTo(challenge, { name: 'blocked' }))
    throw new PassProblem('blocked')
  }
  if (challenge.state.name === 'scanned') return challenge
  // check: a-decided-challenge-opens-no-more
  if (challenge.state.name !== 'open') throw new PassProblem('used')
  const mine = movedTo(challenge, { name: 'scanned', device: device.id })
  if (await deps.challenges.replace(mine)) return mine
  // Another request was faster, of another phone or of this one.
  return claimed(await challengeOfLink(challenge.id, deps.challenges, deps.clock.now()), device, deps)
}
