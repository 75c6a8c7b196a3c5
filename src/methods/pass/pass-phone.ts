import { PassProblem } from './pass-problem.js'
import type { PassPhone, PhoneRequest } from './phone-requests.js'
import { answerChallenge, sendNumber } from './answer-challenge.js'
import { limited } from './rate-limit.js'
import { challengeOfLink } from './challenge-of-link.js'
import { openChallenge } from './open-challenge.js'
import type { PassDeps } from './pass-deps.js'
import { openPairing, registerDevice, registerInChallenge } from './register-device.js'

/** Answers what phones ask, as docs/pass-protocol.md describes it. */
export function createPassPhone(deps: PassDeps): PassPhone {
  const guarded =
    <Args extends readonly unknown[], T>(work: (link: string, ...args: Args) => Promise<T>) =>
    ({ link, address }: PhoneRequest, ...args: Args): Promise<T> =>
      limited(address, deps, () => work(link, ...args))
  return {
    lookAtPairing: guarded(async (link) => {
      const { key, keepUntil } = await openPairing(link, deps)
      return { purpose: 'account', encryptionKey: key.public, expiresAt: new Date(keepUntil).toISOString() }
    }),
    pair: guarded((link, jws: string) => registerDevice(link, jws, deps)),
    lookAtChallenge: guarded(async (link) => {
      const { key, expiresAt, purpose, state } = await challengeOfLink(link, deps.challenges, deps.clock.now())
      // check: a-decided-challenge-is-not-shown
      if (state.name !== 'open' && state.name !== 'scanned') throw new PassProblem('used')
      const canPair = purpose.kind === 'login' && purpose.withoutAccount && state.name === 'open'
      if (!canPair) return { pairing: null }
      const expires = new Date(expiresAt).toISOString()
      return { pairing: { purpose: 'service', encryptionKey: key.public, expiresAt: expires } }
    }),
    pairInChallenge: guarded((link, jws: string) => registerInChallenge(link, jws, deps)),
    open: guarded((link, jws: string) => openChallenge(link, jws, deps)),
    answer: guarded((link, jws: string) => answerChallenge(link, jws, deps)),
    sendNumber: guarded((link, jws: string) => sendNumber(link, jws, deps)),
  }
}
