import { RichText } from '../../../ui/components/rich-text.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { methodText, type Scope } from '../../../ui/scope.js'
import type { WayUp, NotOffered } from '../../offered-methods.js'
import { loginTexts } from '../../texts/texts.js'
import type { OfferedMethod } from './method-row.js'

/** A method that is not offered, and by its reason the way there. */
export interface MissingRow {
  readonly id: string
  readonly reason: NotOffered
}

/** What there is on the page. */
interface Others {
  readonly offered: readonly OfferedMethod[]
  readonly missing: readonly MissingRow[]
}

interface MissingMethodProps extends MissingRow {
  /** What else there is to point to. */
  readonly page: Others
  readonly scope: Scope
}

/** Why a method is not offered, and the shortest way on. */
export function MissingMethod({ id, reason, page, scope }: MissingMethodProps) {
  const { texts, portal } = scope
  const { methodChoice } = loginTexts(scope.language)
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
const besideCard = (way: WayUp, { offered }: Others): WayUp | 'pair-beside-card' =>
  way === 'pair' && offered.some(({ id }) => id === 'eid') ? 'pair-beside-card' : way

/** Where this method gets no further here: another one, or later. */
function wayWithout(reason: NotOffered, { offered, missing }: Others, { language }: Scope): string {
  const { methodChoice } = loginTexts(language)
  if (offered.length > 0) return methodChoice.wayElsewhere(offered.length)
  if (reason.kind === 'not-working') return methodChoice.wayLater
  // The page says it of the one that would do.
  return missing.some((each) => each.reason.kind === 'not-working') ? '' : methodChoice.wayNowhere
}
