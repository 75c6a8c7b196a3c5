import type { Finding } from '../../domain/finding.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Instant } from '../../domain/instant.js'
import { exceptionEnd, mayLastUntil, type WeakException } from '../../domain/weak-algorithms.js'
import type { ServiceDraft } from './service-draft.js'

/**
 * The draft with its exception whole: without algorithms there is no date. Throws `OperatorError('weak-until')` if it
 * names algorithms and no date, or one that is past or more than a year ahead. Asked only where the operator touched
 * the exception: one that ended by itself stands in nobody's way.
 */
export function wholeException(draft: ServiceDraft, now: Instant): ServiceDraft {
  const { weakAlgorithms, weakAlgorithmsUntil: until } = draft.settings
  if (weakAlgorithms.length === 0) return { ...draft, settings: { ...draft.settings, weakAlgorithmsUntil: null } }
  if (until !== null && mayLastUntil(until, now)) return draft
  const what = until === null ? 'needs an end' : `cannot last until ${until}`
  throw new OperatorError(
    'weak-until',
    `${draft.entityId}: an exception for ${weakAlgorithms.join(', ')} ${what}; ` +
      'give weakAlgorithmsUntil=YYYY-MM-DD, after today and at most one year ahead',
  )
}

/** What the operator has to know of a service's exception; nothing if it has none. */
export function exceptionFinding(exception: WeakException, now: Instant): readonly Finding[] {
  const end = exceptionEnd(exception)
  if (end === null) return []
  const names = exception.weakAlgorithms.join(', ')
  const until = exception.weakAlgorithmsUntil ?? ''
  const finding = { rule: 'weak-exception', severity: 'warning' } as const
  if (end <= now) {
    const message = `its exception for ${names} ended on ${until} and permits nothing any more`
    return [{ ...finding, message, cure: 'take it out: weakAlgorithms=' }]
  }
  const left = Math.ceil((end - now) / 86_400_000)
  const days = `${left} day${left === 1 ? '' : 's'}`
  const message = `weak algorithms permitted until ${until} (${days}): ${names}`
  return [{ ...finding, message, cure: 'have the service renewed by then' }]
}

/** The same in one sentence. */
export const exceptionWarning = (exception: WeakException, now: Instant): readonly string[] =>
  exceptionFinding(exception, now).map(({ message, cure }) => `${message}; ${cure}`)
