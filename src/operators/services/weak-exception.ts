import { days, type Instant } from '../../domain/instant.js'
import { exceptionEnd, mayBeEndless, mayLastUntil, type WeakException } from '../../domain/weak-algorithms.js'
import { finding, refusal, type ServiceFinding } from '../findings.js'
import { Refused } from '../refused.js'
import type { ServiceDraft } from './service-draft.js'

/**
 * The draft with a complete exception: without algorithms it has no date either. Throws `Refused('exception-end')` if
 * it names algorithms without a date, or with one that is past or more than a year ahead. Call it only if the operator
 * touched the exception: one that ended by itself does not hinder other changes. `isTest`: the deployment is for trying out.
 */
export function wholeException(draft: ServiceDraft, now: Instant, isTest = false): ServiceDraft {
  const { weakAlgorithms, weakAlgorithmsUntil: until } = draft.settings
  // check: an-end-goes-with-its-algorithms
  if (weakAlgorithms.length === 0) return { ...draft, settings: { ...draft.settings, weakAlgorithmsUntil: null } }
  // check: an-exception-without-an-end-is-given-in-a-test-deployment
  if (isTest && mayBeEndless(draft.settings)) return draft
  // check: an-exception-has-an-end
  if (until !== null && mayLastUntil(until, now)) return draft
  throw new Refused(refusal('exception-end', { entityId: draft.entityId, algorithms: weakAlgorithms, until }))
}

/** What the operator has to know of a service's exception; nothing if it has none. */
export function exceptionFindings(exception: WeakException, now: Instant): readonly ServiceFinding[] {
  const end = exceptionEnd(exception)
  if (end === null) return []
  const told = { algorithms: exception.weakAlgorithms, until: exception.weakAlgorithmsUntil ?? '' }
  if (end <= now) return [finding('exception-ended', told)]
  return [finding('exception-running', { ...told, daysLeft: Math.ceil((end - now) / days(1)) })]
}
