import { RichText } from '../../../ui/components/rich-text.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { between, type Scope } from '../../../ui/page.js'
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
  const wayUp = wayUpOf(reason, page, scope)
  const isAnyDown = page.missing.some(isDown)
  return (
    <details class="kern-accordion" data-method-missing={id} open={!othersOffered && !isAnyDown}>
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{methodChoice.whyMissing(label)}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          <RichText of={methodChoice.missing[reason.kind]({ method: label, reaches, portal })} />
          {between(scope)}
          {wayUp ? textOf(wayUp, page) : wayWithout(reason, page, scope)}
          {between(scope)}
          {wayUp?.link ? <SafeLink href={wayUp.link.path}>{wayUp.link.label}</SafeLink> : null}
        </p>
      </div>
    </details>
  )
}

/** What the method that would help says of the way up. */
function wayUpOf(reason: NotOffered, { offered }: Others, scope: Scope): WayText | undefined {
  if (reason.kind !== 'level-too-low' || !reason.way) return undefined
  const { kind, by } = reason.way
  // What is set up or added takes a login at the level first, by another method than that; a card is itself that login.
  const isThere = offered.some(({ id }) => kind === 'identify' || id !== by)
  return isThere ? scope.methodText(by).ways?.[kind] : undefined
}

/** True if the method would do, but is not working. */
export const isDown = ({ reason }: MissingRow): boolean =>
  reason.kind === 'not-working' || reason.kind === 'switched-off'

/** A method at the beginning of a sentence. */
export function subjectOf(id: string, { language, methodText }: Scope): string {
  const { subject, label } = methodText(id)
  return subject ?? loginTexts(language).methodChoice.named(label)
}

/** A citizen to whom a card is offered here logs in with it first and sets things up after that. */
const textOf = ({ text, besideCard = text }: WayText, { offered }: Others): string =>
  offered.some(({ provesIdentity }) => provesIdentity) ? besideCard : text

/** What to do if this method gets no further here: use another one, or try later. */
function wayWithout(reason: NotOffered, { offered, missing }: Others, scope: Scope): string {
  const { methodChoice } = loginTexts(scope.language)
  if (offered.length > 0) return methodChoice.wayElsewhere(offered.length)
  if (isDown({ id: '', reason })) return methodChoice.wayLater
  const down = missing.find(isDown)
  return down ? methodChoice.wayOnceWorking(subjectOf(down.id, scope)) : methodChoice.wayNowhere
}
