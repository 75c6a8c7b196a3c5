import type { Scope } from '../../../../ui/page.js'
import { passTexts } from '../../texts/texts.js'

/** The number that the citizen enters in the app. */
export function NumberToEnter({ number, scope }: { readonly number: string; readonly scope: Scope }) {
  return (
    <p>
      <span class="kern-sr-only">{passTexts(scope.language).pass.numberIs} </span>
      <strong class="app-code" data-testid="pass-code">
        {number}
      </strong>
    </p>
  )
}
