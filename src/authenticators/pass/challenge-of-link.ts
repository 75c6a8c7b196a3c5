import type { Instant } from '../../domain/instant.js'
import { hasExpired, type PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { PassProblem } from '../../domain/pass-problem.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'

/** The challenge of a link that can still be answered. Throws `unknown-link`, `expired`. */
export async function challengeOfLink(
  link: string,
  challenges: VersionedStore<PassChallenge>,
  now: Instant,
): Promise<PassChallenge> {
  const challenge = await challenges.find(link)
  if (!challenge) throw new PassProblem('unknown-link')
  if (hasExpired(challenge, now)) throw new PassProblem('expired')
  return challenge
}

/**
 * Whether this phone may take this challenge at all. Throws `taken`, `unpaired` (never used: it may answer the first
 * challenge of its own pairing alone, which is its own from the start), `no-account`.
 */
export function demandEntitled({ state, purpose }: PassChallenge, device: PassDevice): void {
  if ('device' in state && state.device !== device.id) throw new PassProblem('taken')
  const isGivenToIt = 'device' in state
  if (purpose.kind === 'pairing') {
    if (!isGivenToIt) throw new PassProblem('taken')
    return
  }
  if (device.firstUsedAt === null && !isGivenToIt) throw new PassProblem('unpaired')
  if (device.account === null && !purpose.withoutAccount) throw new PassProblem('no-account')
}
