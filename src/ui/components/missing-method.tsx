import { methodText, type Scope } from '../scope.js'
import type { MethodChoicePage, MissingReason, WayUp } from '../view-models.js'
import { RichText } from './rich-text.js'
import { SafeLink } from './safe-link.js'

interface MissingMethodProps {
  readonly id: string
  readonly reason: MissingReason
  /** What else there is to point to. */
  readonly page: MethodChoicePage
  readonly scope: Scope
}

/** Why a method is not offered, and the shortest way on. */
export function MissingMethod({ id, reason, page, scope }: MissingMethodProps) {
  const { texts, portal } = scope
  const { methodChoice } = texts
  const { label } = methodText(scope, id)
  const othersOffered = page.offered.length > 0
  const reaches = reason.kind === 'level-too-low' ? texts.levels[reason.reaches] : ''
  const wayUp = reason.kind === 'level-too-low' ? reason.way : null
  return (
    <details class="kern-accordion" data-method-missing={id} open={!othersOffered}>
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{methodChoice.whyMissing(label)}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          <RichText of={methodChoice.missing[reason.kind]({ method: label, reaches, portal })} />{' '}
          {wayUp ? methodChoice.waysUp[besideCard(wayUp, page)] : wayWithout(reason, page, scope)}{' '}
          {wayUp === 'pair' ? <SafeLink href="/konto/geraete">{methodChoice.pairNow}</SafeLink> : null}
          {wayUp === 'add-factor' ? (
            <SafeLink href="/konto/zweiter-faktor">{methodChoice.addFactorNow}</SafeLink>
          ) : null}
        </p>
      </div>
    </details>
  )
}

/** Whoever can use a card here is in with it before a pass is set up with it. */
const besideCard = (way: WayUp, { offered }: MethodChoicePage): WayUp | 'pair-beside-card' =>
  way === 'pair' && offered.some(({ id }) => id === 'eid') ? 'pair-beside-card' : way

/** Where this method gets no further here: another one, or later. */
function wayWithout(reason: MissingReason, { offered, missing }: MethodChoicePage, { texts }: Scope): string {
  const { methodChoice } = texts
  if (offered.length > 0) return methodChoice.wayElsewhere(offered.length)
  if (reason.kind === 'not-working') return methodChoice.wayLater
  // The page says it of the one that would do.
  return missing.some((each) => each.reason.kind === 'not-working') ? '' : methodChoice.wayNowhere
}
