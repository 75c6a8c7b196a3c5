import { RichText } from '../../../ui/components/rich-text.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope } from '../../../ui/page.js'
import type { WayText } from '../../../ui/texts/messages.js'
import type { NotOffered } from '../../offered-methods.js'
import { loginTexts } from '../../texts/texts.js'
import type { OfferedMethod } from './method-row.js'

/** A method that is not offered, and the reason. */
export interface MissingRow {
  readonly id: string
  readonly reason: NotOffered
}

/** All methods of the page. */
interface Others {
  readonly offered: readonly OfferedMethod[]
  readonly missing: readonly MissingRow[]
}

interface MissingMethodProps extends MissingRow {
  /** The other methods that the text can point to. */
  readonly page: Others
  readonly scope: Scope
}

/** Why a method is not offered, and the shortest way on. */
export function MissingMethod({ id, reason, page, scope }: MissingMethodProps) {
  const { texts, portal } = scope
  const { methodChoice } = loginTexts(scope.language)
  const { label } = scope.methodText(id)
  const othersOffered = page.offered.length > 0
  const reaches = reason.kind === 'level-too-low' ? texts.levels[reason.reaches] : ''
  const wayUp = wayUpOf(reason, scope)
  return (
    <details class="kern-accordion" data-method-missing={id} open={!othersOffered}>
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{methodChoice.whyMissing(label)}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          <RichText of={methodChoice.missing[reason.kind]({ method: label, reaches, portal })} />{' '}
          {wayUp ? textOf(wayUp, page) : wayWithout(reason, page, scope)}{' '}
          {wayUp?.link ? <SafeLink href={wayUp.link.path}>{wayUp.link.label}</SafeLink> : null}
        </p>
      </div>
    </details>
  )
}

/** What the method that would help says of the way up. */
const wayUpOf = (reason: NotOffered, scope: Scope): WayText | undefined =>
  reason.kind === 'level-too-low' && reason.way ? scope.methodText(reason.way.by).ways?.[reason.way.kind] : undefined

/** A citizen to whom a card is offered here logs in with it first and sets things up after that. */
const textOf = ({ text, besideCard = text }: WayText, { offered }: Others): string =>
  offered.some(({ provesIdentity }) => provesIdentity) ? besideCard : text

/** What to do if this method gets no further here: use another one, or try later. */
function wayWithout(reason: NotOffered, { offered, missing }: Others, { language }: Scope): string {
  const { methodChoice } = loginTexts(language)
  if (offered.length > 0) return methodChoice.wayElsewhere(offered.length)
  if (reason.kind === 'not-working') return methodChoice.wayLater
  // Another row says "later": its method would do, but is not working.
  return missing.some((each) => each.reason.kind === 'not-working') ? '' : methodChoice.wayNowhere
}
