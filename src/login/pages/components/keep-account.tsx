import { Button } from '../../../ui/components/form.js'
import { DECISIONS, FORM_FIELDS } from '../../../ui/form-fields.js'
import type { Scope } from '../../../ui/page.js'
import { loginTexts } from '../../texts/texts.js'

/** Whoever comes with another account goes on without one here, unless they want one. */
export function KeepAccount({ name, scope }: { readonly name: string; readonly scope: Scope }) {
  const { keep } = loginTexts(scope.language).confirm
  const { decision } = FORM_FIELDS
  return (
    <details class="kern-accordion">
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{keep.question}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">{keep.meaning(name)}</p>
        <p class="app-actions">
          <Button look="secondary" label={keep.openAccount} name={decision} value={DECISIONS.openAccount} />
          <Button look="secondary" label={keep.linkAccount} name={decision} value={DECISIONS.linkAccount} />
        </p>
      </div>
    </details>
  )
}
