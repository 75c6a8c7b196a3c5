import { Alert } from '../../../../ui/components/alert.js'
import type { Scope } from '../../../../ui/page.js'
import type { Refusal } from '../../../findings.js'
import { refusalText } from '../../finding-text.js'
import { consoleTexts } from '../../texts/texts.js'

/** Why nothing was done, by the rule that refused; nothing where none did. */
export function RefusalNotice({ refusal, scope }: { readonly refusal: Refusal | null; readonly scope: Scope }) {
  if (refusal === null) return null
  return (
    <div role="alert" data-finding={refusal.rule}>
      <Alert look="danger" title={consoleTexts(scope.language).service.refused}>
        <p class="kern-body">{refusalText(refusal, scope)}</p>
      </Alert>
    </div>
  )
}
