import { methodText, type Scope } from '../scope.js'
import type { MissingReason } from '../view-models.js'
import { RichText } from './rich-text.js'
import { SafeLink } from './safe-link.js'

interface MissingMethodProps {
  readonly id: string
  readonly reason: MissingReason
  /** Whether there is another way to point to. */
  readonly othersOffered: boolean
  readonly scope: Scope
}

/** Why a method is not offered, and the shortest way on. */
export function MissingMethod({ id, reason, othersOffered, scope }: MissingMethodProps) {
  const { texts, portal } = scope
  const { methodChoice } = texts
  const { label } = methodText(scope, id)
  const reaches = reason.kind === 'level-too-low' ? texts.levels[reason.reaches] : ''
  const wayUp = reason.kind === 'level-too-low' ? reason.way : null
  const way = wayUp
    ? methodChoice.waysUp[wayUp]
    : othersOffered
      ? methodChoice.wayElsewhere
      : reason.kind === 'not-working'
        ? methodChoice.wayLater
        : methodChoice.wayNowhere
  return (
    <details class="kern-accordion" data-method-missing={id} open={!othersOffered}>
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{methodChoice.whyMissing(label)}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          <RichText of={methodChoice.missing[reason.kind]({ method: label, reaches, portal })} /> {way}{' '}
          {wayUp === 'pair' ? <SafeLink href="/konto/geraete">{methodChoice.pairNow}</SafeLink> : null}
          {wayUp === 'add-factor' ? (
            <SafeLink href="/konto/zweiter-faktor">{methodChoice.addFactorNow}</SafeLink>
          ) : null}
        </p>
      </div>
    </details>
  )
}
