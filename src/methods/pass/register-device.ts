import { passDeviceId, type AccountId } from '../../domain/ids.js'
import { movedTo, type PassChallenge } from '../../domain/pass-challenge.js'
import { blockCodeDigest, blockCodeOf } from '../../domain/pass-block-code.js'
import { deviceName, type PassDevice } from '../../domain/pass-device.js'
import { PASS_PAIRING_LIFETIME, pairingIdOf, pairingMovedTo, type PassPairing } from '../../domain/pass-pairing.js'
import { PassProblem } from './pass-problem.js'
import type { PairedDevice } from './phone-requests.js'
import { challengeOfLink } from './challenge-of-link.js'
import { pairPayload } from './messages.js'
import { newChallenge } from './new-challenge.js'
import type { PassDeps } from './pass-deps.js'
import { pinDigestOf } from './pin-digest.js'
import { messageOfNewKey } from './signed-message.js'

/** The pairing of a link. Throws `unknown-link`, also if the session that began the pairing is over, and `used`. */
export async function openPairing(link: string, deps: PassDeps): Promise<PassPairing> {
  const pairing = await deps.pairings.find(pairingIdOf(link, deps.digest))
  // check: a-pairing-link-ends-with-its-session
  if (!pairing || (await deps.sessions.find(pairing.session)) === null) throw new PassProblem('unknown-link')
  // check: a-pairing-link-pairs-once
  if (pairing.state.name !== 'open') throw new PassProblem('used')
  return pairing
}

/**
 * Registers a phone that sends its key for an account. The phone does not count until it has answered the challenge
 * that it gets.
 */
export async function registerDevice(link: string, jws: string, deps: PassDeps): Promise<PairedDevice> {
  const pairing = await openPairing(link, deps)
  const device = await deviceFrom(pairing, jws, pairing.account, deps)
  const purpose = { kind: 'pairing', pairing: pairing.id } as const
  const draft = { purpose, names: deps.siteNames, state: { name: 'scanned', device: device.id } } as const
  const challenge = await newChallenge(draft, deps.clock.now(), deps)
  const state = { name: 'registered', device: device.id, challenge: challenge.id } as const
  // check: a-pairing-link-pairs-one-of-those-at-once
  if (!(await deps.pairings.replace(pairingMovedTo(pairing, state)))) throw new PassProblem('used')
  await add(device, deps)
  await deps.challenges.create(challenge)
  return { device: device.id, challenge: challenge.id }
}

/** Pairs a phone in a login whose service takes phones without an account (RULES: The pass 6). */
export async function registerInChallenge(link: string, jws: string, deps: PassDeps): Promise<PairedDevice> {
  const challenge = await challengeForPairing(link, deps)
  const device = await deviceFrom({ link: challenge.id, key: challenge.key }, jws, null, deps)
  const mine = movedTo(challenge, { name: 'scanned', device: device.id })
  if (!(await deps.challenges.replace(mine))) throw new PassProblem('used')
  // check: phones-that-nobody-uses-do-not-pile-up
  await forgetUnused(deps)
  await add(device, deps)
  return { device: device.id, challenge: challenge.id }
}

/**
 * Forgets phones that were never used: anybody can pair a phone without an account, and such phones must not pile up.
 */
const forgetUnused = ({ devices, clock }: PassDeps): Promise<number> =>
  devices.forgetUnused(clock.now() - PASS_PAIRING_LIFETIME, {
    at: clock.now(),
    actor: 'broker',
    action: 'pass.unused-forgotten',
    subject: 'pass',
    before: null,
    after: null,
  })

/** The challenge of a link for pairing in it. Throws `no-account` if the service takes no phones without an account. */
async function challengeForPairing(link: string, deps: PassDeps): Promise<PassChallenge> {
  const challenge = await challengeOfLink(link, deps.challenges, deps.clock.now())
  // check: phones-pair-in-a-login-only-where-it-lets-them
  if (challenge.purpose.kind !== 'login' || !challenge.purpose.withoutAccount) throw new PassProblem('no-account')
  // check: a-login-pairs-one-phone
  if (challenge.state.name !== 'open') throw new PassProblem(challenge.state.name === 'scanned' ? 'taken' : 'used')
  return challenge
}

async function deviceFrom(
  { link, key }: Pick<PassPairing, 'link' | 'key'>,
  jws: string,
  account: AccountId | null,
  deps: PassDeps,
): Promise<PassDevice> {
  const { publicKey, payload } = await messageOfNewKey(jws, pairPayload, { publicUrl: deps.publicUrl, link })
  const name = deviceName(payload.name)
  if (name === null) throw new PassProblem('malformed')
  const id = passDeviceId(deps.random.id())
  const pinDigest = await pinDigestOf(id, { id: link, key, jwe: payload.pin }, deps)
  // check: a-pairing-needs-a-pin-that-opens
  if (pinDigest === null) throw new PassProblem('refused')
  return {
    id,
    account,
    name,
    publicKey,
    pinDigest,
    blockCodeDigest: blockCodeDigest(blockCodeOf(id, deps.digest), deps.digest) ?? '',
    wrongTries: 0,
    pairedAt: deps.clock.now(),
    firstUsedAt: null,
    blockedAt: null,
  }
}

const add = (device: PassDevice, { devices, clock }: PassDeps): Promise<void> =>
  devices.add(device, {
    at: clock.now(),
    actor: 'citizen',
    action: 'pass.registered',
    subject: device.account ?? device.id,
    before: null,
    after: { device: device.id },
  })
