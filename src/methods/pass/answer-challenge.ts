import { sameText } from '../../crypto/same-text.js'
import type { z } from 'zod'
import { intoApp } from '../../domain/app-return.js'
import {
  movedTo,
  type PassChallenge,
  type PassChallengeFailed,
  type PassChallengeState,
} from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { PassProblem, type PassFailure, type PassProblemCode } from './pass-problem.js'
import type { AnswerResult } from './phone-requests.js'
import { challengeOfLink, demandEntitled } from './challenge-of-link.js'
import { finishPairing, giveUpPairing } from './finish-pairing.js'
import { answerPayload, numberPayload } from './messages.js'
import type { PassDeps } from './pass-deps.js'
import { pinDigestOf } from './pin-digest.js'
import { messageOfDevice } from './signed-message.js'

type Confirmation = Extract<z.output<typeof answerPayload>, { decision: 'confirm' }>

/**
 * Takes the one answer to a challenge (RULES: The pass 2–4). The order matters: the signature is checked, the challenge
 * is taken for this answer, the PIN is tried, and the number is compared. Throws `used`, `taken`, `refused`, `blocked`,
 * `wrong-number`, and whatever a message or a link is refused for.
 */
export async function answerChallenge(link: string, jws: string, deps: PassDeps): Promise<AnswerResult> {
  const challenge = await challengeOfLink(link, deps.challenges, deps.clock.now())
  const addressee = { publicUrl: deps.publicUrl, link }
  const { device, payload } = await messageOfDevice(jws, 'answer', answerPayload, addressee, deps.devices)
  demandEntitled(challenge, device)
  // check: an-answer-needs-an-opened-challenge
  if (challenge.state.name !== 'scanned') throw new PassProblem(challenge.state.name === 'open' ? 'malformed' : 'used')
  // check: an-answer-signs-the-nonce
  if (payload.nonce !== challenge.nonce) throw new PassProblem('refused')
  if (payload.decision === 'decline') return decline(challenge, deps)
  // The citizen agreed to the service that the phone showed.
  // check: an-answer-signs-the-service-that-was-shown
  if (!Object.values(challenge.names).includes(payload.service)) throw new PassProblem('refused')
  // The first use of a phone has no browser to return to.
  // check: a-first-use-needs-the-number
  if (challenge.purpose.kind === 'pairing' && payload.number === undefined) throw new PassProblem('malformed')
  // check: a-challenge-is-taken-before-a-try-is-counted
  const taken = await moved(challenge, { name: 'checking', device: device.id }, deps)
  return confirm(taken, device, payload, deps)
}

/** The state of the challenge after a PIN that was not compared, and what the phone is told. */
const FAILURES = {
  blocked: { state: { name: 'blocked' }, problem: 'blocked', failure: 'blocked' },
  gone: { state: { name: 'failed' }, problem: 'unpaired', failure: 'unpaired' },
} as const satisfies Readonly<
  Record<
    string,
    { readonly state: PassChallengeFailed; readonly problem: PassProblemCode; readonly failure: PassFailure }
  >
>

async function confirm(
  taken: PassChallenge,
  device: PassDevice,
  { pin, number }: Confirmation,
  deps: PassDeps,
): Promise<AnswerResult> {
  const now = deps.clock.now()
  const digest = await pinDigestOf(device.id, { id: taken.id, key: taken.key, jwe: pin }, deps)
  if (digest === null) return fail(taken, { name: 'failed' }, 'refused', deps)
  const tried = await deps.devices.tryPin(device.id, digest, now, {
    at: now,
    actor: 'broker',
    action: 'pass.blocked',
    subject: device.account ?? device.id,
    before: null,
    after: { device: device.id, reason: 'pin' },
  })
  // check: a-wrong-pin-confirms-nothing
  if (tried !== 'right') {
    // The page tells how many tries are left; the phone hears no more than after a wrong signature (ibid. 4).
    if (typeof tried === 'object') return fail(taken, { name: 'failed', ...tried }, 'refused', deps, 'pin')
    const { state, problem, failure } = FAILURES[tried]
    return fail(taken, state, problem, deps, failure)
  }
  // check: without-the-number-nothing-goes-on
  if (number === undefined) return returning(taken, device, deps)
  // check: a-wrong-number-confirms-nothing
  if (!sameText(number, taken.number)) return fail(taken, { name: 'wrong-number' }, 'wrong-number', deps)
  return confirmed(taken, device, deps)
}

async function returning(taken: PassChallenge, device: PassDevice, deps: PassDeps): Promise<AnswerResult> {
  if (taken.purpose.kind !== 'login') throw new TypeError('Only a login has a browser to return to')
  const { login, appReturn } = taken.purpose
  const token = deps.random.secret()
  await moved(taken, { name: 'returning', device: device.id, token }, deps)
  const returnUrl = `${deps.publicUrl}/login/${login}/pass/return?token=${token}`
  // If the system opens somebody else's app with this address, that app still lacks the login's cookie (ibid. 3).
  return { result: 'return', returnUrl: appReturn === null ? returnUrl : intoApp(appReturn, returnUrl) }
}

async function confirmed(challenge: PassChallenge, device: PassDevice, deps: PassDeps): Promise<AnswerResult> {
  const at = deps.clock.now()
  if (challenge.purpose.kind === 'pairing') {
    const isBound = await finishPairing(challenge.purpose.pairing, device, deps)
    if (!isBound) return fail(challenge, { name: 'failed' }, 'expired', deps)
  } else if (device.firstUsedAt === null) {
    await deps.devices.markUsed(device.id, at)
  }
  await moved(challenge, { name: 'confirmed', device: device.id, at }, deps)
  return { result: 'confirmed' }
}

/** Takes the number after an answer without one, because the login's browser is not on the phone. There is one try. */
export async function sendNumber(link: string, jws: string, deps: PassDeps): Promise<AnswerResult> {
  const challenge = await challengeOfLink(link, deps.challenges, deps.clock.now())
  const addressee = { publicUrl: deps.publicUrl, link }
  const { device, payload } = await messageOfDevice(jws, 'number', numberPayload, addressee, deps.devices)
  demandEntitled(challenge, device)
  // check: a-late-number-needs-the-pin-before
  if (challenge.state.name !== 'returning') throw new PassProblem('used')
  // check: a-late-number-signs-the-nonce
  if (payload.nonce !== challenge.nonce) throw new PassProblem('refused')
  // check: a-late-number-is-not-for-blocked-phones
  if (device.blockedAt !== null) return fail(challenge, { name: 'blocked' }, 'blocked', deps)
  // check: a-late-number-has-to-be-right
  if (!sameText(payload.number, challenge.number))
    return fail(challenge, { name: 'wrong-number' }, 'wrong-number', deps)
  return confirmed(challenge, device, deps)
}

async function decline(challenge: PassChallenge, deps: PassDeps): Promise<AnswerResult> {
  await moved(challenge, { name: 'declined' }, deps)
  await giveUpPairing(challenge, deps)
  return { result: 'declined' }
}

async function fail(
  challenge: PassChallenge,
  state: PassChallengeFailed,
  problem: PassProblemCode,
  deps: PassDeps,
  failure: PassFailure = problem,
): Promise<never> {
  await moved(challenge, state, deps)
  await giveUpPairing(challenge, deps)
  throw new PassProblem(problem, null, failure)
}

/** Moves the challenge on. Of several answers at once one wins; the others are told that the link is used. */
async function moved(challenge: PassChallenge, state: PassChallengeState, deps: PassDeps): Promise<PassChallenge> {
  const next = movedTo(challenge, state)
  if (await deps.challenges.replace(next)) return next
  throw new PassProblem('used')
}
