import type { Instant } from '../../domain/instant.js'
import { hasExpired, type PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { PassProblem } from './pass-problem.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'

/** The challenge of a link that can still be answered. Throws `unknown-link`, `expired`. */
export async function challengeOfLink(
  link: string,
  challenges: VersionedStore<PassChallenge>,
  now: Instant,
): Promise<PassChallenge> {
  const challenge = await challenges.find(link)
  if (!challenge) throw new PassProblem('unknown-link')
  // check: a-challenge-expires
  if (hasExpired(challenge, now)) throw new PassProblem('expired')
  return challenge
}

/**
 * Throws unless this phone may take this challenge: `taken`, `no-account`, or `unpaired` for a phone that was never
 * used. Such a phone may only answer the first challenge of its own pairing, which is its own from the start.
 */
export function demandEntitled({ state, purpose }: PassChallenge, device: PassDevice): void {
  // check: a-challenge-belongs-to-the-phone-that-opened-it
  if ('device' in state && state.device !== device.id) throw new PassProblem('taken')
  const isGivenToIt = 'device' in state
  if (purpose.kind === 'pairing') {
    if (!isGivenToIt) throw new PassProblem('taken')
    return
  }
  // check: a-phone-counts-after-its-first-use
  if (device.firstUsedAt === null && !isGivenToIt) throw new PassProblem('unpaired')
  // check: a-phone-without-an-account-stays-at-its-services
  if (device.account === null && !purpose.withoutAccount) throw new PassProblem('no-account')
}
