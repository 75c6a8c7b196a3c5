import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { safeHref } from '../../../ui/components/safe-link.js'
import type { Instant } from '../../../domain/instant.js'
import type { Scope } from '../../../ui/page.js'
import { loginTexts } from '../../texts/texts.js'

/**
 * One method that can be chosen. `link`: its address, if opening its page changes nothing; null: its row is a submit
 * button.
 */
export interface OfferedMethod {
  readonly id: string
  readonly link: string | null
  readonly lastUsed: boolean
  /** It takes no proof before, as this login was told; null: it does. */
  readonly pausedUntil: Instant | null
  /** True if it identifies the citizen by itself. */
  readonly provesIdentity: boolean
}

/** One way to log in. The whole row is the target: a link if it only opens a page, otherwise a submit button. */
export function MethodRow({ method, scope }: { readonly method: OfferedMethod; readonly scope: Scope }) {
  const { row, hint } = scope.methodText(method.id)
  const { methodChoice } = loginTexts(scope.language)
  const link = method.link === null ? null : safeHref(method.link)
  const content = (
    <>
      <span class="app-method__name">{row}</span> <span class="app-method__hint">{hint}</span>{' '}
      {method.lastUsed ? <span class="app-method__last">{methodChoice.lastUsed}</span> : null}{' '}
      {method.pausedUntil === null ? null : (
        <strong class="app-method__last" data-method-paused>
          {methodChoice.pausedUntil(scope.formats.timeOfDay(method.pausedUntil))}
        </strong>
      )}
      <span class="kern-icon kern-icon--chevron-right" aria-hidden="true" />
    </>
  )
  return link === null ? (
    <button type="submit" class="app-method" name={FORM_FIELDS.method} value={method.id} data-method={method.id}>
      {content}
    </button>
  ) : (
    <a class="app-method" href={link} data-method={method.id}>
      {content}
    </a>
  )
}
